// The events that have no leaf yet: what the sealer seals and the verifier counts.

import { selectRows } from './select-rows.js'
import { eventColumns, type StoredEvent, type StoredRecord, selectEntries, toEvent } from './stored-event.js'
import type { TrailDatabase } from './trail-database.js'

/** Entries read for one page, unless one event has more. */
const maxEntries = 20_000

/** A page and whether it was the last one when it was read. */
interface Page {
  readonly records: readonly StoredRecord[]
  readonly isLast: boolean
}

/**
 * The events without a leaf, with their entries, in the order of their ids, in pages of up to `limit`; those whose id is
 * greater than `after`, where that is given. Ends with what was there when the last page was read, however many come
 * meanwhile.
 */
export async function* unsealedPages(
  db: TrailDatabase,
  after: string | undefined,
  limit: number,
): AsyncGenerator<readonly StoredRecord[]> {
  let page: Page | undefined
  for (let from = after; !page?.isLast; from = page.records.at(-1)?.event.id) {
    page = await readPage(db, from, limit)
    if (page.records.length > 0) yield page.records
  }
}

async function readPage(db: TrailDatabase, after: string | undefined, limit: number): Promise<Page> {
  // Said of both tables: PostgreSQL would read all leaves to find those of the latest events.
  const isLater = (id: string) => (after === undefined ? '' : `${id} > ? AND `)
  const isSealed = `SELECT 1 FROM "audit_leaf" l WHERE ${isLater('l."eventId"')}l."eventId" = e."id"`
  const from = `FROM "audit_event" e WHERE ${isLater('e."id"')}NOT EXISTS (${isSealed}) ORDER BY e."id" LIMIT ${limit}`
  const values = after === undefined ? [] : [after, after]
  const rows = await selectRows(db, { columns: eventColumns, from, values })
  const events = headOf(rows.map(row => toEvent(row)))
  const isLast = rows.length < limit && events.length === rows.length
  return { records: await withEntries(db, events), isLast }
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
