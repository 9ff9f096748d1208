// How each write operation is recorded: what is read before it, how it is sent, and what its result tells.

import type { Node } from '../arg-values.js'
import { isNode } from '../arg-values.js'
import { sendBulk } from './bulk-operations.js'
import { lockFor } from './changed-columns.js'
import { createMany, createManyAndReturn } from './create-many.js'
import { isFlatRun, sendFlat } from './flat-operations.js'
import { createdOnly, LostRace } from './lost-race.js'
import type { OperationRun } from './operation-run.js'

type Recorded = (run: OperationRun) => Promise<unknown>

/** The operations that change records. */
export const recordedOperations: Readonly<Record<string, Recorded>> = {
  create,
  createMany,
  createManyAndReturn,
  update,
  updateMany: run => sendBulk(run, rows => run.foresight.updating(run.plan, rows, dataOf(run))),
  updateManyAndReturn: run => sendBulk(run, rows => run.foresight.updating(run.plan, rows, dataOf(run))),
  upsert,
  delete: remove,
  deleteMany: run => sendBulk(run, rows => run.foresight.deleting(run.plan, rows)),
}

async function create(run: OperationRun): Promise<unknown> {
  const data = dataOf(run)
  if (isFlatRun(run, data)) return sendFlat(run, data, undefined)
  await run.foresight.creating(run.plan, data)
  return made(run, data)
}

async function update(run: OperationRun): Promise<unknown> {
  const { plan, call } = run
  const data = dataOf(run)
  const lock = lockFor(plan, data)
  const rows = await run.find.unique(plan, call.args.where, lock)
  await run.foresight.updating(plan, rows, data)
  const isFlat = lock === 'change' && isFlatRun(run, data)
  return sure(rows, isFlat ? await sendFlat(run, data, rows[0]) : await run.send())
}

async function upsert(run: OperationRun): Promise<unknown> {
  const { plan, call, foresight } = run
  const { where, create: created, update: updated, ...returning } = call.args
  const rows = await run.find.unique(plan, where, 'key', true)
  if (rows.length > 0) {
    const data = asNode(updated)
    await foresight.updating(plan, rows, data)
    const isFlat = lockFor(plan, data) === 'change' && isFlatRun(run, data)
    return isFlat ? sendFlat(run, data, rows[0]) : run.send()
  }
  await foresight.creating(plan, asNode(created))
  return createdOnly(() => made(run, asNode(created), { ...returning, data: created }))
}

async function remove(run: OperationRun): Promise<unknown> {
  const rows = await run.find.unique(run.plan, run.call.args.where, 'key')
  const records = await run.foresight.deleting(run.plan, rows)
  const result = sure(rows, await run.send())
  if (run.provider !== 'mysql') for (const record of records) record.isGone = true
  return result
}

/**
 * The result of an operation on rows that were found before it.
 * @throws LostRace where it found one that was not there: of that nothing is known
 */
function sure(rows: readonly unknown[], result: unknown): unknown {
  if (rows.length === 0) throw new LostRace()
  return result
}

async function made(run: OperationRun, data: Node, args?: Node): Promise<unknown> {
  const { result, keys } = await run.sendForIds(args, 'create')
  run.made.push(...keys.map(key => ({ model: run.plan, key, data })))
  return result
}

function dataOf({ call }: OperationRun): Node {
  return asNode(call.args.data)
}

function asNode(value: unknown): Node {
  return isNode(value) ? value : {}
}
