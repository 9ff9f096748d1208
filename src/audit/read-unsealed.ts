// The events that have no leaf yet: what the sealer seals and the verifier counts.

import { selectRows } from './select-rows.js'
import { eventColumns, type StoredEvent, type StoredRecord, selectEntries, toEvent } from './stored-event.js'
import type { TrailDatabase } from './trail-database.js'

/** Entries read for one page, unless one event has more. */
const maxEntries = 20_000

/**
 * Up to `limit` events without a leaf, with their entries, in the order of their ids; those whose id is greater than
 * `after`, where that is given. Fewer than `limit` may come back where there are more: the end is reached where none does.
 */
export async function readUnsealed(
  db: TrailDatabase,
  after: string | undefined,
  limit: number,
): Promise<readonly StoredRecord[]> {
  // Said of both tables: PostgreSQL would read all leaves to find those of the latest events.
  const isLater = (id: string) => (after === undefined ? '' : `${id} > ? AND `)
  const isSealed = `SELECT 1 FROM "audit_leaf" l WHERE ${isLater('l."eventId"')}l."eventId" = e."id"`
  const from = `FROM "audit_event" e WHERE ${isLater('e."id"')}NOT EXISTS (${isSealed}) ORDER BY e."id" LIMIT ${limit}`
  const values = after === undefined ? [] : [after, after]
  const rows = await selectRows(db, { columns: eventColumns, from, values })
  return withEntries(db, headOf(rows.map(row => toEvent(row))))
}

/** The first events, as many as have `maxEntries` entries together, and one at least. */
function headOf(events: readonly StoredEvent[]): readonly StoredEvent[] {
  let entries = 0
  const end = events.findIndex(({ entryCount }, i) => {
    entries += entryCount
    return i > 0 && entries > maxEntries
  })
  return end < 0 ? events : events.slice(0, end)
}

async function withEntries(
  db: TrailDatabase,
  events: readonly StoredEvent[],
): Promise<readonly StoredRecord[]> {
  if (events.length === 0) return []
  const values = events.map(({ id }) => id)
  const from = `FROM "audit_entry" n WHERE n."eventId" IN (${values.map(() => '?').join(', ')})`
  const entries = await selectEntries(db, { from, values })
  return events.map(event => ({ event, entries: entries.get(event.id) ?? [] }))
}
