// Hashes and verifies passwords: the text is checked and normalised (password-text.ts), the work waits for its turn
// (work-queue.ts), the scheme computes (read-hash.ts).

import { type Argon2EngineName, argon2Engines } from './argon2-engine.js'
import { hashWithArgon2 } from './argon2-scheme.js'
import type { HashPlace } from './hash-errors.js'
import type { StoredHash } from './hash-scheme.js'
import { type Argon2Cost, costOf, defaultCost, isWeaker, type PasswordCost } from './password-cost.js'
import { encodePassword, spellingsOf } from './password-text.js'
import { readHash } from './read-hash.js'
import { WorkQueue } from './work-queue.js'

/** How an application hashes. */
export interface PasswordHasherOptions {
  /**
   * Hashes computed at the same time, 1 to 64. By default up to 4, no more than cores, and one less than libuv's pool has
   * threads; 1 in JavaScript, which has but one thread.
   */
  readonly concurrency?: number | undefined
  /** `native` by default; `javascript` only where no binary can be had: each hash takes 20 times as long. */
  readonly argon2?: Argon2EngineName | undefined
}

/** How one call hashes or verifies. */
export interface HashOptions {
  /** Cost of new hashes; a hash of less is to be upgraded. `owasp` by default. */
  readonly cost?: PasswordCost | undefined
  /** Calls that give the same object take turns with the others as one: the rows of a createMany, say. */
  readonly batch?: object | undefined
  /** The field that errors name. */
  readonly place?: HashPlace | undefined
}

/** What a verification found. */
export interface Verification {
  readonly matches: boolean
  /** True where the password matches and a new hash of it would be better than the stored one. */
  readonly needsUpgrade: boolean
}

const noMatch: Verification = { matches: false, needsUpgrade: false }

/** Hashes and verifies, a few passwords at a time. An application needs one: its bound is only as good as it is shared. */
export class PasswordHasher {
  /** What runs and waits, and how much was done. */
  readonly work: WorkQueue
  readonly #argon2

  /** Throws RangeError for options that are out of range. */
  constructor({ concurrency, argon2 = 'native' }: PasswordHasherOptions = {}) {
    if (!Object.hasOwn(argon2Engines, argon2))
      throw new RangeError(`Expected one of ${Object.keys(argon2Engines).join(', ')} as argon2.`)
    this.work = new WorkQueue(concurrency ?? (argon2 === 'javascript' ? 1 : undefined))
    this.#argon2 = argon2Engines[argon2]
  }

  /**
   * A new hash, an Argon2id PHC string of at most 97 characters. Rejects with TypeError or RangeError for what
   * cannot be a password, and with ConfigError CONFIG_MODULE_MISSING where no native module loads.
   */
  async hash(password: unknown, { cost = defaultCost, batch }: HashOptions = {}): Promise<string> {
    const bytes = encodePassword(password)
    return this.hashBytes(bytes, costOf(cost), batch)
  }

  /** The same for bytes, and for parameters that have no name. */
  hashBytes(bytes: Uint8Array, cost: Argon2Cost, batch?: object): Promise<string> {
    return this.work.run(() => hashWithArgon2(bytes, cost, this.#argon2), batch)
  }

  /**
   * Compares a password with a hash of any scheme that is read. Text that can be nobody's password matches nothing.
   * Rejects with TypeError for a password that is no string, with OpenError for a text that is no hash or one that
   * cannot be computed, and with ConfigError CONFIG_MODULE_MISSING.
   */
  async verify(stored: string, password: unknown, options: HashOptions = {}): Promise<Verification> {
    const current = costOf(options.cost ?? defaultCost)
    const spellings = spellingsOf(password)
    const hash = readHash(stored, options.place)
    for (const spelling of spellings) {
      const matches = await this.work.run(() => hash.matches(spelling, this.#argon2), options.batch)
      if (matches) return { matches, needsUpgrade: spelling !== spellings[0] || isOutdated(hash, current) }
    }
    return noMatch
  }

  /** Does the work of a `verify` that fails, for a user who does not exist or has no password. Rejects as `hash` does. */
  async dummyVerify(
    password: unknown,
    { cost = defaultCost, batch }: HashOptions = {},
  ): Promise<Verification> {
    const parameters = costOf(cost)
    for (const spelling of spellingsOf(password)) await this.hashBytes(spelling, parameters, batch)
    return noMatch
  }
}

/** The hasher of those who configure none. */
export const defaultHasher = new PasswordHasher()

/** True where a new hash of that cost would be better than this one. */
export function isOutdated({ cost }: StoredHash, current: Argon2Cost): boolean {
  return cost === undefined || isWeaker(cost, current)
}
