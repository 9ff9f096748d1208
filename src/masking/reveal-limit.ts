// At most so many revealed rows an hour for one viewer, counted in this process.

import { AccessError } from '../errors.js'

const hourMs = 3_600_000

interface Taken {
  readonly timeMs: number
  readonly rows: number
}

/** Counts revealed rows by viewer. */
export class RevealLimit {
  readonly #perHour: number | undefined
  readonly #taken = new Map<string, Taken[]>()

  /** @param perHour rows for each viewer; no limit where undefined */
  constructor(perHour: number | undefined) {
    this.#perHour = perHour
  }

  /** Takes rows from what the viewer has left; nothing where they are too many. @throws AccessError ACCESS_LIMIT_REACHED */
  take(viewerId: string, rows: number): void {
    if (this.#perHour === undefined) return
    const nowMs = Date.now()
    for (const [id, list] of this.#taken) this.#forget(id, list, nowMs - hourMs)
    const taken = this.#taken.get(viewerId) ?? []
    const total = taken.reduce((sum, one) => sum + one.rows, rows)
    if (total > this.#perHour) throw limitReached(this.#perHour)
    this.#taken.set(viewerId, [...taken, { timeMs: nowMs, rows }])
  }

  #forget(id: string, list: readonly Taken[], beforeMs: number): void {
    const kept = list.filter(one => one.timeMs > beforeMs)
    if (kept.length === 0) this.#taken.delete(id)
    else if (kept.length < list.length) this.#taken.set(id, kept)
  }
}

function limitReached(perHour: number): AccessError {
  return new AccessError({
    code: 'ACCESS_LIMIT_REACHED',
    message: `This viewer would have more than ${perHour} rows revealed within an hour.`,
    fix: 'Reveal fewer rows, or wait.',
  })
}
