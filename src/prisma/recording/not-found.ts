// After an operation: a record that it made, or left there, is found again. One that is not was lost in a way that no rule
// foresaw, and what was found in its place may be another's.

import { QueryError } from '../../errors.js'
import type { RecordedPlan } from '../../schema/recorded-plan.js'
import type { Node } from '../arg-values.js'
import type { Ledger } from './ledger.js'

/**
 * Refuses an operation that was sent, of whose records one is not found.
 * @param isSure tells data that is written whatever the operation does first
 * @throws QueryError QUERY_AUDIT_UNSUPPORTED, to be followed by undoing the operation
 */
export function refuseNotFound(ledger: Ledger, isSure: (data: Node) => boolean, operator: string): void {
  const model = vanished(ledger) ?? notMade(ledger, isSure)
  if (!model) return
  throw new QueryError({
    code: 'QUERY_AUDIT_UNSUPPORTED',
    model: model.name,
    operator,
    message:
      'The operation moves a record, or gives its place to another, so that the audit trail could not find it again.',
    fix: 'Send two operations in a transaction.',
  })
}

/** The model of a record that was there before, and that nothing deletes. */
function vanished({ records }: Ledger): RecordedPlan | undefined {
  const one = records.find(
    ({ model, before, after, isGone, mayGo }) => model.isAudited && before && !after && !isGone && !mayGo,
  )
  return one?.model
}

/** A model of which fewer records were made than the operation must have made. */
function notMade(ledger: Ledger, isSure: (data: Node) => boolean): RecordedPlan | undefined {
  const made = ledger.records.filter(({ before, after, mayGo }) => after && (!before || mayGo))
  const expected = ledger.expected.filter(({ data }) => isSure(data))
  const count = (some: readonly { readonly model: RecordedPlan }[], of: RecordedPlan) =>
    some.filter(({ model }) => model === of).length
  const models = new Set(expected.map(({ model }) => model))
  return [...models].find(model => count(made, model) < count(expected, model))
}
