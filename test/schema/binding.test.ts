// `bind:`: the columns that a value may be bound to, and how each is read.

import { expect, test } from 'vitest'
import { mapOf, problemsInModel } from './build-schema.js'

const enumType = 'enum E {\n A\n B\n}'

test.each<[string, object]>([
  ['String', { type: 'String' }],
  ['Int', { type: 'Int' }],
  ['BigInt', { type: 'BigInt' }],
  ['E', { type: 'String' }],
  ['String @default(uuid())', { type: 'String', isGenerated: true }],
  ['String @default(uuid(4))', { type: 'String', isGenerated: true }],
  ['String @default(uuid()) @db.Uuid', { type: 'Uuid', isGenerated: true }],
  ['String @db.Uuid', { type: 'Uuid' }],
  ['String @default(uuid(7))', { type: 'String' }],
  ['String @default(cuid())', { type: 'String' }],
  ['String @default(nanoid())', { type: 'String' }],
  ['String @default(ulid())', { type: 'String' }],
  ['String @default("main")', { type: 'String' }],
  ['E @default(A)', { type: 'String' }],
  ['String @db.VarChar(40)', { type: 'String' }],
])('%s', (type, entry) => {
  const schema = `${enumType}\nmodel M {\n id Int @id\n b ${type}\n /// @encrypted(bind: [b])\n a String\n}`
  const { models } = mapOf(schema, 'postgresql')
  expect(models.M?.fields.a?.encrypted?.bind).toEqual([{ field: 'b', ...entry }])
})

test('a password is bound as a sealed value is', () => {
  const id = 'id String @id @default(uuid())'
  const schema = `model M {\n ${id}\n b Int\n /// @password(bind: [b, id])\n a String\n}`
  expect(mapOf(schema).models.M?.fields.a?.password?.bind).toEqual([
    { field: 'b', type: 'Int' },
    { field: 'id', type: 'String', isGenerated: true },
  ])
})

test('keeps the order of the annotation', () => {
  const schema =
    'model M {\n id Int @id\n b String\n c String\n /// @encrypted(bind: [c, id, b])\n a String\n}'
  const bind = mapOf(schema).models.M?.fields.a?.encrypted?.bind
  expect(bind?.map(({ field }) => field)).toEqual(['c', 'id', 'b'])
})

test.each([
  [
    'a missing field',
    'tenantId String',
    '[tenant]',
    'bind: names tenant, which is not a field of this model. Name a field of M.',
  ],
  ['a misspelt field', 'tenantId String', '[tenatId]', 'Did you mean tenantId?'],
  [
    'an optional field',
    'b String?',
    '[b]',
    'bind: names b, which can be null. Make b required, or bind to another column.',
  ],
  ['a list', 'b String[]', '[b]', 'bind: names b, which is not a single column.'],
  ['the field itself', 'b String', '[a]', 'bind: names a, which is itself protected.'],
  ['a token', '/// @token\n b String', '[b]', 'bind: names b, which is itself protected.'],
  ['a password', '/// @password\n b String', '[b]', 'bind: names b, which is itself protected.'],
  [
    'an index column',
    'b String?\n /// @encrypted @searchable(b)\n c String',
    '[b]',
    'bind: names b, which can be null.',
  ],
  [
    'a DateTime',
    'b DateTime',
    '[b]',
    'bind: names b, a DateTime, which databases do not always give back as written.',
  ],
  ['an @updatedAt', 'b DateTime @updatedAt', '[b]', 'bind: names b, a DateTime'],
  ['a Decimal', 'b Decimal', '[b]', 'bind: names b, a Decimal'],
  ['a Float', 'b Float', '[b]', 'bind: names b, a Float'],
  ['a Boolean', 'b Boolean', '[b]', 'bind: names b, a Boolean'],
  ['a Json', 'b Json', '[b]', 'bind: names b, a Json'],
  ['Bytes', 'b Bytes', '[b]', 'bind: names b, a Bytes'],
  ['Char', 'b String @db.Char(10)', '[b]', 'bind: names b, whose type @db.Char pads text with blanks.'],
  [
    'Citext',
    'b String @db.Citext',
    '[b]',
    'bind: names b, whose type @db.Citext compares text without regard to case.',
  ],
  ['Inet', 'b String @db.Inet', '[b]', 'bind: names b, whose type @db.Inet'],
  [
    'autoincrement()',
    'b Int @default(autoincrement())',
    '[b]',
    'bind: names b, whose default autoincrement() is not known before the write. Bind to another column',
  ],
  [
    'dbgenerated()',
    'b String @default(dbgenerated("gen_random_uuid()")) @db.Uuid',
    '[b]',
    'whose default dbgenerated() is not known',
  ],
])('refuses %s', (_, column, bind, problem) => {
  for (const annotation of ['@encrypted', '@password']) {
    const lines = ` ${column}\n /// ${annotation}(bind: ${bind})\n a String`
    const problems = problemsInModel(lines, 'postgresql').filter(text => text.startsWith('M.a: bind:'))
    expect(problems).toEqual([expect.stringContaining(problem)])
  }
})

test('refuses a relation', () => {
  const schema = `model M {
 id Int @id
 nId Int
 n N @relation(fields: [nId], references: [id])
 /// @encrypted(bind: [n, nId])
 a String
}
model N {
 id Int @id
 ms M[]
}`
  expect(() => mapOf(schema)).toThrow('M.a (line 6): bind: names n, which is not a single column.')
  expect(mapOf(schema.replace('n, nId', 'nId')).models.M?.fields.a?.encrypted?.bind).toEqual([
    { field: 'nId', type: 'Int' },
  ])
})
