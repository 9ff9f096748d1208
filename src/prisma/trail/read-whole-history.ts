// The ids that a record had before the one it has: its history goes on under each of them.

import { type HistoryEntry, readHistory } from '../../audit/report/read-history.js'
import { selectFew, shownCell } from '../../audit/select-rows.js'
import type { TrailDatabase } from '../../audit/trail-database.js'
import type { RecordedPlan } from '../../schema/recorded-plan.js'

/** An id, and the event by which the record lost it; none for the one that it has. */
interface IdSpan {
  readonly recordId: string
  readonly until: string | undefined
}

/** The most changes of an id that are followed. */
const mostIds = 100

/** The entries of a record under every id that it had, oldest first. */
export async function readWholeHistory(
  db: TrailDatabase,
  plan: RecordedPlan,
  recordId: string,
): Promise<readonly HistoryEntry[]> {
  const entries: HistoryEntry[] = []
  let span: IdSpan | undefined = { recordId, until: undefined }
  for (let i = 0; span && i < mostIds; i++) {
    const { until, recordId: id }: IdSpan = span
    const own: HistoryEntry[] = []
    for await (const one of readHistory(db, { model: plan.name, recordId: id }))
      if (until === undefined || one.event.id <= until) own.push(one)
    entries.unshift(...own)
    span = own[0]?.entry.action === 'create' ? undefined : await formerId(db, plan, id)
  }
  return entries
}

/** The id from which an update led to this one. Reads the changes of ids of the model, which are few. */
async function formerId(
  db: TrailDatabase,
  plan: RecordedPlan,
  recordId: string,
): Promise<IdSpan | undefined> {
  const named = plan.id.map(() => '"fields" LIKE ?').join(' OR ')
  const from = `FROM "audit_entry"
    WHERE "model" = ? AND "action" = 'update' AND (${named}) ORDER BY "eventId" DESC`
  const values = [plan.name, ...plan.id.map(field => `%"${field}"%`)]
  const rows = await selectFew(db, { columns: ['"eventId"', '"recordId"', '"after"'], from, values })
  for (const row of rows) {
    const [eventId, former, after] = row.map(shownCell) as [string, string, string]
    const { values } = JSON.parse(after)
    const known = Object.entries(JSON.parse(former)).map(([field, value]) => [field, values[field] ?? value])
    if (JSON.stringify(Object.fromEntries(known)) === recordId && former !== recordId)
      return { recordId: former, until: eventId }
  }
  return undefined
}
