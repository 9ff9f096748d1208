// A process of its own that takes random steps in a database, several at a time, until it is killed. The parent hears of
// what was done: { ready } and, now and then, { done } with the numbers of outcomes.

import fc from 'fast-check'
import { sealedClient } from '../support/keys.js'
import { openPlace } from './database-place.js'
import { anyStep, type Step } from './random-steps.js'
import { takeSnapshot } from './snapshot.js'
import { StepTaker } from './take-steps.js'

const [place, seed, writers] = process.argv.slice(2).map(text => JSON.parse(text))
const db = await openPlace(place)
const client = sealedClient(db)
const { hasReturning, hasSavepoints, provider } = db
const step = anyStep({ hasReturning, hasSavepoints, hasSkipDuplicates: provider !== 'sqlite' })
const steps = fc.sample(step, { numRuns: 400, seed })
const snapshot = await takeSnapshot(db)

async function write(own: readonly Step[]): Promise<void> {
  const taker = new StepTaker(client)
  for (let at = 0; ; at = (at + 1) % own.length) {
    await taker.take(own[at] as Step, snapshot)
    const strange = [...taker.strange]
    process.send?.({ strange, calls: strange.length > 0 ? taker.calls : [], outcomes: [...taker.outcomes] })
    taker.outcomes.clear()
  }
}

process.on('disconnect', () => process.exit())
process.send?.('ready')
await Promise.all(
  Array.from({ length: writers }, (_, n) => write(steps.filter((_step, i) => i % writers === n))),
)
