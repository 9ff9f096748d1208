// The trail never holds a protected value, whatever was done with it and however that ended; nor do the errors.

import { inspect } from 'node:util'
import { beforeAll, describe, expect, test } from 'vitest'
import { generateSignerKey, NoteSigner } from '../../src/audit/seal/note-key.js'
import { sealTrail } from '../../src/audit/seal/seal-trail.js'
import type { TrailDatabase } from '../../src/audit/trail-database.js'
import { trailTables } from '../../src/audit/trail-tables.js'
import { type Database, onEachDatabase } from '../support/databases.js'
import { sealedClient, testKeySet } from '../support/keys.js'
import { acts, canaries, canariesIn } from './canaries.js'
import { seedBank } from './seed-bank.js'

describe('the search for canaries', () => {
  const canary = canaries.note
  test.each([
    ['in plain', canary],
    ['in capitals', canary.toUpperCase()],
    ['in base64', Buffer.from(canary).toString('base64')],
    ['in base64 after a byte', Buffer.from(`x${canary}y`).toString('base64')],
    ['in base64url after two', Buffer.from(`"{${canary}`).toString('base64url')],
    ['in hex', Buffer.from(canary).toString('hex')],
  ])('finds one %s', (_, text) => {
    expect(canariesIn(`…${text}…`)).not.toEqual([])
  })
})

onEachDatabase('no protected value', db => {
  const errors = new Map<string, unknown>()
  beforeAll(async () => {
    const client = sealedClient(db())
    await seedBank(db(), client)
    for (const [name, act] of Object.entries(acts)) await act(client).catch(error => errors.set(name, error))
    await sealTrail(trailIn(db()), {
      signer: new NoteSigner(generateSignerKey('bank.example/trail')),
      keyring: testKeySet().data,
    })
  })

  test('is in the tables of the trail, in plain, base64 or hex', async () => {
    for (const { table, columns } of Object.values(trailTables)) {
      const rows = await db().raw(`SELECT * FROM ${db().quote(table)}`)
      expect(rows.length, table).toBeGreaterThan(0)
      const texts = rows.flatMap(row => columns.map(column => String(row[column])))
      expect(canariesIn(texts.join('\n')), table).toEqual([])
    }
  })

  test('is in an error', () => {
    const failing = Object.keys(acts).filter(name =>
      /fails|not there|there is not|no text|meets|refused|nobody/.test(name),
    )
    expect([...errors.keys()]).toEqual(
      expect.arrayContaining(failing.filter(name => !name.startsWith('a password'))),
    )
    for (const [name, error] of errors) {
      const texts = [
        inspect(error, { depth: 20, showHidden: true }),
        JSON.stringify(error),
        (error as Error).stack,
      ]
      expect(canariesIn(texts.join('\n')), name).toEqual([])
    }
  })
})

function trailIn(db: Database): TrailDatabase {
  const over = (client: Database['plain']): TrailDatabase => ({
    provider: db.provider,
    query: async (sql, values = []) => {
      const rows: object[] = await client.$queryRawUnsafe(sql, ...values)
      return rows.map(row => Object.values(row))
    },
    execute: async (sql, values = []) => {
      await client.$executeRawUnsafe(sql, ...values)
    },
    transaction: use => db.plain.$transaction(tx => use(over(tx as Database['plain']))),
  })
  return over(db.plain)
}
