// Events and entries as rows: whole, with what is compared and never shown, for the sealer, the verifier and exports.

import { addToList } from '../core/add-to-list.js'
import type { AuditEntry, AuditEvent, RecordedEvent } from './event.js'
import { type Selection, selectRows, toInteger } from './select-rows.js'
import type { TrailDatabase } from './trail-database.js'
import { trailTables } from './trail-tables.js'

/** A row of the table of events. */
export interface StoredEvent extends AuditEvent {
  readonly entryCount: number
  readonly mac: string
}

/** A row of the table of entries. */
export interface StoredEntry extends AuditEntry {
  readonly eventId: string
}

/** An event with the entries that bear its id, in the order of their positions. */
export interface StoredRecord {
  readonly event: StoredEvent
  readonly entries: readonly StoredEntry[]
}

/** The columns of an event, for a selection in which the table is called `e`; `toEvent` takes them. */
export const eventColumns: readonly string[] = trailTables.AuditEvent.columns.map(name => `e."${name}"`)

/** The columns of an entry, for a selection in which the table is called `n`; `toEntry` takes them. */
export const entryColumns: readonly string[] = trailTables.AuditEntry.columns.map(name => `n."${name}"`)

/** An event out of the `eventColumns` that begin at `first` in a row. */
export function toEvent(row: readonly unknown[], first = 0): StoredEvent {
  return {
    id: row[first],
    time: row[first + 1],
    kind: row[first + 2],
    outcome: row[first + 3],
    operation: row[first + 4],
    model: row[first + 5],
    transactionId: row[first + 6],
    actor: row[first + 7],
    roles: row[first + 8],
    reason: row[first + 9],
    purpose: row[first + 10],
    requestId: row[first + 11],
    ip: row[first + 12],
    details: row[first + 13],
    entryCount: toInteger(row[first + 14]),
    mac: row[first + 15],
  } as StoredEvent
}

/** An entry out of a row of `entryColumns`. */
export function toEntry(row: readonly unknown[]): StoredEntry {
  return {
    eventId: row[0],
    position: toInteger(row[1]),
    model: row[2],
    recordId: row[3],
    action: row[4],
    fields: row[5],
    before: row[6],
    after: row[7],
  } as StoredEntry
}

/** The record as it was written. */
export function recordedOf({ event, entries }: StoredRecord): RecordedEvent {
  return { event, entries, mac: event.mac }
}

/** Entries by the id of their event, exactly as it is written: a database may compare ids less strictly. */
export async function selectEntries(
  db: TrailDatabase,
  selection: Omit<Selection, 'columns'>,
): Promise<ReadonlyMap<string, readonly StoredEntry[]>> {
  const byEvent = new Map<string, StoredEntry[]>()
  for (const row of await selectRows(db, { columns: entryColumns, ...selection })) {
    const entry = toEntry(row)
    addToList(byEvent, entry.eventId, entry)
  }
  for (const entries of byEvent.values()) entries.sort((a, b) => a.position - b.position)
  return byEvent
}
