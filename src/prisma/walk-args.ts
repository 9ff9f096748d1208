// First stage: walks the arguments of one operation, to any depth, and lists the places that concern
// protected fields. Changes nothing. What leads where is read from arg-grammar.ts.

import type { ModelPlan, RelationPlan } from '../schema/compile.js'
import {
  type Keywords,
  type NodeKind,
  operations,
  records,
  relationRead,
  relationWrite,
  returnsRows,
} from './arg-grammar.js'
import { isAbsent, isNode, type Node } from './arg-values.js'
import { addMovedBindings } from './moved-bindings.js'
import { type Place, Places, type Scope } from './place.js'
import { walkCounts, walkFilter } from './walk-filter.js'
import { walkAggregates, walkFieldNames, walkOrderBy } from './walk-order.js'

/** Every place in `args` that concerns a protected field, in the order in which they stand. */
export function walkArgs(plan: ModelPlan, operation: string, args: Node): readonly Place[] {
  const places = new Places()
  const scope: Scope = { plan, operator: operation, path: [] }
  const keywords = Object.hasOwn(operations, operation) ? operations[operation] : undefined
  if (!keywords) {
    places.add('unknown', scope, { [operation]: args }, operation)
    return places.found
  }
  if (returnsRows.has(operation)) addSelection(places, scope, { args }, 'args')
  walkKeywords(places, scope, keywords, args)
  return places.found
}

type Walker = (places: Places, scope: Scope, value: unknown, container: Node) => void

/** How each kind of node is walked. */
const walkers: Readonly<Record<NodeKind, Walker>> = {
  opaque: () => {},
  omit: walkOmit,
  counts: () => {},
  where: (places, scope, value) => walkFilter(places, scope, value, 'filter'),
  unique: (places, scope, value) => walkFilter(places, scope, value, 'unique'),
  having: (places, scope, value) => walkFilter(places, scope, value, 'having'),
  orderBy: walkOrderBy,
  fieldNames: walkFieldNames,
  aggregates: walkAggregates,
  select: walkSelection,
  include: walkSelection,
  create: (places, scope, value) =>
    eachNode(places, scope, value, data => walkData(places, { ...scope, row: data }, data)),
  update: (places, scope, value) => eachNode(places, scope, value, data => walkData(places, scope, data)),
  createMany: walkRecord(records.createMany),
  connectOrCreate: walkRecord(records.connectOrCreate),
  updateOne: walkRecord(records.updateOne),
  updateMany: walkRecord(records.updateMany),
  upsert: walkRecord(records.upsert),
}

function walkRecord(keywords: Keywords): Walker {
  return (places, scope, value) =>
    eachNode(places, scope, value, record => walkKeywords(places, scope, keywords, record))
}

function eachNode(places: Places, scope: Scope, value: unknown, visit: (node: Node) => void): void {
  for (const node of Array.isArray(value) ? value : [value]) {
    if (isNode(node)) visit(node)
    // Prisma would refuse it too, with a message that prints the plain values inside.
    else if (node !== null && !isAbsent(node))
      places.add('shape', scope, { [scope.operator]: node }, scope.operator)
  }
}

function walkKeywords(places: Places, scope: Scope, keywords: Keywords, record: Node): void {
  const row = isNode(record.where) ? record.where : undefined
  for (const key in record) {
    if (isAbsent(record[key])) continue
    const kind = Object.hasOwn(keywords, key) ? keywords[key] : undefined
    if (kind) walkers[kind](places, { ...scope, operator: key, row }, record[key], record)
    else places.add('unknown', scope, record, key)
  }
}

