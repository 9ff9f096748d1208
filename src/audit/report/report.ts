// What a report says: who did what to whose data, when and why. Plain data that the renderers write down; never a value
// of a record, only names of fields.

import type { EventKind, EventOutcome } from '../event.js'
import type { TreeState } from './read-tree-state.js'
import type { Timeline, WeekHours } from './timeline.js'
import type { TrailFilter } from './trail-filter.js'

/** What the maker of a report says about it. */
export interface ReportAbout {
  /** Which database, without its password. */
  readonly database: string
  readonly madeBy: string
  readonly madeAt: Date
  readonly reason?: string | undefined
  /** Which events it is about; with no `from` or `to` as far as events go. */
  readonly filter: TrailFilter
  readonly tree: TreeState
}

/** What one actor did. */
export interface ActorTotals {
  /** Null for the application itself. */
  readonly actor: string | null
  readonly events: number
  readonly changes: number
  /** Reads of protected fields, and the records that they returned. */
  readonly reads: number
  readonly readRecords: number
  /** Reveals that took place, and the records revealed. */
  readonly reveals: number
  readonly revealedRecords: number
  readonly breakGlass: number
  readonly denied: number
  readonly failed: number
  /** The latest of the events, ISO 8601. */
  readonly last: string
}

/** What happened to a model, or to one of its records. */
export interface TouchTotals {
  readonly model: string
  /** As the trail writes it; null for the model as a whole. */
  readonly recordId: string | null
  readonly events: number
  readonly changes: number
  readonly reads: number
  readonly reveals: number
  readonly denied: number
  readonly last: string
}

/** Passwords that were checked, by account or by address. */
export interface LoginTotals {
  /** The address, or the record of the account: `User u1`. */
  readonly name: string
  readonly failed: number
  readonly verified: number
  readonly last: string
}

/** A record that an event touched, and how. */
export interface TouchedRecord {
  readonly model: string
  readonly recordId: string
}

/** One event as a line of a list. */
export interface ReportLine {
  readonly id: string
  readonly time: string
  readonly kind: EventKind
  readonly outcome: EventOutcome
  readonly operation: string
  readonly model: string | null
  readonly actor: string | null
  readonly roles: readonly string[]
  /** The first few of its records, of `recordCount`; none of a change that was summed up. */
  readonly records: readonly TouchedRecord[]
  readonly recordCount: number
  /** Names of the fields that it touched. */
  readonly fields: readonly string[]
  readonly reason: string | null
  readonly purpose: string | null
  readonly requestId: string | null
  readonly ip: string | null
  /** Why it was denied or failed. */
  readonly code: string | undefined
  readonly breakGlass: boolean
  /** The application's own SQL, without its literals. */
  readonly sql: string | undefined
}

/** The first of some rows, and how many more there were. */
export interface Listing<Row> {
  readonly rows: readonly Row[]
  readonly leftOut: number
}

/** The largest of some totals. */
export interface Ranking<Row> extends Listing<Row> {
  /** False where there were too many to count each: then counts are the least they can be, and so is `leftOut`. */
  readonly isExact: boolean
}

/** Events by kind and outcome. */
export type OutcomeTotals = Readonly<Record<EventKind, Readonly<Record<EventOutcome, number>>>>

/** A whole report. */
export interface Report {
  readonly about: ReportAbout
  /** From the first moment to the last, ISO 8601: as asked, or as far as events go. Undefined without either. */
  readonly period: { readonly from: string; readonly to: string } | undefined
  readonly timeZone: string
  readonly events: number
  /** Events whose kind or time is none: somebody altered them. */
  readonly unreadable: number
  readonly totals: OutcomeTotals
  /** Records revealed, each time. */
  readonly revealedRecords: number
  readonly breakGlass: number
  readonly timeline: Timeline
  readonly weekHours: WeekHours
  readonly actors: Ranking<ActorTotals>
  readonly models: Ranking<TouchTotals>
  readonly records: Ranking<TouchTotals>
  readonly failedAccounts: Ranking<LoginTotals>
  readonly failedAddresses: Ranking<LoginTotals>
  /** Reveals, also denied ones, in the order of the events. */
  readonly reveals: Listing<ReportLine>
  /** What was denied or failed. */
  readonly refused: Listing<ReportLine>
  /** All events. */
  readonly lines: Listing<ReportLine>
}
