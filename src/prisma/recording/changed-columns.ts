// Which columns an update's data changes, and what becomes of the id where it is among them.

import { QueryError } from '../../errors.js'
import type { RecordedPlan, RecordedRelation } from '../../schema/recorded-plan.js'
import { isAbsent, isNode, type Node } from '../arg-values.js'
import { setValue } from '../written-value.js'
import type { RowLock } from './row-lock.js'
import type { StoredRow } from './row-reader.js'

/** The columns that `data` may change: those that it sets, and the foreign keys of relations that it writes. */
export function changedColumns({ columns, relations }: RecordedPlan, data: Node): ReadonlySet<string> {
  const names = Object.keys(data).filter(name => !isAbsent(data[name]))
  const keys = names.flatMap(name => ownColumns(relations.get(name), data[name]))
  return new Set([...names.filter(name => columns.has(name)), ...keys])
}

/** A change of nothing but columns that nobody refers to lets others go on adding rows that refer to the record. */
export function lockFor(model: RecordedPlan, data: Node): RowLock {
  const changed = changedColumns(model, data)
  const isRelated = [...model.relations.values()].some(({ name }) => data[name] !== undefined)
  return isRelated || isKey(model, changed) ? 'key' : 'change'
}

/** True where the columns are of the id, or rows of other models refer to one of them. */
export function isKey(model: RecordedPlan, columns: ReadonlySet<string>): boolean {
  const referenced = [...model.relations.values()].flatMap(relation =>
    relation.kind === 'theirs' ? relation.pairs.map(([here]) => here) : [],
  )
  return [...model.id, ...referenced].some(field => columns.has(field))
}

/**
 * The id fields that `data` gives other values; undefined where it leaves the id alone.
 * @throws QueryError QUERY_AUDIT_UNSUPPORTED where the new id cannot be told from the arguments
 */
export function newIdOf(model: RecordedPlan, data: Node): StoredRow | undefined {
  const changed = changedColumns(model, data)
  const fields = model.id.filter(field => changed.has(field) && !isUpsertAlone(model, field, data))
  if (fields.length === 0) return undefined
  return Object.fromEntries(fields.map(field => [field, newValue(model, field, data)]))
}

/**
 * The id fields that change, after another part of the operation may have changed some.
 * @throws QueryError QUERY_AUDIT_UNSUPPORTED where the two give a field different values
 */
export function mergedId(model: RecordedPlan, former: StoredRow = {}, newId: StoredRow): StoredRow {
  const field = Object.keys(newId).find(
    name => name in former && String(former[name]) !== String(newId[name]),
  )
  if (field) throw unclearId(model, field)
  return { ...former, ...newId }
}

/** An id is required, so that an upsert of the partner that it refers to is an update. */
function isUpsertAlone({ relations }: RecordedPlan, field: string, data: Node): boolean {
  if (field in data) return false
  const own = [...relations.values()].filter(
    relation => relation.kind === 'own' && relation.pairs.some(([here]) => here === field),
  )
  return own.every(({ name }) => {
    const write = data[name]
    return !isNode(write) || Object.keys(write).every(keyword => ['update', 'upsert'].includes(keyword))
  })
}

function newValue(model: RecordedPlan, field: string, data: Node): unknown {
  if (field in data) {
    const value = setValue(data[field])
    if (value !== undefined) return value
  } else {
    const value = connectedValue(model, field, data)
    if (value !== undefined) return value
  }
  throw unclearId(model, field)
}

function unclearId(model: RecordedPlan, field: string): QueryError {
  return new QueryError({
    code: 'QUERY_AUDIT_UNSUPPORTED',
    model: model.name,
    field,
    operator: 'update',
    message: 'The id of an audited record changes in a way that does not say to what.',
    fix: 'Set the id to a value, once in an operation.',
  })
}

/** What an id field that is a foreign key becomes, where the write of its relation names the referenced column. */
function connectedValue(model: RecordedPlan, field: string, data: Node): unknown {
  for (const relation of model.relations.values()) {
    const pair = relation.kind === 'own' ? relation.pairs.find(([here]) => here === field) : undefined
    const write = pair && data[relation.name]
    if (!pair || !isNode(write)) continue
    const { connect, connectOrCreate, create } = write
    const named = connect ?? (isNode(connectOrCreate) ? connectOrCreate.where : create)
    return isNode(named) ? named[pair[1]] : undefined
  }
  return undefined
}

/** The keywords that give a row another partner; a required one is never disconnected. */
const rewiring = ['connect', 'connectOrCreate', 'create', 'disconnect', 'delete', 'upsert']

function ownColumns(relation: RecordedRelation | undefined, write: unknown): readonly string[] {
  if (relation?.kind !== 'own' || !isNode(write)) return []
  if (!rewiring.some(keyword => !isAbsent(write[keyword]))) return []
  return relation.pairs.map(([here]) => here)
}
