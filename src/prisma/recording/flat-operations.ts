// Operations that write nothing but columns of their own rows: the rows after them are taken from what they give back, where
// it tells them, in place of reading them again.

import type { Node } from '../arg-values.js'
import type { TouchedRecord } from './ledger.js'
import type { OperationRun } from './operation-run.js'
import { recordId } from './record-id.js'
import { isFlat, rowAfter, selectAll } from './result-row.js'
import type { StoredRow } from './row-reader.js'

/** True where these serve: a fluent call gives other rows than the one that is written. */
export function isFlatRun({ plan, call }: OperationRun, data: unknown): boolean {
  const { dataPath = [] } = call.__internalParams
  return dataPath.length === 0 && isFlat(plan, data)
}

/**
 * Sends an operation on one row.
 * @param before the row as it was, where there was one
 */
export async function sendFlat(
  run: OperationRun,
  data: Node,
  before: StoredRow | undefined,
): Promise<unknown> {
  const { plan, ledger } = run
  const { args, added } = selectAll(plan, run.call.args)
  const result = (await run.send(args)) as Node
  const key = Object.fromEntries(plan.id.map(field => [field, result[field]]))
  // MySQL shows a transaction that has read before a row of then, where the update leaves it as it is.
  const isExact = !before || run.provider !== 'mysql'
  const after = isExact ? rowAfter(plan, result, before, data) : undefined
  for (const field of added) delete result[field]
  if (before && after) ledger.follow(plan, before, after)
  else if (after) ledger.add(plan, [after])
  if (!before) run.made.push({ model: plan, key, data })
  return result
}

/** Sends `updateMany` for these records; gives the rows that it changed. One whose id changes is read again. */
export async function sendFlatMany(
  run: OperationRun,
  args: Node,
  records: readonly TouchedRecord[],
): Promise<readonly Node[]> {
  const { plan } = run
  const selected = selectAll(plan, args)
  const result = (await run.send(selected.args, { action: 'updateManyAndReturn' })) as readonly Node[]
  const byId = new Map(records.map(record => [record.id, record]))
  for (const row of result) {
    const record = byId.get(recordId(plan, row))
    const after = record && rowAfter(plan, row, record.before, args.data as Node)
    if (after) record.after = after
    for (const field of selected.added) delete row[field]
  }
  return result
}
