// The text of the generated module, for what a run of `prisma generate` need not be started.

import { expect, test } from 'vitest'
import { renderLiteral } from '../../src/generator/render-literal.js'
import { renderModule } from '../../src/generator/render-module.js'
import { mapOf } from '../schema/build-schema.js'

test('the same map gives the same text', () => {
  const schema = 'model M {\n id Int @id\n /// @encrypted(type: Int)\n a String\n}'
  expect(renderModule(mapOf(schema))).toBe(renderModule(mapOf(schema)))
})

test('a schema without annotations gives empty maps, and no import', () => {
  const text = renderModule(mapOf('model M {\n id Int @id\n}'))
  expect(text).toContain('export type FieldTypes = {}')
  expect(text).toContain('export const typed = {}')
  expect(text).not.toMatch(/import|pass as/)
})

test('helpers and types are there for fields whose type is not that of their column', () => {
  const schema = `model order {
 id Int @id
 /// @encrypted
 plain String
 /// @encrypted
 blob Bytes
 /// @encrypted(type: Bytes)
 scan String?
 /// @encrypted(type: String)
 note Bytes
 /// @password
 pin String
}`
  const text = renderModule(mapOf(schema))
  expect(text).toContain('  order: {\n    scan: Bytes | null\n    note: string\n  }\n}')
  expect(text).toContain('    scan: pass as Pass<Bytes, string>,\n    note: pass as Pass<string, Bytes>,')
})

test('literals are read back as they were', () => {
  const value = {
    a: ['x', { 'b-c': 'it\'s "1"\n' }],
    n: 1,
    t: true,
    none: null,
    long: 'y'.repeat(120),
    e: [],
    o: {},
  }
  const text = renderLiteral(value)
  expect(new Function(`return ${text}`)()).toEqual(value)
  expect(text).toContain('"b-c"')
})
