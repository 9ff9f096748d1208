// Events out of the tables, page by page: as many as the filter takes, in memory only as many as a page.

import { addToList } from '../../core/add-to-list.js'
import type { AuditEvent } from '../event.js'
import { selectRows, toInteger } from '../select-rows.js'
import { eventColumns, type StoredEvent, toEvent } from '../stored-event.js'
import type { SqlValue, TrailDatabase } from '../trail-database.js'
import type { ReportedEntry, ReportedEvent } from './reported-event.js'
import { filterConditions, matchesFilter, type TrailFilter } from './trail-filter.js'

/** The columns of an entry but its images, which may be long. */
const entryColumns = ['eventId', 'position', 'model', 'recordId', 'action', 'fields'].map(
  name => `n."${name}"`,
)

const pageSize = 1000
/** Entries fetched by one statement, unless one event has more. */
const maxEntries = 5000

/**
 * The events that a filter takes, with their entries, by time and id. Pages are read one after another, so that events
 * written meanwhile may be among them.
 */
export async function* readEvents(
  db: TrailDatabase,
  filter: TrailFilter = {},
): AsyncGenerator<ReportedEvent, void, undefined> {
  let left = filter.limit ?? Number.POSITIVE_INFINITY
  let page: readonly StoredEvent[] | undefined
  do {
    page = await readPage(db, filter, page?.at(-1))
    for await (const event of withEntries(db, page)) {
      if (left <= 0) return
      if (!matchesFilter(event, filter)) continue
      left--
      yield event
    }
  } while (page.length === pageSize && left > 0)
}

async function readPage(
  db: TrailDatabase,
  filter: TrailFilter,
  last: AuditEvent | undefined,
): Promise<readonly StoredEvent[]> {
  const [beyond, direction] = filter.order === 'oldest' ? ['>', 'ASC'] : ['<', 'DESC']
  const conditions = [...filterConditions(filter)]
  if (last) {
    // The first condition alone tells the database where in its index to begin.
    conditions.push({ sql: `e."time" ${beyond}= ?`, values: [last.time] })
    const values = [last.time, last.id]
    conditions.push({ sql: `(e."time" ${beyond} ? OR e."id" ${beyond} ?)`, values })
  }
  const where = conditions.length > 0 ? `WHERE ${conditions.map(({ sql }) => sql).join(' AND ')}` : ''
  const order = `ORDER BY e."time" ${direction}, e."id" ${direction} LIMIT ${pageSize}`
  const from = `FROM "audit_event" e ${where} ${order}`
  const values = conditions.flatMap(condition => condition.values)
  return (await selectRows(db, { columns: eventColumns, from, values })).map(row => toEvent(row))
}

async function* withEntries(db: TrailDatabase, page: readonly StoredEvent[]): AsyncGenerator<ReportedEvent> {
  for (const run of runsOf(page)) {
    const ids = run.filter(({ entryCount }) => entryCount > 0).map(({ id }) => id)
    const entries = await readEntries(db, ids)
    for (const { entryCount: _, mac: __, ...event } of run)
      yield { event, entries: entries.get(event.id) ?? [] }
  }
}

/** Cuts a page so that no run has more than `maxEntries` entries, or it is one event. */
function runsOf(page: readonly StoredEvent[]): readonly (readonly StoredEvent[])[] {
  const runs: StoredEvent[][] = []
  let entries = Number.POSITIVE_INFINITY
  for (const row of page) {
    entries += row.entryCount
    if (entries <= maxEntries) runs.at(-1)?.push(row)
    else {
      runs.push([row])
      entries = row.entryCount
    }
  }
  return runs
}

async function readEntries(
  db: TrailDatabase,
  ids: readonly SqlValue[],
): Promise<ReadonlyMap<string, readonly ReportedEntry[]>> {
  const byEvent = new Map<string, ReportedEntry[]>()
  if (ids.length === 0) return byEvent
  const from = `FROM "audit_entry" n WHERE n."eventId" IN (${ids.map(() => '?')}) ORDER BY n."eventId", n."position"`
  for (const row of await selectRows(db, { columns: entryColumns, from, values: ids })) {
    const [eventId, position, model, recordId, action, fields] = row as [string, ...string[]]
    const entry = { position: toInteger(position), model, recordId, action, fields } as ReportedEntry
    addToList(byEvent, eventId, entry)
  }
  return byEvent
}
