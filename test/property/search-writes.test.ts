// After any writes, rows are found by exactly the values that they have: what a plain twin finds after the same.

import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { type Database, onEachDatabase } from '../support/databases.js'
import { sealedClient, testKeys } from '../support/keys.js'
import { accountIds, answer, postIds } from './where-questions.js'
import { anyRows, pools } from './where-rows.js'
import { runs } from './where-runs.js'
import { fill, plainSide, type Side, sealedSide } from './where-twins.js'
import { anyWrite, send, type Write } from './where-writes.js'

/** The index columns of each field; a compound index is null where one of its fields is. */
const indexes = {
  Account: {
    usernameIndex: ['username'],
    ssnIndex: ['ssn'],
    birthDateIndex: ['birthDate'],
    scoreIndex: ['score'],
    lastNameIndex: ['lastName'],
    lastNamePrefix: ['lastName'],
    nameBirthIndex: ['lastName', 'birthDate'],
  },
  Post: { titleIndex: ['title'] },
} as const

/** Where an index is null, its field is, and the other way round: in the columns as they are stored. */
async function expectIndexed(db: Database): Promise<void> {
  for (const [table, columns] of Object.entries(indexes)) {
    for (const row of await db.raw(`SELECT * FROM ${db.quote(table)}`)) {
      const isNull = (name: string) => row[name] === null
      for (const [index, fields] of Object.entries(columns))
        expect([index, isNull(index)]).toEqual([index, fields.some(isNull)])
    }
  }
}

const orderBy = { id: 'asc' }

/** The rows as they read, but for tokens, which are never read. */
const everything = async ({ account }: Side) =>
  account.findMany({ orderBy, omit: { sessionToken: true }, include: { posts: { orderBy } } })

/** Every value of the pools, and null, searched for in its field. */
async function valuesFound(side: Side): Promise<unknown> {
  const found: unknown[] = []
  for (const [field, values] of Object.entries(pools)) {
    const ids = field === 'title' || field === 'body' ? postIds : accountIds
    const all = required.has(field) ? values : [...values, null]
    for (const value of all) found.push([field, value, await ids(side, { [field]: value })])
  }
  return found
}

const required = new Set(['tenant', 'username', 'title'])

onEachDatabase('random writes', db => {
  let plain: Side
  beforeAll(() => {
    plain = plainSide(db().plain)
  })

  async function writeBoth(sealed: Side, one: Write, view: (outcome: unknown) => unknown) {
    const expected = await answer(side => send(side, one), plain, {})
    const outcome = await answer(side => send(side, one), sealed, {})
    expect(view(outcome)).toEqual(view(withoutToken(expected)))
  }

  function findsWhatIsWritten(sealed: Side, view = (outcome: unknown) => outcome) {
    const anyWrites = fc.array(anyWrite, { minLength: 1, maxLength: 12, size: 'max' })
    return fc.asyncProperty(anyRows, anyWrites, async (rows, writes) => {
      for (const side of [sealed, plain]) await fill(side, rows)
      for (const one of writes) await writeBoth(sealed, one, view)
      expect(await everything(sealed)).toEqual(await everything(plain))
      expect(await valuesFound(sealed)).toEqual(await valuesFound(plain))
      await expectIndexed(db())
    })
  }

  test('leave rows that are found by their values and no others', async () => {
    await fc.assert(findsWhatIsWritten(sealedSide(sealedClient(db()))), runs(8, 400))
  })

  test('do so while index keys rotate', async () => {
    const keys = testKeys(['k1'], ['i2', 'i1'])
    await fc.assert(findsWhatIsWritten(sealedSide(sealedClient(db(), { keys })), withoutCode), runs(4, 200))
  })
})

/** Tokens are the one field that does not come back from a write. */
function withoutToken(row: unknown): unknown {
  if (typeof row !== 'object' || row === null) return row
  const { sessionToken, ...others } = row as Record<string, unknown>
  return others
}

/** Of two faults in one write, such as a missing row and a unique, a write under two keys may meet the other one. */
function withoutCode(outcome: unknown): unknown {
  const { failed } = (outcome ?? {}) as { failed?: string }
  return failed?.startsWith('P') ? 'failed' : outcome
}
