// Fourth stage: sees to the columns that come back. Blind indexes stay out unless selected by name;
// bound columns come along where a sealed value needs them to open, ids where its reading is recorded, and are taken off
// again afterwards.

import type { ModelPlan } from '../schema/compile.js'
import { isAbsent, isNode, type Node } from './arg-values.js'
import { type GlobalOmit, modelProperty } from './internals.js'
import type { Place } from './place.js'

/** Columns that were added to a query and have to be taken off its rows. */
export interface AddedColumns {
  /** The relation names that lead from the result to the rows. */
  readonly path: readonly string[]
  readonly names: readonly string[]
  /** True where a computed field may still need them: they stay on the rows, where nobody lists them. */
  readonly isNeeded: boolean
}

/**
 * Arranges every selection among the places; returns what was added.
 * @param globalOmit the client's own `omit` option, by model property
 */
export function selectColumns(places: readonly Place[], globalOmit: GlobalOmit): AddedColumns[] {
  const added: AddedColumns[] = []
  for (const place of places) {
    if (place.kind !== 'selection') continue
    const columns = arrange(place.plan, recordOf(place), globalOmit[modelProperty(place.plan.name)] ?? {})
    if (columns.names.length > 0) added.push({ path: place.path, ...columns })
  }
  return added
}

/** The arguments of these rows; `visits: true` becomes an object first. */
function recordOf({ container, key }: Place): Node {
  const record = container[key]
  if (isNode(record)) return record
  const empty: Node = {}
  container[key] = empty
  return empty
}

/** What protected values need beside them: to open, and to say whose they are. */
function neededColumns({ boundColumns, readId }: ModelPlan): readonly string[] {
  return readId.length === 0 ? boundColumns : [...new Set([...boundColumns, ...readId])]
}

type Added = Omit<AddedColumns, 'path'>

function arrange(plan: ModelPlan, record: Node, globalOmit: Node): Added {
  if (isNode(record.select)) return addToSelect(plan, record.select)
  const omit: Node = isNode(record.omit) ? record.omit : {}
  for (const name of plan.hidden) if (isAbsent(omit[name])) omit[name] = true
  const names = neededColumns(plan).filter(
    name => (isAbsent(omit[name]) ? globalOmit[name] : omit[name]) === true,
  )
  for (const name of names) omit[name] = false
  record.omit = omit
  return { names, isNeeded: false }
}

function addToSelect(plan: ModelPlan, select: Node): Added {
  // A computed field of another extension, selected by a flag, may need a bound value.
  const isNeeded = Object.keys(select).some(
    name => select[name] === true && name !== '_count' && !plan.members.has(name),
  )
  const read = plan.fields.filter(field => select[field.name] === true)
  const isBoundRead = read.some(field => field.bind.length > 0)
  if (!isNeeded && !isBoundRead && (plan.readId.length === 0 || read.length === 0))
    return { names: [], isNeeded }
  const names = neededColumns(plan).filter(name => select[name] !== true)
  for (const name of names) select[name] = true
  return { names, isNeeded }
}
