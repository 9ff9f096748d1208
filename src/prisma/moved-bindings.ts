// Relation writes that change a column which sealed values are bound to: they would not open any more.

import type { RelationPlan } from '../schema/compile.js'
import { rewiresOwn, rewiresTarget } from './arg-grammar.js'
import { isAbsent, type Node } from './arg-values.js'
import type { Places, Scope } from './place.js'

/** Connecting and disconnecting write foreign keys, which values of rows that exist already may be bound to. */
export function addMovedBindings(
  places: Places,
  scope: Scope,
  relation: RelationPlan,
  write: Node,
  isCreate: boolean,
): void {
  const { plan } = scope
  const { target, ownColumns, targetColumns } = relation
  const movesOwn = !isCreate && ownColumns.some(column => plan.boundColumns.includes(column))
  const movesTarget = targetColumns.some(column => target.boundColumns.includes(column))
  for (const key in write) {
    if (isAbsent(write[key])) continue
    if (movesOwn && rewiresOwn.has(key)) places.add('boundColumn', scope, write, key)
    if (movesTarget && rewiresTarget.has(key))
      places.add('boundColumn', { ...scope, plan: target }, write, key)
  }
}
