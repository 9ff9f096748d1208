// Moments as people write them on a command line: `7d` ago, a day, or to the second.

import type { LocalTime } from './local-time.js'

/** A moment before it is known what time it is, and where. */
export type Moment =
  | { readonly type: 'ago'; readonly ms: number }
  /** Midnight at the beginning of a day, as a clock on the wall shows it. */
  | { readonly type: 'day'; readonly wallClock: number }
  | { readonly type: 'instant'; readonly ms: number }

const unitsMs = { m: 60_000, h: 3_600_000, d: 86_400_000 } as const

/** `24h`, `7d`, `2026-03-01`, or ISO 8601 with its zone: `2026-03-01T12:00:00Z`. Undefined for anything else. */
export function parseMoment(text: string): Moment | undefined {
  const [, number, unit] = /^(\d{1,6})([mhd])$/.exec(text) ?? []
  if (number) return { type: 'ago', ms: Number(number) * unitsMs[unit as keyof typeof unitsMs] }
  const ms = Date.parse(text)
  if (Number.isNaN(ms)) return undefined
  if (/^\d{4}-\d\d-\d\d$/.test(text)) return { type: 'day', wallClock: ms }
  return /^\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:\d\d)$/.test(text) ? { type: 'instant', ms } : undefined
}

/** The beginning of a period: of a day its first moment. */
export function momentFrom(moment: Moment, now: number, local: LocalTime): Date {
  return new Date(at(moment, now, local, 0))
}

/** The end of a period, itself outside: of a day the first moment of the next. */
export function momentTo(moment: Moment, now: number, local: LocalTime): Date {
  return new Date(at(moment, now, local, unitsMs.d))
}

function at(moment: Moment, now: number, local: LocalTime, afterMidnight: number): number {
  if (moment.type === 'ago') return now - moment.ms
  return moment.type === 'instant' ? moment.ms : local.momentOf(moment.wallClock + afterMidnight)
}
