// `updateMany`, `deleteMany` and their kin: the rows are found and locked first, a chunk at a time, and the operation is
// sent for exactly these.

import { isNode, type Node } from '../arg-values.js'
import { lockFor } from './changed-columns.js'
import { among } from './direct-search.js'
import { isFlatRun, sendFlatMany } from './flat-operations.js'
import type { TouchedRecord } from './ledger.js'
import type { OperationRun } from './operation-run.js'
import { rowsPerStatement, type StoredRow } from './row-reader.js'
import { tooManyRecords } from './too-many-records.js'

/**
 * Sends a bulk operation; `foresee` takes each chunk's rows before it is sent.
 * @throws QueryError QUERY_AUDIT_LIMIT
 */
export async function sendBulk(
  run: OperationRun,
  foresee: (rows: readonly StoredRow[]) => Promise<readonly TouchedRecord[]>,
): Promise<unknown> {
  const { args } = run.call
  const limit = typeof args.limit === 'number' ? args.limit : Number.POSITIVE_INFINITY
  const most = run.settings.bulkLimit
  const keys = await run.find.keys(run.plan, args.where, { take: Math.min(limit, most + 1) })
  if (keys.length > most) return aboveLimit(run)
  const lock = isNode(args.data) ? lockFor(run.plan, args.data) : 'key'
  const results: unknown[] = []
  for (let at = 0; at === 0 || at < keys.length; at += rowsPerStatement) {
    const rows = await run.find.locked(run.plan, keys.slice(at, at + rowsPerStatement), lock)
    const records = await foresee(rows)
    const { limit: _, ...rest } = args
    results.push(await sendChunk(run, { ...rest, where: among(run.plan, args.where, rows) }, records))
  }
  return joined(results)
}

/**
 * What the result tells need not be read again: an update of nothing but columns gives the rows after it back where the
 * database can, and a delete says how many are gone.
 */
async function sendChunk(run: OperationRun, args: Node, records: readonly TouchedRecord[]): Promise<unknown> {
  const { operation } = run.call
  if (operation === 'deleteMany') {
    const result = (await run.send(args)) as { readonly count: number }
    if (result.count === records.length) for (const record of records) record.isGone = true
    return result
  }
  const returns = run.provider !== 'mysql' && records.length > 0
  if (!returns || !isFlatRun(run, args.data)) return run.send(args)
  const after = await sendFlatMany(run, args, records)
  return operation === 'updateMany' ? { count: after.length } : after
}

/** More records than have an entry each: refused, or recorded as one event without entries. */
export async function aboveLimit(run: OperationRun): Promise<unknown> {
  if (!run.settings.summarizes) throw tooManyRecords(run, ', or set `audit.bulk.above` to `summary`')
  const result = await run.send()
  run.summary = isNode(result) ? Number(result.count) : (result as readonly unknown[]).length
  return result
}

function joined(results: readonly unknown[]): unknown {
  if (Array.isArray(results[0])) return results.flat()
  return { count: results.reduce<number>((sum, one) => sum + Number((one as Node).count), 0) }
}
