// Times as a clock on the wall of some time zone shows them, for people who read a report.

import { ConfigError } from '../../errors.js'

/** Monday to Friday, 7:00 to 19:00: everything else counts as off hours. */
export const workingHours = { firstHour: 7, endHour: 19, lastWeekday: 4 } as const

const minuteMs = 60_000
const parts = ['year', 'month', 'day', 'hour', 'minute'] as const

/** Reads the clock of one time zone. */
export class LocalTime {
  readonly timeZone: string
  readonly #format: Intl.DateTimeFormat

  /** @param timeZone of the IANA database, such as `Europe/Vienna`. Throws ConfigError CONFIG_OPTION_INVALID for others. */
  constructor(timeZone: string) {
    const numeric = Object.fromEntries(parts.map(part => [part, 'numeric']))
    try {
      this.#format = new Intl.DateTimeFormat('en-US', { ...numeric, timeZone, hourCycle: 'h23' })
    } catch {
      throw new ConfigError({
        code: 'CONFIG_OPTION_INVALID',
        message: 'The time zone is not one that this platform knows.',
        fix: 'Use a name of the IANA database, such as UTC or Europe/Vienna.',
      })
    }
    this.timeZone = timeZone
  }

  /** The wall clock at a moment, to the minute, as the milliseconds that Date.UTC gives for what it shows. */
  wallClock(ms: number): number {
    const found = new Map(this.#format.formatToParts(ms).map(({ type, value }) => [type, Number(value)]))
    const [year = 1970, month = 1, day = 1, hour = 0, minute = 0] = parts.map(part => found.get(part))
    return Date.UTC(year, month - 1, day, hour, minute)
  }

  /** When the wall clock shows that, in milliseconds since 1970; of an hour that is left out, about then. */
  momentOf(wallClock: number): number {
    const near = wallClock - (this.wallClock(wallClock) - wallClock)
    return wallClock - (this.wallClock(near) - near)
  }

  /** A moment for people, `2026-03-02 14:00:09`; null where the text is no time. */
  text(time: string): string | null {
    const ms = Date.parse(time)
    if (Number.isNaN(ms)) return null
    const wallClock = this.wallClock(ms) + (((ms % minuteMs) + minuteMs) % minuteMs)
    return new Date(wallClock).toISOString().slice(0, 19).replace('T', ' ')
  }
}

/** 0 for Monday to 6 for Sunday. */
export function weekdayOf(wallClock: number): number {
  return (new Date(wallClock).getUTCDay() + 6) % 7
}

/** True outside `workingHours`. */
export function isOffHours(weekday: number, hour: number): boolean {
  const { firstHour, endHour, lastWeekday } = workingHours
  return weekday > lastWeekday || hour < firstHour || hour >= endHour
}
