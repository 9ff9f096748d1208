// The field map of a schema: columns, relations, uniques and entries.

import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { mapOf } from './build-schema.js'

const schema = `
/// @@searchable([email, birthDate], emailBirthIndex)
/// @@searchable([email, nickname], nameIndex, normalize: [lowercase])
model Person {
  id String @id @default(uuid())
  kind Kind @default(STAFF) @map("person_kind")
  /// @encrypted @searchable(emailIndex, normalize: [trim, "acme"])
  /// @searchable(emailPrefix, prefix: 2..8)
  email String @unique(map: "uq_mail") @map("e_mail")
  emailIndex String? @unique
  emailPrefix String?
  nickname String? /// @encrypted(as: "Person.nick")
  /// When they were born.
  birthDate Bytes? /// @encrypted(type: DateTime, bind: [id])
  emailBirthIndex String?
  nameIndex String?
  /// @token(as: "session", normalize: [trim])
  session String? @unique
  /// @password
  password String
  /// @password(cost: strong, as: "recovery", bind: [kind, id])
  recoveryCode String?

  bossId String?
  boss Person? @relation("boss", fields: [bossId], references: [id])
  staff Person[] @relation("boss")
  clubs Club[]

  @@unique([kind, bossId])
  @@unique([kind, emailIndex], name: "mailOfKind", map: "uq_kind_mail")
  @@unique([nameIndex], name: "unused")
  @@map("people")
}

model Club {
  id Int @id
  members Person[]
}

model Seat {
  row Int
  chair Int

  @@id([row, chair], map: "pk_seat")
}

model Booth {
  city String
  number Int

  @@id([city, number], name: "place")
}

enum Kind {
  STAFF
  GUEST
}
`
const map = mapOf(schema, 'postgresql')

test('names its format, provider and schema', () => {
  expect(map).toMatchObject({ format: 1, provider: 'postgresql' })
  expect(map.schemaHash).toBe(createHash('sha256').update(schema).digest('hex'))
})

test('lists every model, also those without annotations', () => {
  expect(Object.keys(map.models)).toEqual(['Person', 'Club', 'Seat', 'Booth'])
  expect(map.models.Seat).toMatchObject({ fields: {}, compounds: [], relations: {} })
})

test('knows tables and columns', () => {
  expect(map.models.Person?.table).toBe('people')
  expect(map.models.Club).not.toHaveProperty('table')
  expect(map.models.Person?.scalars).toMatchObject({ id: 'id', kind: 'person_kind', email: 'e_mail' })
  expect(map.models.Person?.scalars).not.toHaveProperty('boss')
})

test('knows relations, to itself and many to many', () => {
  expect(map.models.Person?.relations).toEqual({
    boss: { model: 'Person', isList: false, relation: 'boss', columns: { bossId: 'id' } },
    staff: { model: 'Person', isList: true, relation: 'boss' },
    clubs: { model: 'Club', isList: true, relation: 'ClubToPerson' },
  })
  expect(map.models.Club?.relations).toEqual({
    members: { model: 'Person', isList: true, relation: 'ClubToPerson' },
  })
})

test('names uniques as where does, with their constraints', () => {
  expect(map.models.Person?.uniques).toEqual([
    { name: 'id', fields: ['id'], constraint: 'people_pkey' },
    { name: 'email', fields: ['email'], constraint: 'uq_mail' },
    { name: 'emailIndex', fields: ['emailIndex'], constraint: 'people_emailIndex_key' },
    { name: 'session', fields: ['session'], constraint: 'people_session_key' },
    { name: 'kind_bossId', fields: ['kind', 'bossId'], constraint: 'people_person_kind_bossId_key' },
    { name: 'mailOfKind', fields: ['kind', 'emailIndex'], constraint: 'uq_kind_mail' },
    { name: 'nameIndex', fields: ['nameIndex'], constraint: 'people_nameIndex_key' },
  ])
  expect(map.models.Booth?.uniques).toEqual([
    { name: 'place', fields: ['city', 'number'], constraint: 'Booth_pkey' },
  ])
  expect(map.models.Seat?.uniques).toEqual([
    { name: 'row_chair', fields: ['row', 'chair'], constraint: 'pk_seat' },
  ])
})

describe('entries', () => {
  const fields = map.models.Person?.fields

  test('of annotated fields only', () => {
    expect(Object.keys(fields ?? {})).toEqual([
      'email',
      'nickname',
      'birthDate',
      'session',
      'password',
      'recoveryCode',
    ])
  })

  test('of @encrypted and @searchable', () => {
    expect(fields?.email).toEqual({
      isRequired: true,
      encrypted: { type: 'String', storage: 'String', column: 'Person.email', bind: [] },
      searchable: { index: 'emailIndex', normalize: ['trim', 'acme'] },
      prefix: { index: 'emailPrefix', normalize: [], min: 2, max: 8 },
    })
  })

  test('of a trailing comment, with as:', () => {
    expect(fields?.nickname?.encrypted?.column).toBe('Person.nick')
  })

  test('of a typed and bound value in Bytes', () => {
    expect(fields?.birthDate).toEqual({
      isRequired: false,
      encrypted: {
        type: 'DateTime',
        storage: 'Bytes',
        column: 'Person.birthDate',
        bind: [{ field: 'id', type: 'String', isGenerated: true }],
      },
    })
  })

  test('of @token', () => {
    expect(fields?.session).toEqual({ isRequired: false, token: { column: 'session', normalize: ['trim'] } })
  })

  test('of @password, and its defaults', () => {
    expect(fields?.password).toEqual({
      isRequired: true,
      password: { column: 'Person.password', cost: 'owasp', bind: [] },
    })
    expect(fields?.recoveryCode).toEqual({
      isRequired: false,
      password: {
        column: 'recovery',
        cost: 'strong',
        bind: [
          { field: 'kind', type: 'String' },
          { field: 'id', type: 'String', isGenerated: true },
        ],
      },
    })
  })

  test('of @@searchable, which takes the normalisers of its fields unless it names some', () => {
    expect(map.models.Person?.compounds).toEqual([
      { fields: ['email', 'birthDate'], index: 'emailBirthIndex', normalize: [['trim', 'acme'], []] },
      { fields: ['email', 'nickname'], index: 'nameIndex', normalize: [['lowercase'], ['lowercase']] },
    ])
  })
})
