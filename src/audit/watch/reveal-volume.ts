// The rule `revealVolume`: an actor revealed many records in a day, and many more than on their other days.

import { inDialect } from '../report/in-dialect.js'
import type { ReportedEvent } from '../report/reported-event.js'
import { shownCount, shownNumber } from '../report/shown-names.js'
import { visibleText } from '../report/visible-text.js'
import type { TrailDatabase } from '../trail-database.js'
import { mostEvidence, type Sign } from './alert.js'
import type { TrailRule } from './trail-rule.js'
import type { WatchSettings } from './watch-settings.js'

type VolumeSetting = Exclude<WatchSettings['revealVolume'], false>

const dayMs = 86_400_000

/** A day (UTC) of an actor on which something new was revealed. */
interface ActorDay {
  readonly actor: string
  /** When the day began, and when the latest of it came: milliseconds since 1970. */
  readonly start: number
  readonly latest: number
  readonly eventIds: readonly string[]
}

/** The rule with its thresholds. */
export class RevealVolume implements TrailRule {
  readonly name = 'revealVolume'
  readonly #setting: VolumeSetting
  readonly #days = new Map<string, ActorDay>()

  constructor(setting: VolumeSetting) {
    this.#setting = setting
  }

  /** Takes note of who revealed something, and on which day. */
  see({ event }: ReportedEvent): void {
    const { kind, outcome, actor, id } = event
    const time = Date.parse(event.time)
    if (kind !== 'reveal' || outcome !== 'done' || actor === null || Number.isNaN(time)) return
    const start = Math.floor(time / dayMs) * dayMs
    const { latest = time, eventIds = [] } = this.#days.get(`${start} ${actor}`) ?? {}
    const some = eventIds.length < mostEvidence ? [...eventIds, id] : eventIds
    this.#days.set(`${start} ${actor}`, { actor, start, latest: Math.max(latest, time), eventIds: some })
  }

  /** A sign for each actor and day with something new that has too much. */
  async ask(db: TrailDatabase): Promise<readonly Sign[]> {
    const { records, times, days } = this.#setting
    const signs: Sign[] = []
    for (const day of this.#days.values()) {
      const [count = 0] = await revealsByDay(db, day.actor, day.start, day.start + dayMs)
      if (count < records) continue
      const median = medianOf(await revealsByDay(db, day.actor, day.start - days * dayMs, day.start))
      if (count >= times * median) signs.push(this.#sign(day, count, median))
    }
    this.#days.clear()
    return signs
  }

  #sign({ actor, start, latest, eventIds }: ActorDay, count: number, median: number): Sign {
    const { records, times, days } = this.#setting
    const date = new Date(start).toISOString().slice(0, 10)
    const usual = median === 0 ? `none on the ${days} days before` : `${shownNumber(median)} on a usual day`
    return {
      rule: this.name,
      severity: 'high',
      by: 'actor',
      name: actor,
      actor,
      time: latest,
      until: start + dayMs - 1,
      count,
      threshold: Math.max(records, times * median),
      eventIds,
      message: `actor ${visibleText(actor)}: ${shownCount(count, 'record')} revealed on ${date}, ${usual}.`,
    }
  }
}

/** Records that an actor revealed on each day on which there were any. */
async function revealsByDay(
  db: TrailDatabase,
  actor: string,
  from: number,
  to: number,
): Promise<readonly number[]> {
  // MariaDB and MySQL compare without case, unless they compare bytes.
  const isSame = db.provider === 'mysql' ? 'AND BINARY e."actor" = ?' : 'AND e."actor" = ?'
  const sql = `SELECT SUBSTR(e."time", 1, 10), SUM(e."entryCount") FROM "audit_event" e
    WHERE e."actor" = ? ${isSame} AND e."time" >= ? AND e."time" < ? AND e."kind" = 'reveal' AND e."outcome" = 'done'
    GROUP BY SUBSTR(e."time", 1, 10)`
  const times = [from, to].map(ms => new Date(ms).toISOString())
  const rows = await db.query(inDialect(db.provider, sql), [actor, actor, ...times])
  return rows.map(row => Number(row[1]))
}

function medianOf(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b)
  const middle = sorted.length / 2
  const [low = 0, high = 0] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]]
  return (low + high) / 2
}
