// When things happened, counted by quarter hours: no time zone differs from another by less, so that timelines and the
// hours of the week follow from it in whichever zone, and memory grows with time rather than with events.

import { eventKinds } from './event-kinds.js'

/** What is counted over time: events by kind, and those that did not end well. */
export const series = [...eventKinds, 'denied', 'failedLogin', 'failedOpen'] as const

/** One of `series`. */
export type Series = (typeof series)[number]

/** How often each of the series occurred. */
export type SeriesCounts = Readonly<Record<Series, number>>

const quarterMs = 15 * 60_000

/** Counts events by quarter hour. */
export class QuarterHours {
  readonly #quarters = new Map<number, Record<Series, number>>()

  /** Counts one event in each of the named series. */
  add(ms: number, names: readonly Series[]): void {
    const quarter = Math.floor(ms / quarterMs)
    let counts = this.#quarters.get(quarter)
    if (!counts) {
      counts = noCounts()
      this.#quarters.set(quarter, counts)
    }
    for (const name of names) counts[name]++
  }

  /** The start of each quarter hour in which something happened, with its counts, in order. */
  entries(): readonly (readonly [number, SeriesCounts])[] {
    return [...this.#quarters]
      .sort(([a], [b]) => a - b)
      .map(([quarter, counts]) => [quarter * quarterMs, counts])
  }
}

/** Counts of nothing. */
export function noCounts(): Record<Series, number> {
  return Object.fromEntries(series.map(name => [name, 0])) as Record<Series, number>
}

/** Adds the counts `more` to `sum`. */
export function addCounts(sum: Record<Series, number>, more: SeriesCounts): void {
  for (const name of series) sum[name] += more[name]
}

/** Events of any kind. */
export function eventsIn(counts: SeriesCounts): number {
  return eventKinds.reduce((sum, kind) => sum + counts[kind], 0)
}
