// Events go in, one by one; a report comes out. One pass, in memory that grows with the length of the period and the
// number of actors rather than with the number of events.

import type { AuditEvent, EventOutcome } from '../event.js'
import { detailsOf } from './event-details.js'
import { eventKinds, eventOutcomes } from './event-kinds.js'
import { LocalTime } from './local-time.js'
import { QuarterHours, type Series } from './quarter-hours.js'
import type { OutcomeTotals, Report, ReportAbout } from './report.js'
import { LineList } from './report-line.js'
import { ReportTotals } from './report-totals.js'
import type { ReportedEvent } from './reported-event.js'
import { timelineOf, weekHoursOf } from './timeline.js'

/** How much a report lists. */
export interface ReportOptions {
  /** The time zone of its timeline and hours, of the IANA database: `UTC` unless told. */
  readonly timeZone?: string | undefined
  /** The most events in the list of all events: 100 unless told. */
  readonly lines?: number | undefined
}

/** The most rows of each other list. */
const listed = { actors: 50, models: 20, records: 20, logins: 10, reveals: 50, refused: 50 } as const

/**
 * Counts and lists events in the order in which they come: `newest` first is what people expect of the lists. Throws
 * ConfigError CONFIG_OPTION_INVALID for an unknown time zone.
 */
export async function buildReport(
  events: AsyncIterable<ReportedEvent> | Iterable<ReportedEvent>,
  about: ReportAbout,
  options: ReportOptions = {},
): Promise<Report> {
  const builder = new ReportBuilder(about, options)
  for await (const event of events) builder.add(event)
  return builder.finish()
}

class ReportBuilder {
  readonly #about: ReportAbout
  readonly #local: LocalTime
  readonly #lines: LineList
  readonly #reveals = new LineList(listed.reveals)
  readonly #refused = new LineList(listed.refused)
  readonly #quarters = new QuarterHours()
  readonly #all = new ReportTotals()
  readonly #outcomes = noOutcomes()
  readonly #counts = { events: 0, unreadable: 0, revealedRecords: 0, breakGlass: 0 }
  #first = Number.POSITIVE_INFINITY
  #last = Number.NEGATIVE_INFINITY

  constructor(about: ReportAbout, { timeZone = 'UTC', lines = 100 }: ReportOptions) {
    this.#about = about
    this.#local = new LocalTime(timeZone)
    this.#lines = new LineList(lines)
  }

  add(reported: ReportedEvent): void {
    const { kind, outcome, time } = reported.event
    this.#counts.events++
    this.#lines.add(reported)
    if (kind === 'reveal') this.#reveals.add(reported)
    if (outcome !== 'done') this.#refused.add(reported)
    this.#all.add(reported)
    const ms = Date.parse(time)
    if (Number.isNaN(ms) || this.#outcomes[kind]?.[outcome] === undefined) this.#counts.unreadable++
    else this.#count(reported, ms)
  }

  #count({ event, entries }: ReportedEvent, ms: number): void {
    this.#first = Math.min(this.#first, ms)
    this.#last = Math.max(this.#last, ms)
    this.#outcomes[event.kind][event.outcome]++
    this.#quarters.add(ms, seriesOf(event))
    if (event.kind !== 'reveal' || event.outcome !== 'done') return
    this.#counts.revealedRecords += entries.length
    if (detailsOf(event).breakGlass) this.#counts.breakGlass++
  }

  finish(): Report {
    const { from, to } = this.#span()
    const hasPeriod = Number.isFinite(from) && Number.isFinite(to)
    const span = hasPeriod ? { from, to } : { from: 0, to: 0 }
    const timeline = timelineOf(this.#quarters, span, this.#local)
    return {
      about: this.#about,
      period: hasPeriod ? { from: new Date(from).toISOString(), to: new Date(to).toISOString() } : undefined,
      timeZone: this.#local.timeZone,
      ...this.#counts,
      totals: this.#outcomes,
      timeline: hasPeriod ? timeline : { ...timeline, buckets: [] },
      weekHours: weekHoursOf(this.#quarters, this.#local),
      actors: this.#all.actors(listed.actors),
      models: this.#all.models(listed.models),
      records: this.#all.records(listed.records),
      failedAccounts: this.#all.failedAccounts(listed.logins),
      failedAddresses: this.#all.failedAddresses(listed.logins),
      reveals: this.#reveals.listing,
      refused: this.#refused.listing,
      lines: this.#lines.listing,
    }
  }

  /** As asked, or as far as events go. */
  #span(): { readonly from: number; readonly to: number } {
    const { from, to } = this.#about.filter
    return { from: from?.getTime() ?? this.#first, to: to?.getTime() ?? this.#last + 1 }
  }
}

function seriesOf({ kind, outcome }: AuditEvent): readonly Series[] {
  if (outcome === 'denied') return [kind, 'denied']
  if (outcome === 'failed' && kind === 'login') return [kind, 'failedLogin']
  if (outcome === 'failed' && kind === 'open') return [kind, 'failedOpen']
  return [kind]
}

function noOutcomes() {
  const none = () => Object.fromEntries(eventOutcomes.map(outcome => [outcome, 0]))
  return Object.fromEntries(eventKinds.map(kind => [kind, none()])) as {
    [Kind in keyof OutcomeTotals]: Record<EventOutcome, number>
  }
}
