// What the named costs take on this machine, for those who choose one.

import type { Argon2Cost } from './password-cost.js'
import { passwordCosts } from './password-cost.js'
import { PasswordHasher } from './password-hasher.js'

/** What one cost takes. */
export interface MeasuredCost extends Argon2Cost {
  readonly name: string
  /** Milliseconds of one hash alone, the median. A login waits for as long. */
  readonly msPerHash: number
  /** Hashes per second at full load: as many at the same time as `concurrency`. */
  readonly hashesPerSecond: number
  /** Hashes at the same time at full load. */
  readonly concurrency: number
}

/** How to measure. */
export interface MeasureOptions {
  /** What to measure, the named costs by default. */
  readonly costs?: Readonly<Record<string, Argon2Cost>>
  /** Hashes measured for each, 9 by default. */
  readonly rounds?: number
  /** What hashes; by default a hasher with default options. */
  readonly hasher?: PasswordHasher
}

/** Measures each cost. Rejects with ConfigError CONFIG_MODULE_MISSING. */
export async function measureCost({
  costs = passwordCosts,
  rounds = 9,
  hasher = new PasswordHasher(),
}: MeasureOptions = {}): Promise<readonly MeasuredCost[]> {
  const measured: MeasuredCost[] = []
  for (const [name, cost] of Object.entries(costs)) {
    // Loads the module and lets the system hand out the memory once, which is no part of a later hash.
    await timeHash(hasher, cost)
    const msPerHash = median(await timeOneByOne(hasher, cost, rounds))
    const hashesPerSecond = await measureLoad(hasher, cost, rounds)
    measured.push({ name, ...cost, msPerHash, hashesPerSecond, concurrency: hasher.work.concurrency })
  }
  return measured
}

async function timeOneByOne(hasher: PasswordHasher, cost: Argon2Cost, rounds: number): Promise<number[]> {
  const times: number[] = []
  for (let round = 0; round < rounds; round++) times.push(await timeHash(hasher, cost))
  return times
}

async function measureLoad(hasher: PasswordHasher, cost: Argon2Cost, rounds: number): Promise<number> {
  const startedAt = performance.now()
  await Promise.all(Array.from({ length: rounds }, () => timeHash(hasher, cost)))
  return (rounds * 1000) / (performance.now() - startedAt)
}

async function timeHash(hasher: PasswordHasher, cost: Argon2Cost): Promise<number> {
  const startedAt = performance.now()
  await hasher.hashBytes(Uint8Array.of(1), cost)
  return performance.now() - startedAt
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] as number
}
