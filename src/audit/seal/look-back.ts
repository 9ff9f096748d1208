// How far back each round of sealing looks. Ids are in the order in which events began, not in which they were
// committed, so an event may turn up behind the last one sealed. Looking through all of them every second would take
// longer than a second; never looking would miss some for good.

import { leastEventId } from '../event-id.js'

/** Farther back, less often: an event that is committed late is sealed late by a sixtieth of its delay, or a second. */
const windows = [
  { backMs: Number.POSITIVE_INFINITY, everyMs: 3_600_000 },
  { backMs: 3_600_000, everyMs: 60_000 },
  { backMs: 10_000, everyMs: 0 },
] as const

/** Remembers when it last looked how far back. */
export class LookBack {
  readonly #dueMs: number[] = windows.map(() => Number.NEGATIVE_INFINITY)

  /** The id after which the round at that time looks, or undefined for all. Call `looked` when the round is done. */
  since(nowMs: number): string | undefined {
    const { backMs } = windows[this.#dueAt(nowMs)] as (typeof windows)[number]
    return Number.isFinite(backMs) ? leastEventId(nowMs - backMs) : undefined
  }

  /** Says that the round of that time saw all it was to look at. */
  looked(nowMs: number): void {
    for (let i = this.#dueAt(nowMs); i < windows.length; i++) {
      this.#dueMs[i] = nowMs + (windows[i] as (typeof windows)[number]).everyMs
    }
  }

  #dueAt(nowMs: number): number {
    return this.#dueMs.findIndex(dueMs => nowMs >= dueMs)
  }
}
