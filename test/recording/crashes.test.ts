// A process that is killed leaves no change without its entry and no entry without its change. On SQLite, which needs no
// server; test/long kills many more on every database.

import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Database, openDatabase } from '../support/databases.js'
import { sealedClient } from '../support/keys.js'
import { crashOnce } from './crash-run.js'
import { FullBank } from './full-bank.js'

let db: Database
let bank: FullBank
beforeAll(async () => {
  db = await openDatabase('sqlite')
  bank = new FullBank(db, sealedClient(db))
})
afterAll(() => db.close())

test.each([1, 2])(
  'a writer that is killed leaves whole transactions behind, time %i',
  { timeout: 60_000 },
  async seed => {
    await bank.restore()
    const { faults } = await crashOnce(db, { seed, writers: 3, lifeMs: 400 * seed })
    expect(faults.join('\n')).toBe('')
  },
)
