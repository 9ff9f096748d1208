// Searches at the edge of what Prisma takes.

import { beforeAll, expect, test } from 'vitest'
import { type Database, onEachDatabase } from '../support/databases.js'
import { type SealedClient, sealedClient } from '../support/keys.js'

/** More values than one statement takes as parameters, so that Prisma sends several. */
function manyValues(db: Database): string[] {
  const length = { sqlite: 1_000, postgresql: 33_000, mysql: 66_000 }[db.provider]
  return Array.from({ length }, (_, i) => `v${i}`)
}

onEachDatabase('the edge of searching', db => {
  let client: SealedClient
  beforeAll(async () => {
    client = sealedClient(db())
    const data = ['hop', 'lovelace'].map(lastName => ({ tenant: 't', username: lastName, lastName }))
    await client.account.createMany({ data })
  })

  const found = async (values: readonly string[]) => {
    const where = { lastName: { in: [...values] } }
    const rows = await client.account.findMany({ where, select: { lastName: true } })
    return rows.map(row => row.lastName)
  }

  test('a list longer than one statement takes finds every row', async () => {
    expect((await found(['hop', ...manyValues(db()), 'lovelace'])).sort()).toEqual(['hop', 'lovelace'])
  })

  // Prisma (7.10) reads such a list in parts and does not compare them: equal index texts find one row twice.
  test('a list longer than one statement takes, with two spellings of a value, finds its row once', async () => {
    expect(await found(['hop', ...manyValues(db()), ' HOP'])).toEqual(['hop'])
  })

  // It is sent, and Prisma's error names the prefix column, which the caller never wrote.
  test('having, by first characters, is refused before it is sent', async () => {
    const groups = client.account.groupBy({
      by: ['lastName'],
      having: { lastName: { startsWith: 'ho' } },
      _count: true,
    })
    await expect(groups).rejects.toMatchObject({ code: 'QUERY_UNSUPPORTED', field: 'lastName' })
  })
})
