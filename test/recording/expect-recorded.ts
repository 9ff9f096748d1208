// The question of most tests here: was all that some code changed recorded, and nothing else?

import type { Database } from '../support/databases.js'
import { replayFaults } from './replay.js'
import { takeSnapshot } from './snapshot.js'
import { readTrail, trailFaults } from './trail.js'

/**
 * Runs `change` and holds the tables against its trail; gives what `change` does.
 * @throws Error that lists what the trail lacks, invents or gets wrong; whatever `change` throws
 */
export async function expectRecorded<Result>(db: Database, change: () => Promise<Result>): Promise<Result> {
  const known = new Set((await readTrail(db)).map(({ event }) => event.id))
  const before = await takeSnapshot(db)
  const outcome = await Promise.allSettled([change()])
  const events = (await readTrail(db)).filter(({ event }) => !known.has(event.id))
  const faults = [...(await trailFaults(db, events)), ...replayFaults(before, events, await takeSnapshot(db))]
  if (faults.length > 0) throw new Error(`The trail does not tell what happened:\n  ${faults.join('\n  ')}`)
  if (outcome[0].status === 'rejected') throw outcome[0].reason
  return outcome[0].value
}
