// The history of one record, as the index on model and record finds it.

import type { AuditEntry, AuditEvent } from '../event.js'
import { selectFew, shownCell } from '../select-rows.js'
import { entryColumns, eventColumns, toEntry, toEvent } from '../stored-event.js'
import type { SqlValue, TrailDatabase } from '../trail-database.js'

/** Which record, and how much of its history. */
export interface HistoryFilter {
  readonly model: string
  /** As the trail writes it, a JSON object of the primary key: `{"id":"p1"}`. */
  readonly recordId: string
  /** Which end to begin at: `oldest` unless told. */
  readonly order?: 'newest' | 'oldest' | undefined
  /** The most entries to give. */
  readonly limit?: number | undefined
}

/** What one event did to the record. */
export interface HistoryEntry {
  readonly event: AuditEvent
  readonly entry: AuditEntry
}

const pageSize = 500

/** The entries of one record with their events, in the order of event ids; read page by page. */
export async function* readHistory(
  db: TrailDatabase,
  filter: HistoryFilter,
): AsyncGenerator<HistoryEntry, void, undefined> {
  const { model, recordId } = filter
  let left = filter.limit ?? Number.POSITIVE_INFINITY
  let page: readonly HistoryEntry[] | undefined
  do {
    page = await readPage(db, filter, page?.at(-1))
    for (const one of page) {
      if (left <= 0) return
      // MariaDB and MySQL compare without case.
      if (one.entry.model !== model || one.entry.recordId !== recordId) continue
      left--
      yield { event: shown(one.event), entry: shown(one.entry) }
    }
  } while (page.length === pageSize && left > 0)
}

async function readPage(
  db: TrailDatabase,
  filter: HistoryFilter,
  last: HistoryEntry | undefined,
): Promise<readonly HistoryEntry[]> {
  const { from, values } = historySelection(filter, last)
  // Column by column: MariaDB's driver fails over a sorted join that is packed into JSON and sent a second time.
  return (await selectFew(db, { columns: [...eventColumns, ...entryColumns], from, values })).map(
    historyEntryOf,
  )
}

/** All of a page's selection but its columns: `e` is the event, `n` the entry. */
export function historySelection(
  { model, recordId, order }: HistoryFilter,
  last?: HistoryEntry,
): { readonly from: string; readonly values: readonly SqlValue[] } {
  const [beyond, direction] = order === 'newest' ? ['<', 'DESC'] : ['>', 'ASC']
  // The bytes of a text that is not valid UTF-8, on SQLite.
  const id = typeof last?.event.id === 'object' ? 'CAST(? AS TEXT)' : '?'
  const page = last
    ? `AND n."eventId" ${beyond}= ${id} AND (n."eventId" ${beyond} ${id} OR n."position" ${beyond} ?)`
    : ''
  const place = last ? [last.event.id, last.event.id, last.entry.position] : []
  return {
    from: `FROM "audit_entry" n JOIN "audit_event" e ON e."id" = n."eventId"
      WHERE n."model" = ? AND n."recordId" = ? ${page}
      ORDER BY n."eventId" ${direction}, n."position" ${direction} LIMIT ${pageSize}`,
    values: [model, recordId, ...place],
  }
}

function shown<Row extends object>(row: Row): Row {
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, shownCell(value)])) as Row
}

function historyEntryOf(row: readonly unknown[]): HistoryEntry {
  const { entryCount: _, mac: __, ...event } = toEvent(row)
  const { eventId: ___, ...entry } = toEntry(row.slice(eventColumns.length))
  return { event, entry }
}
