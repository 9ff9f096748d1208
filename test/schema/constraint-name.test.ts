// Constraint names: the same as those in the SQL that Prisma's own schema engine writes.

import { expect, test, vi } from 'vitest'
import { mapOf } from './build-schema.js'

const letters = (count: number) => 'b'.repeat(count)
// PGlite takes a second to start, and many times that on a busy machine.
vi.setConfig({ testTimeout: 120_000 })

const schema = `
model Short {
  id Int
  one Int @unique
  two Int @map("second")
  three Int @unique(map: "by_three")

  @@id([id, two])
  @@unique([one, two])
  @@map("shorts")
}
${[56, 57, 58, 62].map(count => `model ${String.fromCharCode(count + 10)}${letters(count)} {\n id Int @id\n c Int @unique\n}`).join('\n')}
model Long {
  id Int @id
  one Int @unique @map("é${'éab'.repeat(20)}")
  two Int

  @@unique([two, one])
}
`

interface SqlScript {
  createTablesSql(provider: string, schema: string): Promise<string>
}

test('constraint names are those of Prisma Migrate', async () => {
  const script = new URL('../../scripts/create-tables-sql.mjs', import.meta.url)
  const { createTablesSql }: SqlScript = await import(script.href)
  const sql = await createTablesSql('postgresql', `datasource db {\n  provider = "postgresql"\n}\n${schema}`)
  const written = [...sql.matchAll(/(?:CONSTRAINT|UNIQUE INDEX) "([^"]+)"/g)].map(match => match[1])
  const models = Object.values(mapOf(schema, 'postgresql').models)
  const expected = models.flatMap(({ uniques }) => uniques.map(({ constraint }) => constraint))
  expect(written).toHaveLength(15)
  expect(expected.sort()).toEqual(written.sort())
})

test('a primary key is PRIMARY on MySQL and has no name on SQLite', () => {
  const model = 'model M {\n id Int @id\n one Int @unique\n}'
  const namesOn = (provider: string) =>
    mapOf(model, provider).models.M?.uniques.map(({ constraint }) => constraint)
  expect(namesOn('mysql')).toEqual(['PRIMARY', 'M_one_key'])
  expect(namesOn('sqlite')).toEqual([undefined, 'M_one_key'])
})
