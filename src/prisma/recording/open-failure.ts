// What the trail says of a stored value that did not open: which field of which record, as far as it was read.

import type { OpenError } from '../../errors.js'
import type { RecordedPlan } from '../../schema/recorded-plan.js'
import { failedRowOf } from '../failed-rows.js'
import { recordId } from './record-id.js'
import type { NewEntry } from './record-images.js'

/** An entry for the record; none where its id was not read. */
export function openFailureEntries(
  error: OpenError,
  plans: ReadonlyMap<string, RecordedPlan>,
): readonly NewEntry[] {
  const row = failedRowOf(error)
  const plan = plans.get(error.model ?? '')
  if (!row || !plan || plan.id.some(field => row[field] === undefined)) return []
  const fields = JSON.stringify([error.field])
  return [
    { model: plan.name, recordId: recordId(plan, row), action: 'open', fields, before: null, after: null },
  ]
}
