// Activity over time and over the hours of the week, as people's clocks show them.

import { isOffHours, type LocalTime, weekdayOf } from './local-time.js'
import { addCounts, eventsIn, noCounts, type QuarterHours, type SeriesCounts } from './quarter-hours.js'

/** How long a bucket of a timeline is. */
export type TimelineStep = 'hour' | 'day' | 'month' | 'year'

/** One hour, day, month or year. */
export interface TimelineBucket {
  /** Local, to the step: such as `2026-03-02 14:00`, `2026-03-02`, `2026-03`. */
  readonly label: string
  readonly counts: SeriesCounts
}

/** Buckets without a gap, from the first moment to the last. */
export interface Timeline {
  readonly step: TimelineStep
  readonly buckets: readonly TimelineBucket[]
}

/** Events by weekday (Monday first) and hour. */
export interface WeekHours {
  readonly events: readonly (readonly number[])[]
  /** Events and reveals outside working hours. */
  readonly offHours: { readonly events: number; readonly reveals: number }
}

const dayMs = 86_400_000

/** The longest span of each step, in days. */
const longestSpans: readonly (readonly [TimelineStep, number])[] = [
  ['hour', 3],
  ['day', 186],
  ['month', 3660],
  ['year', Number.POSITIVE_INFINITY],
]

const labelLengths: Readonly<Record<TimelineStep, number>> = { hour: 16, day: 10, month: 7, year: 4 }

/** The timeline between two moments, in steps as its length suggests. */
export function timelineOf(
  quarters: QuarterHours,
  span: { readonly from: number; readonly to: number },
  local: LocalTime,
): Timeline {
  const step = longestSpans.find(([, days]) => span.to - span.from <= days * dayMs)?.[0] ?? 'year'
  const buckets = new Map<number, ReturnType<typeof noCounts>>()
  // `to` itself is outside, as in a filter.
  const last = startOf(local.wallClock(Math.max(span.from, span.to - 1)), step)
  for (let at = startOf(local.wallClock(span.from), step); at <= last; at = next(at, step))
    buckets.set(at, noCounts())
  for (const [ms, counts] of quarters.entries()) {
    const bucket = buckets.get(startOf(local.wallClock(ms), step))
    if (bucket) addCounts(bucket, counts)
  }
  return { step, buckets: [...buckets].map(([at, counts]) => ({ label: labelOf(at, step), counts })) }
}

/** What happened in each hour of the week. */
export function weekHoursOf(quarters: QuarterHours, local: LocalTime): WeekHours {
  const events = Array.from({ length: 7 }, () => Array.from({ length: 24 }, () => 0))
  const offHours = { events: 0, reveals: 0 }
  for (const [ms, counts] of quarters.entries()) {
    const wall = local.wallClock(ms)
    const [weekday, hour] = [weekdayOf(wall), new Date(wall).getUTCHours()]
    const row = events[weekday] as number[]
    row[hour] = (row[hour] as number) + eventsIn(counts)
    if (!isOffHours(weekday, hour)) continue
    offHours.events += eventsIn(counts)
    offHours.reveals += counts.reveal
  }
  return { events, offHours }
}

function startOf(wallClock: number, step: TimelineStep): number {
  const date = new Date(wallClock)
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()]
  if (step === 'year') return Date.UTC(year, 0)
  if (step === 'month') return Date.UTC(year, month)
  return Date.UTC(year, month, date.getUTCDate(), step === 'day' ? 0 : date.getUTCHours())
}

function next(start: number, step: TimelineStep): number {
  const date = new Date(start)
  if (step === 'year') return Date.UTC(date.getUTCFullYear() + 1, 0)
  if (step === 'month') return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1)
  return start + (step === 'day' ? dayMs : 3_600_000)
}

function labelOf(start: number, step: TimelineStep): string {
  return new Date(start).toISOString().replace('T', ' ').slice(0, labelLengths[step])
}
