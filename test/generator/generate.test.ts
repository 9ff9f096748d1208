// `prisma generate` with the fieldseal generator in the schema, as users run it.

import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import type { FieldMap } from '../../src/schema/field-map.js'
import { makeProject, provider, root, runCompiler, runGenerate } from './run-generate.js'

// A run takes two seconds, and many times that on a busy machine.
vi.setConfig({ testTimeout: 120_000 })

const clients = `generator client {
  provider = "prisma-client"
  output   = "./client"
}
generator clientJs {
  provider = "prisma-client-js"
  output   = "./client-js"
}`

const datasource = 'datasource db {\n  provider = "sqlite"\n}'

const useOfModule = `import { type FieldTypes, fields, typed } from './out/index.js'
import type { FieldMap } from '${join(root, 'dist/schema/field-map.js')}'

export const map: FieldMap = fields
export type Carried = NonNullable<typeof fields extends { readonly $types?: infer Types } ? Types : never>
export type Fits = FieldTypes extends Readonly<Record<string, Readonly<Record<string, unknown>>>> ? true : never
export const fits: Fits = true
export const read: Carried['patient']['age'] = 3 as number | null
export const same: FieldTypes['Patient']['born'] = new Date()
export const texts: string[] = [1, 2].map(typed.Patient.age)
export const maybe: string | null = typed.Patient.age(3 as number | null)
export const nothing: undefined = typed.Patient.age(undefined)
export const history: string = typed.Patient.history({ visits: [{ on: '2024-01-01', note: null }] })
export const bytes: Uint8Array<ArrayBuffer> = typed.Patient.born(new Date())
// @ts-expect-error a value of another type
typed.Patient.age('42')
type Models = (typeof fields)['models']
type PasswordsOf<Model extends keyof Models> = {
  [Name in keyof Models[Model]['fields']]: Models[Model]['fields'][Name] extends { password: object } ? Name : never
}[keyof Models[Model]['fields']]
export const password: PasswordsOf<'Patient'> = 'pin'
export const cost: Models['Patient']['fields'][PasswordsOf<'Patient'>]['password']['cost'] = 'strong'
// @ts-expect-error a field without a password
export const name: PasswordsOf<'Patient'> = 'name'
// @ts-expect-error a model without one
export const none: PasswordsOf<'Plain'> = 'text'
// @ts-expect-error a required value
export const required: FieldTypes['Patient']['born'] = null
`

const patient = `model Patient {
  id Int @id
  /// @encrypted
  name String
  age String? /// @encrypted(type: Int)
  /// @encrypted(type: DateTime)
  born Bytes
  /// @encrypted(type: Json)
  history String?
  /// @encrypted(type: Decimal)
  weight String?
  /// @password(cost: strong)
  pin String?
}
model Plain {
  id Int @id
  /// @encrypted
  text String
}`

function readModule(file: string): { readonly text: string; load(): Promise<{ readonly fields: FieldMap }> } {
  return { text: readFileSync(file, 'utf8'), load: () => import(/* @vite-ignore */ file) }
}

/** The schema text inside a generated client. */
function inlineSchema(file: string): string {
  const literal = /"inlineSchema": ("(?:[^"\\]|\\.)*")/.exec(readFileSync(file, 'utf8'))?.[1]
  return JSON.parse(literal ?? '""')
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

test('writes one module that compiles strictly, imports nothing and knows the schema of each client', async () => {
  const generator = `generator fieldseal {\n  provider = "${provider}"\n  output = "./out"\n}`
  // Untidy on purpose: Prisma formats the text before it hands it on.
  const schema = [datasource, clients, generator, patient].join('\r\n').replaceAll('  ', '\t')
  const folder = makeProject({ 'schema.prisma': schema, 'use.ts': useOfModule })
  expect(await runGenerate(folder, 'schema.prisma')).toMatchObject({ exitCode: 0 })

  const { text, load } = readModule(join(folder, 'out/index.ts'))
  expect(text.match(/^import .*/gm)).toEqual(["import type { Decimal } from '@prisma/client/runtime/client'"])
  expect(await runCompiler(folder, ['out/index.ts', 'use.ts'])).toEqual({ exitCode: 0, output: '' })

  const { fields } = await load()
  expect(Object.keys(fields.models.Patient?.fields ?? {})).toEqual([
    'name',
    'age',
    'born',
    'history',
    'weight',
    'pin',
  ])
  for (const client of ['client/internal/class.ts', 'client-js/index.js', 'client-js/edge.js']) {
    expect(fields.schemaHash).toBe(sha256(inlineSchema(join(folder, client))))
  }
})

test('reads a schema of several files, and writes to a folder beside it by default', async () => {
  const generator = `generator fieldseal {\n  provider = "${provider}"\n}`
  const folder = makeProject({
    'db/schema.prisma': `${datasource}\n${clients}\n${generator}`,
    'db/models/b.prisma':
      'model B {\n  id Int @id\n  aId Int\n  a A @relation(fields: [aId], references: [id])\n}',
    'db/a.prisma': 'model A {\n  id Int @id\n  bs B[]\n}',
  })
  expect(await runGenerate(folder, 'db')).toMatchObject({ exitCode: 0 })

  const file = join(folder, 'db/generated/fieldseal/index.ts')
  const { fields } = await readModule(file).load()
  expect(Object.keys(fields.models).sort()).toEqual(['A', 'B'])
  expect(fields.models.A).toMatchObject({ fields: {}, compounds: [] })
  expect(fields.schemaHash).toBe(sha256(inlineSchema(join(folder, 'db/client/internal/class.ts'))))
  expect(await runCompiler(folder, ['db/generated/fieldseal/index.ts'])).toEqual({ exitCode: 0, output: '' })
})

test('fails with every problem of every file, and writes nothing', async () => {
  const generator = `generator fieldseal {\n  provider = "${provider}"\n  output = "../out"\n}`
  const folder = makeProject({
    'db/schema.prisma': `${datasource}\n${generator}`,
    'db/person.prisma': 'model Person {\n  id Int @id\n  /// @encrypted(type: Integer)\n  age String\n}',
    'db/visit.prisma': 'model Visit {\n  id Int @id\n  note String // @encrypted\n}',
  })
  const { exitCode, output } = await runGenerate(folder, 'db')
  expect(exitCode).toBe(1)
  expect(output).toContain('2 problems in the Prisma schema:')
  expect(output).toMatch(
    /Person\.age \(db\/person\.prisma:4\): type: of @encrypted is not a known type\. Use one of /,
  )
  expect(output).toMatch(/Visit\.note \(db\/visit\.prisma:3\): An annotation stands behind two slashes/)
  expect(output).not.toMatch(/^ +at /m)
  expect(existsSync(join(folder, 'out'))).toBe(false)
})
