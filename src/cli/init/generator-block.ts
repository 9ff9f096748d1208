// The generator of fieldseal as a block of a schema: where it goes, and where its output goes.

import { datasourceBlock, type SchemaBlockText, settingOf } from '../../schema/schema-blocks.js'
import type { PlacedBlock } from './schema-provider.js'

/** Text that is to stand behind a block. */
export interface Insertion {
  readonly after: PlacedBlock
  readonly text: string
}

/** The generator behind the last one of the schema, else behind the datasource; undefined where there is one. */
export function generatorBlock(blocks: readonly PlacedBlock[]): Insertion | undefined {
  const generators = blocks.filter(({ kind }) => kind === 'generator')
  if (generators.some(isOurs)) return undefined
  const after = generators.at(-1) ?? datasourceBlock(blocks)
  return after && { after, text: textFor(generators) }
}

function isOurs(block: SchemaBlockText): boolean {
  return block.name === 'fieldseal' || /\bfieldseal\b/.test(settingOf(block, 'provider') ?? '')
}

/** The output stands beside that of Prisma's client. */
function textFor(generators: readonly SchemaBlockText[]): string {
  const outputs = generators.map(block => settingOf(block, 'output') ?? '')
  const client = outputs.find(output => output.includes('/') && !output.includes('node_modules'))
  const output = client?.replace(/[^/]*\/?$/, 'fieldseal') ?? './generated/fieldseal'
  return `generator fieldseal {\n  provider = "fieldseal"\n  output   = "${output}"\n}`
}
