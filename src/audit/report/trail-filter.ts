// Which events a reader wants: as SQL that lets the database skip most of the others, and as a check in JavaScript,
// since `=` of MariaDB and MySQL ignores case and accents.

import type { EventKind, EventOutcome } from '../event.js'
import type { SqlValue } from '../trail-database.js'
import type { ReportedEvent } from './reported-event.js'

/** Every condition must hold; an empty filter takes all events. */
export interface TrailFilter {
  /** Events at this time or later. */
  readonly from?: Date | undefined
  /** Events before this time. */
  readonly to?: Date | undefined
  /** The viewer's id. */
  readonly actor?: string | undefined
  /** Operations on this model, and those that touched one of its records. */
  readonly model?: string | undefined
  /** A record of `model`, as the trail writes it: `{"id":"p1"}`. */
  readonly recordId?: string | undefined
  readonly kinds?: readonly EventKind[] | undefined
  readonly outcome?: EventOutcome | undefined
  /** Which end to begin at: `newest` unless told. */
  readonly order?: 'newest' | 'oldest' | undefined
  /** The most events to give. */
  readonly limit?: number | undefined
}

/** SQL for `inDialect` with its values; `e` is the table of events. */
export interface Condition {
  readonly sql: string
  readonly values: readonly SqlValue[]
}

const entriesOf = 'SELECT 1 FROM "audit_entry" n WHERE n."eventId" = e."id" AND n."model" = ?'
const eventsOfRecord = 'SELECT n."eventId" FROM "audit_entry" n WHERE n."model" = ? AND n."recordId" = ?'

/** The conditions of a filter, to be joined with AND. They may let pass what `matchesFilter` refuses. */
export function filterConditions(filter: TrailFilter): readonly Condition[] {
  const { from, to, actor, model, recordId, kinds, outcome } = filter
  const conditions: Condition[] = []
  const add = (sql: string, ...values: readonly SqlValue[]) => conditions.push({ sql, values })
  if (from) add('e."time" >= ?', from.toISOString())
  if (to) add('e."time" < ?', to.toISOString())
  if (actor !== undefined) add('e."actor" = ?', actor)
  if (kinds) add(kinds.length > 0 ? `e."kind" IN (${kinds.map(() => '?')})` : '1 = 0', ...kinds)
  if (outcome !== undefined) add('e."outcome" = ?', outcome)
  if (model !== undefined && recordId === undefined)
    add(`(e."model" = ? OR EXISTS (${entriesOf}))`, model, model)
  if (model !== undefined && recordId !== undefined) add(`e."id" IN (${eventsOfRecord})`, model, recordId)
  return conditions
}

/** True for an event that the filter takes; texts are compared letter by letter. */
export function matchesFilter({ event, entries }: ReportedEvent, filter: TrailFilter): boolean {
  const { actor, model, recordId, kinds, outcome } = filter
  if (actor !== undefined && event.actor !== actor) return false
  if (kinds && !kinds.includes(event.kind)) return false
  if (outcome !== undefined && event.outcome !== outcome) return false
  if (model === undefined) return true
  if (recordId === undefined) return event.model === model || entries.some(one => one.model === model)
  return entries.some(one => one.model === model && one.recordId === recordId)
}
