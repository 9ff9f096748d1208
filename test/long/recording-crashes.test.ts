// 3,000 operations by processes that are killed again and again (FIELDSEAL_CRASH_OPERATIONS for another number, and
// FIELDSEAL_SEED for others): no change without its entry, no entry without its change. Prints what was counted. Six
// writers at a time at most (FIELDSEAL_CRASH_WRITERS), on the same dozen records.

import { expect, test } from 'vitest'
import { crashOnce } from '../recording/crash-run.js'
import { FullBank } from '../recording/full-bank.js'
import { databases, onEachDatabase } from '../support/databases.js'
import { sealedClient } from '../support/keys.js'

const total = Number(process.env.FIELDSEAL_CRASH_OPERATIONS || 3_000)
const mostWriters = Number(process.env.FIELDSEAL_CRASH_WRITERS) || 6
const firstSeed = Number(process.env.FIELDSEAL_SEED) || 1
const share = Math.ceil(total / databases.filter(name => name !== 'pglite').length)

onEachDatabase('writers that are killed', db => {
  test('leave whole transactions behind', { timeout: 4 * 3_600_000 }, async () => {
    if (db().name === 'pglite') return
    const bank = new FullBank(db(), sealedClient(db()))
    const outcomes = new Map<string, number>()
    const sums = { kills: 0, operations: 0, events: 0, entries: 0 }
    while (sums.operations < share) {
      await bank.restore()
      const run = {
        seed: firstSeed + sums.kills,
        writers: mostWriters - (sums.kills % mostWriters),
        lifeMs: 300 + Math.random() * 10_000,
      }
      const report = await crashOnce(db(), run)
      expect(report.faults.join('\n'), JSON.stringify(run)).toBe('')
      for (const [outcome, count] of report.outcomes) {
        outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + count)
        sums.operations += count
      }
      sums.kills++
      sums.events += report.events
      sums.entries += report.entries
    }
    console.log(db().name, sums, Object.fromEntries(outcomes))
  })
})
