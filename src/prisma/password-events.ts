// What an application learns of each verification of a password, and a count of the failures among them.

import type { Viewer } from '../context.js'

/**
 * How a verification ended. `verified` gives the row, `failed` throws (a stored hash that does not open, is none, or has
 * no key); the others give null to the caller, who cannot tell them apart.
 */
export type PasswordOutcome = 'verified' | 'wrongPassword' | 'noPassword' | 'unknownUser' | 'failed'

/** One verification. Never holds the password, its hash, or a plain value of a protected field. */
export interface PasswordEvent {
  readonly model: string
  readonly field: string
  readonly outcome: PasswordOutcome
  /** Tells accounts apart whether they exist or not: the unique that was searched by, protected values as index texts. */
  readonly account: string
  /** The `address` that was given to verifyPassword, such as the client's IP address. */
  readonly address: string | undefined
  /** On whose behalf the password was checked, where that ran inside `db.$as`. */
  readonly viewer: Viewer | undefined
  /** After a success: what became of a hash of an older scheme or lower cost; `lost` to a concurrent change of password. */
  readonly upgrade: 'none' | 'done' | 'lost' | 'failed'
  readonly time: Date
}

/** What learns of verifications. */
export type PasswordSink = (event: PasswordEvent) => void | Promise<void>

/** What to count failures of: an account, an address, or both at once. */
export interface FailureQuery {
  readonly account?: string
  readonly address?: string
  /** How far back to count, in minutes. */
  readonly minutes: number
}

interface Failure {
  readonly account: string
  readonly address: string | undefined
  readonly timeMs: number
}

/**
 * Counts failed verifications, for rate limits and alerts: `onPasswordCheck: failures.record`. In memory, for one
 * process and the latest `limit` failures; several processes store the events in a place that they share.
 */
export class PasswordFailures {
  readonly #failures: Failure[] = []
  readonly #limit: number
  readonly #now: () => number

  /** @param options `limit`: failures kept, 100,000 by default; `now`: the clock, in milliseconds since 1970 */
  constructor({ limit = 100_000, now = Date.now }: { limit?: number; now?: () => number } = {}) {
    if (!Number.isSafeInteger(limit) || limit < 1)
      throw new RangeError('Expected a limit of 1 or more failures.')
    this.#limit = limit
    this.#now = now
  }

  /** Takes in an event; a verified one does not count. */
  readonly record = ({ outcome, account, address }: PasswordEvent): void => {
    if (outcome === 'verified') return
    this.#failures.push({ account, address, timeMs: this.#now() })
    if (this.#failures.length > this.#limit) this.#failures.splice(0, this.#failures.length - this.#limit)
  }

  /** The failures of the last `minutes` that fit. */
  count({ account, address, minutes }: FailureQuery): number {
    const sinceMs = this.#now() - minutes * 60_000
    return this.#failures.filter(
      failure =>
        failure.timeMs >= sinceMs &&
        (account === undefined || failure.account === account) &&
        (address === undefined || failure.address === address),
    ).length
  }
}
