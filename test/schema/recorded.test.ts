// What the field map tells the audit trail about models: their ids, the types of their fields, and what their
// relations do.

import { expect, test } from 'vitest'
import { mapOf, problemsInModel, trailModels } from './build-schema.js'

/** The entries of a schema whose model `Seen` is audited. */
function recordedOf(schema: string, provider?: string) {
  const seen = '/// @@audit\nmodel Seen {\n id Int @id\n}'
  return mapOf([schema, seen, trailModels(provider)].join('\n'), provider).recorded ?? {}
}

test('a schema without @@audit has no such entries', () => {
  expect(mapOf('model M {\n id Int @id\n}')).not.toHaveProperty('recorded')
})

test('every model but those of the trail has an entry, and audited ones say what is recorded', () => {
  const entries = recordedOf(
    'model Plain {\n id Int @id\n}\n/// @@audit(reads)\nmodel Read {\n id Int @id\n /// @masked(full)\n a Int\n}',
  )
  expect(Object.entries(entries).map(([name, { audit }]) => [name, audit])).toEqual([
    ['Plain', undefined],
    ['Read', 'reads'],
    ['Seen', 'changes'],
  ])
})

test('more than one @@audit is a problem', () => {
  const schema = '/// @@audit\n/// @@audit(reads)\nmodel M {\n id Int @id\n}'
  expect(() => mapOf(schema)).toThrow('@@audit stands more than once on this model. Keep one.')
})

test('@@audit is refused on a field', () => {
  expect(problemsInModel(' /// @@audit\n a Int')).toEqual([
    'M.a: @@audit belongs on a model, not on a field. Move it to a model.',
  ])
})

test('@@audit is refused on a view', () => {
  const generator =
    'generator client {\n provider = "prisma-client"\n previewFeatures = ["views"]\n output = "x"\n}\n'
  const view = '/// @@audit\nview V {\n id Int @unique\n}'
  expect(() => mapOf(generator + view, 'postgresql')).toThrow('An annotation stands on a view')
})

test('the id is that of the model, or its first unique that is never null', () => {
  const entries = recordedOf(`model Simple {
 id String @id @default(uuid())
}
model Compound {
 b String @default(uuid(4))
 a String @default(uuid(7))
 c String @default(uuid())
 @@id([b, a])
}
model Unique {
 a Int? @unique
 b Int
 c Int
 @@unique([b, c])
 @@unique([c, b])
}`)
  expect(entries).toMatchObject({
    Simple: { id: ['id'], uuids: ['id'] },
    Compound: { id: ['b', 'a'], uuids: ['b'] },
    Unique: { id: ['b', 'c'], uuids: [] },
  })
})

test('types are named, enums and lists too', () => {
  const { M } = recordedOf(
    'enum Kind {\n A\n}\nmodel M {\n id BigInt @id\n kinds Kind[]\n at DateTime?\n tags String[]\n}',
    'postgresql',
  )
  expect(M?.types).toEqual({ id: 'BigInt', kinds: 'Kind[]', at: 'DateTime', tags: 'String[]' })
})

test('enums whose values have other names in the database are told with both', () => {
  const { M } = recordedOf(
    'enum Kind {\n A @map("a")\n B\n}\nenum Other {\n X\n}\nmodel M {\n id Int @id\n kind Kind\n kinds Kind[]\n other Other\n}',
    'postgresql',
  )
  expect(M?.enums).toEqual({ kind: { a: 'A', B: 'B' }, kinds: { a: 'A', B: 'B' } })
  expect(recordedOf('model M {\n id Int @id\n}').M).not.toHaveProperty('enums')
})

test('referential actions are those of the schema, else those of the migrations', () => {
  const { M, T } = recordedOf(`model T {
 id Int @id
 k Int
 a M[] @relation("a")
 b M[] @relation("b")
 c M[] @relation("c")
 d M[] @relation("d")
 @@unique([id, k])
}
model M {
 id Int @id
 x Int
 y Int?
 a T @relation("a", fields: [x], references: [id])
 b T? @relation("b", fields: [y], references: [id])
 c T? @relation("c", fields: [y, x], references: [id, k])
 d T? @relation("d", fields: [y], references: [id], onDelete: Cascade, onUpdate: NoAction)
}`)
  expect(M?.references).toEqual({
    a: { onDelete: 'Restrict', onUpdate: 'Cascade' },
    b: { onDelete: 'SetNull', onUpdate: 'Cascade' },
    c: { onDelete: 'Restrict', onUpdate: 'Cascade' },
    d: { onDelete: 'Cascade', onUpdate: 'NoAction' },
  })
  expect(T).toMatchObject({ references: {}, links: {} })
})

test('links of implicit many-to-many relations are found by the name of the model, then of the field', () => {
  const { B, A } = recordedOf(`model B {
 id Int @id
 as A[]
 up B[] @relation("tree")
 down B[] @relation("tree")
 many E[]
 ones A[] @relation("one")
}
model A {
 id Int @id
 bs B[]
 one B? @relation("one", fields: [oneId], references: [id])
 oneId Int?
}
model E {
 id Int @id
 b B @relation(fields: [bId], references: [id])
 bId Int
}`)
  expect(B?.links).toEqual({
    as: { table: '_AToB', column: 'B' },
    up: { table: '_tree', column: 'B' },
    down: { table: '_tree', column: 'A' },
  })
  expect(A?.links).toEqual({ bs: { table: '_AToB', column: 'A' } })
})
