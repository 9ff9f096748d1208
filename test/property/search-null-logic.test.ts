// The corners of SQL's three-valued logic, and of Prisma's own reading of `not`, held against a plain twin.

import { beforeAll, describe, expect, test } from 'vitest'
import { onEachDatabase } from '../support/databases.js'
import { sealedClient } from '../support/keys.js'
import { accountIds } from './where-questions.js'
import type { AccountRow } from './where-rows.js'
import type { Where } from './where-trees.js'
import { fill, plainSide, type Side, sealedSide } from './where-twins.js'

const day = new Date('1815-12-10T00:00:00.000Z')
const otherDay = new Date('1906-12-09T00:00:00.000Z')

/** Every combination of a name and a day, with null, each with one post or none. */
const rows = ['hop', 'lovelace', null].flatMap((lastName, i) =>
  [day, otherDay, null].map(
    (birthDate, j): AccountRow => ({
      id: `a${3 * i + j}`,
      tenant: 't1',
      username: `u${3 * i + j}`,
      ssn: null,
      score: j === 2 ? null : i,
      sessionToken: i === j ? `s${i}` : null,
      lastName,
      birthDate,
      posts: j === 1 ? [{ title: 'one', body: null }] : [],
    }),
  ),
)

onEachDatabase('three-valued logic', db => {
  let sealed: Side
  let plain: Side
  beforeAll(async () => {
    sealed = sealedSide(sealedClient(db()))
    plain = plainSide(db().plain)
    for (const side of [sealed, plain]) await fill(side, rows)
  })

  async function expectAlike(where: Where) {
    const expected = await accountIds(plain, where)
    expect(await accountIds(sealed, where)).toEqual(expected)
  }

  describe('one operator:', () => {
    test.each<[string, unknown]>([
      ['null', null],
      ['not null', { not: null }],
      ['not', { not: 1 }],
      ['not equals null', { not: { equals: null } }],
      ['not in', { not: { in: [1, 2] } }],
      ['not notIn', { not: { notIn: [1, 2] } }],
      ['an empty in', { in: [] }],
      ['an empty notIn, which is true of null', { notIn: [] }],
      ['not an empty in, which is true of null', { not: { in: [] } }],
      ['nothing', {}],
      ['not nothing', { not: {} }],
      ['undefined', { equals: undefined }],
      ['not undefined', { not: { equals: undefined } }],
      ['equals null beside not null', { equals: null, not: null }],
      ['equals null beside in', { equals: null, in: [1] }],
      ['a value beside undefined', { equals: 1, not: undefined, in: undefined }],
      ['not, not, equals', { not: { not: { equals: 1 } } }],
      ['not, not, in', { not: { not: { in: [1] } } }],
    ])('%s', async (_name, score) => {
      await expectAlike({ score })
      await expectAlike({ NOT: { score } })
      await expectAlike({ NOT: { NOT: [{ score }, { lastName: 'hop' }] } })
    })
  })

  describe('combinations:', () => {
    test.each<[string, Where]>([
      ['NOT of a list', { NOT: [{ score: 1 }, { lastName: 'hop' }] }],
      ['NOT of two conditions', { NOT: { score: 1, lastName: 'hop' } }],
      ['NOT of an OR', { NOT: { OR: [{ score: 1 }, { lastName: 'hop' }] } }],
      ['NOT of nothing', { NOT: {} }],
      ['OR of nothing', { OR: [] }],
      ['NOT beside not', { NOT: { score: 1 }, score: { not: 2 }, AND: { lastName: { not: 'hop' } } }],
      ['every, of a negation', { posts: { every: { account: { score: { not: 1 } } } } }],
      ['none, of a negation', { posts: { none: { NOT: { account: { lastName: 'hop' } } } } }],
      ['a prefix, of nulls', { NOT: { lastName: { startsWith: 'ho' } } }],
    ])('%s', async (_name, where) => {
      await expectAlike(where)
    })
  })

  // Prisma (7.10) reads `not: { a, b }` as "not a and not b".
  describe('not with several operators inside:', () => {
    test.each<[string, unknown]>([
      ['in and equals', { not: { in: [1], equals: 2 } }],
      ['in and notIn', { not: { in: [1, 2], notIn: [2] } }],
      ['equals null and in', { not: { equals: null, in: [1] } }],
    ])('%s', async (_name, score) => {
      await expectAlike({ score })
    })
  })

  // Prisma (7.10) reads `not: { not: value }` as `not: value`, however often it stands there.
  describe('not inside not:', () => {
    test.each<[string, unknown]>([
      ['a value', { not: { not: 1 } }],
      ['null', { not: { not: null } }],
      ['beside another operator', { not: { in: [2], not: 1 } }],
    ])('%s', async (_name, score) => {
      await expectAlike({ score })
    })
  })

  // The compound index is null where one field is, though the other one already tells the values apart: not used there.
  describe('both fields of a compound index:', () => {
    const both = { lastName: 'hop', birthDate: day }
    test('found', async () => {
      await expectAlike(both)
      await expectAlike({ OR: [{ ...both, tenant: 't2' }, { AND: [both] }] })
      await expectAlike({ posts: { none: { account: both } } })
    })

    test.each<[string, Where]>([
      ['under NOT', { NOT: both }],
      ['under NOT, beside another field', { NOT: { ...both, score: 0 } }],
      ['under NOT and AND', { NOT: { AND: [both] } }],
      ['under every', { posts: { every: { account: both } } }],
      ['under isNot', { posts: { some: { account: { isNot: both } } } }],
    ])('%s', async (_name, where) => {
      await expectAlike(where)
    })
  })
})
