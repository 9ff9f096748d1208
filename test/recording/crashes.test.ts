// A process that is killed leaves no change without its entry and no entry without its change. test/long has many more.

import { beforeAll, expect, test } from 'vitest'
import { onEachDatabase } from '../support/databases.js'
import { sealedClient } from '../support/keys.js'
import { crashOnce } from './crash-run.js'
import { FullBank } from './full-bank.js'

onEachDatabase('a writer that is killed', db => {
  let bank: FullBank
  beforeAll(() => {
    bank = new FullBank(db(), sealedClient(db()))
  })

  test('leaves whole transactions behind', { timeout: 60_000 }, async () => {
    if (db().name === 'pglite') return
    await bank.restore()
    const { faults } = await crashOnce(db(), { seed: 1, writers: 3, lifeMs: 400 })
    expect(faults.join('\n')).toBe('')
  })
})
