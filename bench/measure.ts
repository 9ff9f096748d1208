// Times one case on every subject in alternation, so that whatever else the machine does meets all of them alike. The
// figure that counts is a ratio to the plain client within one round, not a time.

import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import type { Case } from './cases.js'
import { type Clock, clocksUs } from './clock.js'
import { type Spread, spreadOf } from './statistics.js'
import type { Subject } from './subjects.js'

/** How, and how long, to measure. */
export interface Effort {
  /** Timed batches of each subject and case. */
  readonly rounds: number
  /** How long one batch takes, roughly. */
  readonly batchMs: number
  readonly clock: Clock
}

/** What one case came to. */
export interface Measurement {
  readonly case: string
  /** Microseconds of one operation on the plain client. */
  readonly plainUs: Spread
  /** Time of a subject over that of the plain client, round by round. */
  readonly ratios: Readonly<Record<string, Spread>>
  /** How many times faster fieldseal is than the peer, round by round. */
  readonly peerOverFieldseal: Spread
}

/** Measures a case; the first subject is the one that others are compared with. */
export async function measure(one: Case, subjects: readonly Subject[], effort: Effort): Promise<Measurement> {
  const runners = []
  for (const subject of subjects) runners.push(await warmUp(one, subject, effort))
  for (let round = 0; round < effort.rounds; round++) {
    for (const at of order(runners.length, round)) await runners[at]?.runBatch()
  }
  const times = new Map(runners.map(({ name, timesUs }) => [name, timesUs]))
  const ratio = (above: Subject['name'], below: Subject['name']): Spread =>
    spreadOf((times.get(above) ?? []).map((time, round) => time / (times.get(below)?.[round] ?? 0)))
  return {
    case: one.name,
    plainUs: spreadOf(times.get('plain') ?? []),
    ratios: {
      floor: ratio('floor', 'plain'),
      fieldseal: ratio('fieldseal', 'plain'),
      peer: ratio('peer', 'plain'),
    },
    peerOverFieldseal: ratio('peer', 'fieldseal'),
  }
}

interface Runner {
  readonly name: Subject['name']
  /** Microseconds of one operation, a figure for each round. */
  readonly timesUs: number[]
  runBatch(): Promise<void>
}

/** Runs the case until the compiler has settled, and finds out how many operations fill a batch. */
async function warmUp(one: Case, subject: Subject, { batchMs, clock }: Effort): Promise<Runner> {
  const readUs = clocksUs[clock]
  const operate = one.prepare(subject)
  const timesUs: number[] = []
  let next = 0
  const time = async (count: number): Promise<number> => {
    const startedAt = readUs()
    for (let i = 0; i < count; i++) await operate(next++)
    const elapsedUs = readUs() - startedAt
    await one.restore?.(subject.client)
    return elapsedUs / count
  }
  let count = 1
  for (let round = 0; round < 12; round++) {
    count = Math.max(1, Math.round((batchMs * 1_000) / (await time(count))))
  }
  const runBatch = async () => {
    collectYoung()
    timesUs.push(await time(count))
  }
  return { name: subject.name, timesUs, runBatch }
}

/** Orders in which, over as many rounds as there are subjects, each follows every other once (E. J. Williams, 1949). */
function order(count: number, round: number): number[] {
  return Array.from({ length: count }, (_, i) => {
    const offset = i % 2 === 1 ? (i + 1) / 2 : count - i / 2
    return (offset + round) % count
  })
}

setFlagsFromString('--expose-gc')
const collect: (options: { type: 'minor' }) => void = runInNewContext('gc')

/** Frees short-lived memory, so that no subject pays for what the one before it left. */
function collectYoung(): void {
  collect({ type: 'minor' })
}
