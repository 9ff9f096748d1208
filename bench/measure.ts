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

/** Measures a case on every subject. */
export async function measure(one: Case, subjects: readonly Subject[], effort: Effort): Promise<Measurement> {
  const runners = subjects.map(subject => new Runner(one, subject, effort))
  // Warmed up by turns as well: the compiler works on what all of them share, the way it is when they are timed.
  for (let round = 0; round < warmUpRounds; round++) {
    for (const runner of runners) await runner.calibrate()
  }
  for (let round = 0; round < effort.rounds; round++) {
    for (const at of order(runners.length, round)) await runners[at]?.time()
  }
  return summarize(one, new Map(runners.map(({ subject, timesUs }) => [subject.name, timesUs])))
}

const warmUpRounds = 12

/** One case on one subject. */
class Runner {
  readonly subject: Subject
  /** Microseconds of one operation, a figure for each timed batch. */
  readonly timesUs: number[] = []
  readonly #case: Case
  readonly #effort: Effort
  readonly #operate: (n: number) => Promise<unknown>
  #next = 0
  #count = 1

  constructor(one: Case, subject: Subject, effort: Effort) {
    this.subject = subject
    this.#case = one
    this.#effort = effort
    this.#operate = one.prepare(subject)
  }

  /** Runs a batch and finds out how many operations fill the next. */
  async calibrate(): Promise<void> {
    this.#count = Math.max(1, Math.round((this.#effort.batchMs * 1_000) / (await this.#runBatch())))
  }

  /** Runs a batch that counts. */
  async time(): Promise<void> {
    collectYoung()
    this.timesUs.push(await this.#runBatch())
  }

  async #runBatch(): Promise<number> {
    const readUs = clocksUs[this.#effort.clock]
    const startedAt = readUs()
    for (let i = 0; i < this.#count; i++) await this.#operate(this.#next++)
    const elapsedUs = readUs() - startedAt
    await this.#case.restore?.(this.subject.client)
    return elapsedUs / this.#count
  }
}

function summarize(one: Case, timesUs: ReadonlyMap<string, readonly number[]>): Measurement {
  const times = (name: Subject['name']) => timesUs.get(name) ?? []
  const ratio = (above: Subject['name'], below: Subject['name']): Spread =>
    spreadOf(times(above).map((time, round) => time / (times(below)[round] ?? 0)))
  return {
    case: one.name,
    plainUs: spreadOf(times('plain')),
    ratios: {
      floor: ratio('floor', 'plain'),
      fieldseal: ratio('fieldseal', 'plain'),
      peer: ratio('peer', 'plain'),
    },
    peerOverFieldseal: ratio('peer', 'fieldseal'),
  }
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
