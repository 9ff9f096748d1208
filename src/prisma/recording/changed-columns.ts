// Which columns an update's data changes, and what becomes of the id where it is among them.

import { QueryError } from '../../errors.js'
import type { RecordedPlan, RecordedRelation } from '../../schema/recorded-plan.js'
import { isAbsent, isNode, type Node } from '../arg-values.js'
import type { RowLock, StoredRow } from './row-reader.js'

/** The columns that `data` may change: those that it sets, and the foreign keys of relations that it writes. */
export function changedColumns({ columns, relations }: RecordedPlan, data: Node): ReadonlySet<string> {
  const names = Object.keys(data).filter(name => !isAbsent(data[name]))
  const keys = names.flatMap(name => ownColumns(relations.get(name), data[name]))
  return new Set([...names.filter(name => columns.has(name)), ...keys])
}

/** A change of nothing but columns that nobody refers to lets others go on adding rows that refer to the record. */
export function lockFor(model: RecordedPlan, data: Node): RowLock {
  const changed = changedColumns(model, data)
  const isKey = [...model.relations.values()].some(
    relation =>
      data[relation.name] !== undefined ||
      (relation.kind === 'theirs' && relation.pairs.some(([here]) => changed.has(here))),
  )
  return isKey || model.id.some(field => changed.has(field)) ? 'key' : 'change'
}

/**
 * The id fields that `data` gives other values; undefined where it leaves the id alone.
 * @throws QueryError QUERY_AUDIT_UNSUPPORTED where the new id cannot be told from the arguments
 */
export function newIdOf(model: RecordedPlan, data: Node): StoredRow | undefined {
  const changed = changedColumns(model, data)
  const fields = model.id.filter(field => changed.has(field) && !isUpsertAlone(model, field, data))
  if (fields.length === 0) return undefined
  return Object.fromEntries(fields.map(field => [field, setValue(model, field, data)]))
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

function setValue(model: RecordedPlan, field: string, data: Node): unknown {
  if (field in data) {
    const value = isNode(data[field]) ? data[field].set : data[field]
    if (value !== undefined) return value
  } else {
    const value = connectedValue(model, field, data)
    if (value !== undefined) return value
  }
  throw new QueryError({
    code: 'QUERY_AUDIT_UNSUPPORTED',
    model: model.name,
    field,
    operator: 'update',
    message: 'The id of an audited record changes in a way that does not say to what.',
    fix: 'Set the id to a value.',
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
