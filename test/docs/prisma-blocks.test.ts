// The schema examples of README.md and docs/: all go through the generator's own steps; those marked `refused` must
// be refused.

import { expect, test } from 'vitest'
import { SchemaError } from '../../src/errors.js'
import { renderModule } from '../../src/generator/render-module.js'
import { buildFieldMap } from '../../src/schema/build-field-map.js'
import { trailModels } from '../schema/build-schema.js'
import { readDatamodel } from '../schema/read-datamodel.js'
import { blocksIn, type CodeBlock } from './code-block.js'

const isRefused = ({ remarks }: CodeBlock) => remarks.includes('refused')
const blocks = blocksIn('prisma')

test.each(blocks.filter(block => !isRefused(block)))('the schema in $page, line $line, generates', block => {
  expect(generate(block)).toContain('export const fields')
})

test.each(blocks.filter(isRefused))('the schema in $page, line $line, is refused', block => {
  expect(() => generate(block)).toThrow(SchemaError)
})

test('every schema example that protects something says so in the field map', () => {
  const silent = blocks.filter(
    block => /^\s*\/\/\/ @(?:encrypted|token|password)/m.test(block.text) && !isRefused(block),
  )
  for (const block of silent) expect(generate(block)).toMatch(/encrypted|token|password: \{/)
})

function generate({ text }: CodeBlock): string {
  const provider = /@db\./.test(text) ? 'mysql' : 'sqlite'
  const trail = /@@audit/.test(text) && !/^model AuditEvent/m.test(text) ? trailModels(provider) : ''
  const schema = `${modelsOf(text)}\n${trail}`
  const datamodel = readDatamodel(provider, schema)
  return renderModule(buildFieldMap({ datamodel, text: schema, files: [{ text: schema }], provider }))
}

/** The models of an example; one that shows fields only is put into a model. */
function modelsOf(text: string): string {
  const rest = text.replace(/^(?:datasource|generator) [^}]*^\}\n/gm, '')
  return /^model /m.test(rest) ? rest : `model Example {\n  exampleId Int @id\n${rest}}\n`
}