function walkData(places: Places, scope: Scope, data: Node): void {
  const isCreate = scope.row === data
  const bound = isCreate ? [] : scope.plan.boundColumns
  for (const key in data) {
    if (isAbsent(data[key])) continue
    const member = scope.plan.members.get(key)
    if (scope.plan.told.has(key)) places.add('maskedWrite', scope, data, key)
    if (bound.includes(key)) places.add('boundColumn', scope, data, key)
    if (member?.kind === 'relation') walkRelationWrite(places, scope, member, data[key], isCreate)
    else if (member?.kind === 'field' || member?.kind === 'index')
      places.add('write', scope, data, key, member)
    else if (member?.kind !== 'scalar') places.add('unknown', scope, data, key)
  }
}

function walkRelationWrite(
  places: Places,
  scope: Scope,
  relation: RelationPlan,
  write: unknown,
  isCreate: boolean,
): void {
  const { target, name } = relation
  eachNode(places, { ...scope, operator: name }, Array.isArray(write) ? [write] : write, node => {
    addMovedBindings(places, scope, relation, node, isCreate)
    if (!target.reachesProtected) return
    const inside: Scope = { ...scope, plan: target, operator: 'update' }
    const { update, ...others } = node
    walkKeywords(places, inside, relationWrite, others)
    if (!isAbsent(update))
      eachNode(places, inside, update, one => walkNestedUpdate(places, inside, relation, one))
  })
}

/**
 * A to-one nested `update` is either the data itself or `{ where?, data }`. Prisma takes the latter where it
 * fits (7.10), so with a model that has a column named `data`, it is one when every key inside is a field.
 */
function walkNestedUpdate(
  places: Places,
  scope: Scope,
  { isList, target }: RelationPlan,
  update: Node,
): void {
  const hasRecordKeys = Object.keys(update).every(key => key === 'data' || key === 'where')
  const isRecord =
    hasRecordKeys && isNode(update.data) && Object.keys(update.data).every(key => target.members.has(key))
  const isAlwaysRecord = isList || (hasRecordKeys && !target.members.has('data'))
  const kind = isRecord || isAlwaysRecord ? 'updateOne' : 'update'
  walkers[kind](places, { ...scope, operator: 'update', row: undefined }, update, update)
}

function walkSelection(places: Places, scope: Scope, selection: unknown): void {
  if (!isNode(selection)) return
  for (const key in selection) {
    if (!isAbsent(selection[key]) && selection[key] !== false) walkSelected(places, scope, selection, key)
  }
}

function walkSelected(places: Places, scope: Scope, selection: Node, key: string): void {
  const member = scope.plan.members.get(key)
  if (member?.kind === 'relation') walkRelationRead(places, scope, member, selection)
  else if (member?.kind === 'field') {
    if (member.entry.token ?? member.entry.password) places.add('unreadable', scope, selection, key, member)
  } else if (member?.kind === 'index') places.addMasked(scope, selection, key)
  else if (key === '_count') walkCounts(places, scope, selection._count)
  // A computed field of another extension is selected by a flag; Prisma checks its name.
  else if (!member && isNode(selection[key])) places.add('unknown', scope, selection, key)
}

/** `omit: { sessionToken: false }` asks for a column as much as a select does. */
function walkOmit(places: Places, scope: Scope, omit: unknown): void {
  if (!isNode(omit)) return
  const wanted = Object.keys(omit).filter(key => omit[key] === false)
  walkSelection(places, scope, Object.fromEntries(wanted.map(key => [key, true])))
}

function walkRelationRead(
  places: Places,
  scope: Scope,
  { name, target }: RelationPlan,
  selection: Node,
): void {
  if (!target.reachesProtected) return
  const inside: Scope = { ...scope, plan: target, path: [...scope.path, name] }
  addSelection(places, inside, selection, name)
  if (isNode(selection[name])) walkKeywords(places, inside, relationRead, selection[name])
}

function addSelection(places: Places, scope: Scope, container: Node, key: string): void {
  const { hidden, boundColumns, readId } = scope.plan
  if (hidden.length > 0 || boundColumns.length > 0 || readId.length > 0)
    places.add('selection', scope, container, key)
}
