// Times the same call on both twins in turn, one call after the other. What counts is the ratio of their medians within
// one round.

import { type Clock, clocksUs } from '../clock.js'
import type { Effort } from '../measure.js'
import { percentile, type Spread, spreadOf } from '../statistics.js'
import type { PairedCase } from './audit-cases.js'
import { type AuditClient, emptyTrail, type People, restorePeople } from './audit-client.js'

/** Microseconds of one call. */
export interface Latency {
  readonly p50: number
  readonly p95: number
}

/** What one paired case came to. */
export interface PairedResult {
  readonly case: string
  /** Calls of each twin. */
  readonly calls: number
  readonly without: Latency
  readonly audited: Latency
  /** Audited over not audited, of the medians of each round. */
  readonly ratio: Spread
}

/** Calls last eight times as long as a batch of the comparison, of which a round has four. */
const batchesPerRound = 8
const warmUpMs = 2_000

/** Measures one case. Throws where a call was not recorded: it would win every comparison. */
export async function measurePaired(
  one: PairedCase,
  client: AuditClient,
  { rounds, batchMs, clock }: Effort,
): Promise<PairedResult> {
  const pair = new Pair(one, client, clock)
  await pair.warmUp()
  const count = Math.max(2, Math.round((batchMs * batchesPerRound * 1_000) / pair.meanUs()))
  const ratios: number[] = []
  const all: Times = { without: [], audited: [] }
  for (let round = 0; round < rounds; round++) {
    const { without, audited } = await pair.run(count)
    ratios.push(percentile(audited, 0.5) / percentile(without, 0.5))
    all.without.push(...without)
    all.audited.push(...audited)
    await restorePeople(client)
  }
  await pair.check()
  await emptyTrail(client)
  const [without, audited] = [latencyOf(all.without), latencyOf(all.audited)]
  return { case: one.name, calls: all.audited.length, without, audited, ratio: spreadOf(ratios) }
}

interface Times {
  readonly without: number[]
  readonly audited: number[]
}

/** One case on both twins. */
class Pair {
  readonly #case: PairedCase
  readonly #client: AuditClient
  readonly #clock: Clock
  #warm: Times = { without: [], audited: [] }
  #next = 0

  constructor(one: PairedCase, client: AuditClient, clock: Clock) {
    this.#case = one
    this.#client = client
    this.#clock = clock
  }

  /** Makes calls that do not count. */
  async warmUp(): Promise<void> {
    await emptyTrail(this.#client)
    const end = performance.now() + warmUpMs
    while (performance.now() < end) this.#warm = await this.run(2)
    await restorePeople(this.#client)
  }

  /** Microseconds of one call of each, by the last of those. */
  meanUs(): number {
    const { without, audited } = this.#warm
    return [...without, ...audited].reduce((sum, one) => sum + one, 0) / without.length
  }

  /** Makes so many calls of each, changing which is first. */
  async run(count: number): Promise<Times> {
    const times: Times = { without: [], audited: [] }
    for (let i = 0; i < count; i++) {
      const n = this.#next++
      for (const name of n % 2 === 0
        ? (['without', 'audited'] as const)
        : (['audited', 'without'] as const)) {
        times[name].push(await this.#time(this.#client[name], n))
      }
    }
    return times
  }

  async #time(twin: People, n: number): Promise<number> {
    const call = await this.#case.ready(twin, n)
    const readUs = clocksUs[this.#clock]
    const startedAt = readUs()
    await call()
    return readUs() - startedAt
  }

  /** Throws where the trail lacks an event. */
  async check(): Promise<void> {
    const events = await this.#client.plain.auditEvent.count()
    if (events < this.#next) throw new Error(`${this.#case.name}: ${events} events of ${this.#next} calls`)
  }
}

function latencyOf(times: readonly number[]): Latency {
  return { p50: percentile(times, 0.5), p95: percentile(times, 0.95) }
}
