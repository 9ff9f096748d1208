// The events that have no leaf yet: what the sealer seals and the verifier counts.

import { selectFew, selectRows } from './select-rows.js'
import { eventColumns, type StoredEvent, type StoredRecord, selectEntries, toEvent } from './stored-event.js'
import type { TrailDatabase } from './trail-database.js'

/** Entries read for one page, unless one event has more. */
const maxEntries = 20_000

/** The ids among which events are looked for. */
interface Range {
  /** They are greater than this one, where there is one. */
  readonly after: string | undefined
  /** And no greater than this one. */
  readonly last: string | undefined
}

/** A page and whether it was the last one when it was read. */
interface Page {
  readonly records: readonly StoredRecord[]
  readonly isLast: boolean
}

/**
 * The events without a leaf, with their entries, in the order of their ids, in pages of up to `limit`; those whose id is
 * greater than `after`, where that is given. Ends with the greatest id that was there when it began, however many come
 * meanwhile.
 */
export async function* unsealedPages(
  db: TrailDatabase,
  after: string | undefined,
  limit: number,
): AsyncGenerator<readonly StoredRecord[]> {
  const [[greatest] = []] = await selectFew(db, { columns: ['MAX(e."id")'], from: 'FROM "audit_event" e' })
  if (greatest === null) return
  // A text that is none, which SQLite keeps, comes as its bytes, and bounds nothing.
  const last = typeof greatest === 'string' ? greatest : undefined
  let page: Page | undefined
  for (let from = after; !page?.isLast; from = page.records.at(-1)?.event.id) {
    page = await readPage(db, { after: from, last }, limit)
    if (page.records.length > 0) yield page.records
  }
}

async function readPage(db: TrailDatabase, { after, last }: Range, limit: number): Promise<Page> {
  const bounds = [
    { sign: '>', id: after },
    { sign: '<=', id: last },
  ].filter(({ id }) => id !== undefined)
  const isWithin = (column: string) => bounds.map(({ sign }) => `${column} ${sign} ? AND `).join('')
  // Said of both tables: PostgreSQL would read all leaves to find those of the latest events.
  const isSealed = `SELECT 1 FROM "audit_leaf" l WHERE ${isWithin('l."eventId"')}l."eventId" = e."id"`
  const from = `FROM "audit_event" e WHERE ${isWithin('e."id"')}NOT EXISTS (${isSealed}) ORDER BY e."id" LIMIT ${limit}`
  const ids = bounds.map(({ id }) => id as string)
  const rows = await selectRows(db, { columns: eventColumns, from, values: [...ids, ...ids] })
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
