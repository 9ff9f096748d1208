// Leaves with their events and entries, in the order of the tree. A million of them pass here when a trail is verified,
// so the next page is fetched while this one is looked at.

import { selectRows, toInteger } from '../select-rows.js'
import { eventColumns, type StoredEntry, type StoredEvent, selectEntries, toEvent } from '../stored-event.js'
import type { TrailDatabase } from '../trail-database.js'
import { finding } from './finding.js'
import type { TableBounds } from './trail-bounds.js'
import type { FindingItem, SealedItem, StoredLeaf, StrayItem } from './trail-item.js'

/** Some leaves with all that belongs to them. */
interface SealedPage {
  readonly items: readonly SealedItem[]
  /** What was found on the way and is of no leaf. */
  readonly others: readonly (FindingItem | StrayItem)[]
}

/** Positions in one page; fewer where entries are many or large. What a larger page saves, the garbage collector takes. */
const steps = { first: 250, max: 1000 } as const
/** Characters of entries in one page, about. */
const pageWeight = 4_000_000
const leafColumns = ['l."position"', 'l."eventId"', 'l."hash"']

/** The leaves from `start` up to, not including, `end`. */
export async function* readSealed(
  db: TrailDatabase,
  { start, end }: Pick<TableBounds, 'start' | 'end'>,
): AsyncGenerator<SealedPage, void, undefined> {
  let step: number = steps.first
  let next = start < end ? readPage(db, start, Math.min(end, start + step)) : undefined
  for (let first = start; next; ) {
    const page = await next
    const following = page.items.length > 0 ? first + step : await nextPosition(db, first + step)
    step = Math.round(Math.min(steps.max, 2 * step, Math.max(1, (step * pageWeight) / weightOf(page))))
    first = following
    next = first < end ? readPage(db, first, Math.min(end, first + step)) : undefined
    // Whoever stops reading is not told of a page that failed meanwhile.
    next?.catch(() => undefined)
    if (page.items.length > 0) yield page
  }
}

async function readPage(db: TrailDatabase, first: number, end: number): Promise<SealedPage> {
  const from = 'FROM "audit_leaf" l WHERE l."position" >= ? AND l."position" < ?'
  const values = [first, end]
  const isIn = (column: string) => inLeaves(db, column, from)
  const [leafRows, eventRows, entries] = await Promise.all([
    selectRows(db, { columns: leafColumns, from: `${from} ORDER BY l."position"`, values }),
    selectRows(db, { columns: eventColumns, from: `FROM "audit_event" e WHERE ${isIn('e."id"')}`, values }),
    selectEntries(db, { from: `FROM "audit_entry" n WHERE ${isIn('n."eventId"')}`, values }),
  ])
  const leaves = leafRows.map(toLeaf).sort((a, b) => a.position - b.position)
  const events = eventRows.map(row => toEvent(row))
  const byId = new Map(events.map(event => [event.id, event]))
  const items = leaves.map((leaf): SealedItem => {
    const { eventId } = leaf
    return { leaf, event: byId.get(eventId), entries: entries.get(eventId) ?? [] }
  })
  return { items, others: [...doubled(events, byId.size), ...unmatched(leaves, entries)] }
}

/**
 * That a column is the event of one of the leaves. PostgreSQL is given a list, for which it asks the index whatever it
 * believes of the tables; a join of tables that it has not analyzed yet may read them whole for each page.
 */
function inLeaves({ provider }: TrailDatabase, column: string, from: string): string {
  const ids = `SELECT l."eventId" ${from}`
  return provider === 'postgresql' ? `${column} = ANY(ARRAY(${ids}))` : `${column} IN (${ids})`
}

/** Events of the same id, which a table with its key cannot have. */
function doubled(events: readonly StoredEvent[], different: number): readonly FindingItem[] {
  if (events.length === different) return []
  const ids = events.map(({ id }) => id).filter((id, i, all) => all.indexOf(id) < i)
  return ids.map(eventId => ({ finding: finding('event-doubled', { eventId }) }))
}

/** Entries that the database counts to one of the events, and whose id is written otherwise. */
function unmatched(
  leaves: readonly StoredLeaf[],
  entries: ReadonlyMap<string, readonly StoredEntry[]>,
): readonly StrayItem[] {
  const ids = new Set(leaves.map(({ eventId }) => eventId))
  return [...entries].flatMap(([id, own]) => (ids.has(id) ? [] : own.map(entry => ({ entry }))))
}

/** A leaf out of a row that begins with position, event and hash. */
export function toLeaf(row: readonly unknown[]): StoredLeaf {
  return { position: toInteger(row[0]), eventId: row[1], hash: row[2] } as StoredLeaf
}

function weightOf({ items }: SealedPage): number {
  let weight = 1
  for (const { entries } of items) {
    for (const { before, after } of entries) weight += 100 + (before?.length ?? 0) + (after?.length ?? 0)
  }
  return weight
}

/** The least position from there on; beyond every end where there is none. */
async function nextPosition(db: TrailDatabase, first: number): Promise<number> {
  const from = 'FROM "audit_leaf" l WHERE l."position" >= ? ORDER BY l."position" LIMIT 1'
  const [row] = await selectRows(db, { columns: [leafColumns[0] as string], from, values: [first] })
  return row ? Math.floor(Number(row[0])) : Number.POSITIVE_INFINITY
}
