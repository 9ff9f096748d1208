// What `fieldseal init` adds to a schema: the generator and the models of the audit trail, where they are missing.
// What people wrote stays as it is.

import { isTrailModel } from '../../audit/trail-tables.js'
import { SchemaError, type SchemaProblem } from '../../errors.js'
import { applyRules } from '../../schema/rules/rule.js'
import { trailModelRules } from '../../schema/rules/trail-rules.js'
import { renderTrailModel } from '../../schema/trail/render-trail-model.js'
import { linesOfText, trailDifference } from '../../schema/trail/trail-lines.js'
import { trailModelNames } from '../../schema/trail/trail-models.js'
import { generatorBlock } from './generator-block.js'
import { type PlacedBlock, placedBlocks, schemaProvider, type WrittenFile } from './schema-provider.js'

/** A file as it is to be, with the names of the blocks that were added. */
export interface ExtendedFile extends WrittenFile {
  readonly added: readonly string[]
}

/**
 * The files that change. Missing models go to the end of `target`, a file that need not be there yet. Throws
 * SchemaError for a schema without a supported provider, and for a model that is named like one of the trail and is
 * another.
 */
export function extendSchema(files: readonly WrittenFile[], target: string): readonly ExtendedFile[] {
  const blocks = placedBlocks(files)
  const provider = schemaProvider(blocks)
  checkModels(blocks, provider)
  const missing = trailModelNames.filter(name => !blocks.some(block => block.name === name))
  const generator = generatorBlock(blocks)
  const known = files.some(({ path }) => path === target) ? files : [...files, { path: target, text: '' }]
  return known.flatMap(({ path, text }) => {
    const isHome = generator?.after.file === path
    const models = path === target ? missing : []
    const added = [...(isHome ? ['generator fieldseal'] : []), ...models.map(name => `model ${name}`)]
    const inserted = isHome ? insert(text, generator.after.end, generator.text) : text
    const extended = models.reduce(
      (before, name) => append(before, renderTrailModel(name, provider)),
      inserted,
    )
    return added.length > 0 ? [{ path, text: extended, added }] : []
  })
}

function checkModels(blocks: readonly PlacedBlock[], provider: string): void {
  const problems: SchemaProblem[] = []
  for (const { name, text, file, line } of blocks) {
    if (!isTrailModel(name)) continue
    const found = { name, isAnnotated: false, difference: trailDifference(linesOfText(text), name, provider) }
    applyRules(trailModelRules, found, finding => void problems.push({ model: name, file, line, ...finding }))
  }
  if (problems.length > 0) throw new SchemaError(problems)
}

function insert(text: string, at: number, block: string): string {
  return text.slice(0, at) + withBreaksOf(text, `\n\n${block}`) + text.slice(at)
}

function append(text: string, block: string): string {
  const gap = text === '' ? '' : /\n\r?\n$/.test(text) ? '' : text.endsWith('\n') ? '\n' : '\n\n'
  return text + withBreaksOf(text, `${gap}${block}\n`)
}

function withBreaksOf(text: string, added: string): string {
  return text.includes('\r\n') ? added.replaceAll('\n', '\r\n') : added
}
