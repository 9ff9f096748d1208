// `createMany`: the ids of the rows must be known. PostgreSQL and SQLite give them back; on MySQL they stand in the data,
// are made here (`uuid()`), or the rows are created one by one.

import { QueryError } from '../../errors.js'
import { isAbsent, isNode, type Node } from '../arg-values.js'
import { aboveLimit } from './bulk-operations.js'
import { LostRace } from './lost-race.js'
import type { OperationRun } from './operation-run.js'

/** @throws QueryError QUERY_AUDIT_LIMIT, QUERY_AUDIT_UNSUPPORTED */
export async function createMany(run: OperationRun): Promise<unknown> {
  const rows = rowsOf(run)
  if (rows.length > run.settings.bulkLimit) return aboveLimit(run)
  if (run.provider === 'mysql') return createKnown(run, rows)
  const select = Object.fromEntries(run.plan.id.map(field => [field, true]))
  const made = await run.send({ ...run.call.args, select }, { action: 'createManyAndReturn' })
  return { count: take(run, made as readonly Node[]) }
}

/** @throws QueryError QUERY_AUDIT_LIMIT */
export async function createManyAndReturn(run: OperationRun): Promise<unknown> {
  if (rowsOf(run).length > run.settings.bulkLimit) return aboveLimit(run)
  const { result, keys } = await run.sendForIds()
  take(run, keys)
  return result
}

async function createKnown(run: OperationRun, rows: readonly Node[]): Promise<unknown> {
  const { plan, call } = run
  for (const row of rows) {
    for (const field of plan.uuids) if (isAbsent(row[field])) row[field] = globalThis.crypto.randomUUID()
  }
  if (rows.some(row => plan.id.some(field => isAbsent(row[field])))) return createEach(run, rows)
  if (call.args.skipDuplicates === true) return createMissing(run, rows)
  const result = await run.send(call.args)
  take(run, rows)
  return result
}

/**
 * Rows that are there already are left alone.
 * @throws LostRace where another transaction has created one meanwhile
 */
async function createMissing(run: OperationRun, rows: readonly Node[]): Promise<unknown> {
  const { plan, call, find, ledger } = run
  // Those that are there are locked: one that was deleted meanwhile is created by this operation.
  ledger.know(plan, await find.locked(plan, await find.locked(plan, rows, 'none'), 'change'))
  const missing = rows.filter(row => !ledger.isKnown(plan, row))
  const result = (await run.send(call.args)) as { readonly count: number }
  const made = await find.locked(plan, missing, 'seen')
  if (made.length !== result.count) throw new LostRace()
  ledger.add(plan, made)
  take(run, made)
  return result
}

async function createEach(run: OperationRun, rows: readonly Node[]): Promise<unknown> {
  if (run.call.args.skipDuplicates === true) throw unknownIds(run)
  const select = Object.fromEntries(run.plan.id.map(field => [field, true]))
  for (const data of rows) take(run, [(await run.send({ data, select }, { action: 'create' })) as Node])
  return { count: rows.length }
}

function take({ plan, made }: OperationRun, keys: readonly Node[]): number {
  made.push(...keys.map(key => ({ model: plan, key, data: {} })))
  return keys.length
}

function rowsOf({ call }: OperationRun): readonly Node[] {
  const { data } = call.args
  return (Array.isArray(data) ? data : [data]).filter(isNode)
}

function unknownIds({ plan }: OperationRun): QueryError {
  return new QueryError({
    code: 'QUERY_AUDIT_UNSUPPORTED',
    model: plan.name,
    operator: 'skipDuplicates',
    message: 'MySQL does not tell which rows skipDuplicates created, so they could not be recorded.',
    fix: 'Give each row its id, or use upsert.',
  })
}
