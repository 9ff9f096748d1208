// Equality of text that databases find odd: quotes, wildcards, any script, very long. A plain twin says the same
// where the database compares bytes; MariaDB's collation does not, so that there only the texts themselves say it.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { normalize, resolveNormalizers } from '../../src/core/normalize.js'
import { onEachDatabase } from '../support/databases.js'
import { sealedClient } from '../support/keys.js'
import { runs } from './where-runs.js'
import { plainSide, type Side, sealedSide } from './where-twins.js'

const normalizers = resolveNormalizers(['trim', 'lowercase'])
const awkward = [
  '',
  '%',
  '_',
  '%%',
  'a_',
  '\\',
  "'",
  '"',
  '`',
  "';--",
  '$1',
  '?',
  '{}',
  '\ufeff',
  '\u200b',
  'null',
  'i1.a',
]

/** Text that is in its normal form, without the NUL that PostgreSQL refuses in plain text. */
const anyText = fc
  .oneof(
    fc.constantFrom(...awkward),
    fc.string({ unit: fc.constantFrom(...awkward, 'a', ' ', 'é', 'e\u0301', 'ß', '𝒶', '\n'), maxLength: 6 }),
    fc.string({ unit: 'binary', maxLength: 12 }),
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 3 }).map(text => text.repeat(3000)),
  )
  .map(text => normalize(text.replaceAll('\0', ''), normalizers))

onEachDatabase('odd text', db => {
  let opened: readonly Side[] | undefined
  const sides = () => {
    opened ??= [sealedSide(sealedClient(db())), plainSide(db().plain)].slice(
      0,
      db().provider === 'mysql' ? 1 : 2,
    )
    return opened
  }

  async function store({ account }: Side, texts: readonly string[]) {
    await account.deleteMany({})
    const data = texts.map((lastName, i) => ({ id: `a${i}`, tenant: 't', username: `u${i}`, lastName }))
    await account.createMany({ data })
  }

  test('is found by itself alone', async () => {
    const property = fc.asyncProperty(
      fc.uniqueArray(anyText, { minLength: 1, maxLength: 5 }),
      async texts => {
        for (const side of sides()) {
          await store(side, texts)
          const find = (lastName: unknown) =>
            side.account.findMany({ where: { lastName }, select: { lastName: true }, orderBy: { id: 'asc' } })
          for (const lastName of texts) {
            expect(await find(lastName)).toEqual([{ lastName }])
            const others = texts.filter(text => text !== lastName)
            expect(await find({ not: lastName })).toEqual(others.map(text => ({ lastName: text })))
            expect(await find({ notIn: others })).toEqual([{ lastName }])
          }
        }
      },
    )
    await fc.assert(property, runs(12, 300))
  })

  test('as a token is found by itself alone', async () => {
    const anyToken = anyText.filter(text => text !== '')
    const property = fc.asyncProperty(
      fc.uniqueArray(anyToken, { minLength: 2, maxLength: 4 }),
      async texts => {
        const { account } = sides()[0] as Side
        await account.deleteMany({})
        const data = texts.map((sessionToken, i) => ({
          id: `a${i}`,
          tenant: 't',
          username: `u${i}`,
          sessionToken,
        }))
        await account.createMany({ data })
        for (const [i, sessionToken] of texts.entries())
          expect(await account.findUnique({ where: { sessionToken } })).toMatchObject({ id: `a${i}` })
      },
    )
    await fc.assert(property, runs(8, 200))
  })
})
