// Walks what sorts, groups and aggregates: `orderBy`, `distinct`, `by`, `_min` and their kin.

import { orderByKeywords } from './arg-grammar.js'
import { isAbsent, isNode, type Node } from './arg-values.js'
import type { PlaceKind, Places, Scope } from './place.js'

/** Lists the protected fields that an `orderBy`, or a list of them, sorts by. */
export function walkOrderBy(places: Places, scope: Scope, order: unknown): void {
  if (Array.isArray(order)) for (const one of order) walkOrderBy(places, scope, one)
  if (!isNode(order)) return
  for (const key in order) {
    if (isAbsent(order[key])) continue
    const member = scope.plan.members.get(key)
    places.addMasked(scope, order, key)
    if (member?.kind === 'field') places.add('values', scope, order, key, member)
    else if (member?.kind === 'relation') walkOrderBy(places, { ...scope, plan: member.target }, order[key])
    else if (!member) walkKeyword(places, scope, order, key)
  }
}

function walkKeyword(places: Places, scope: Scope, order: Node, key: string): void {
  const inside: Scope = { ...scope, operator: key }
  const value = order[key]
  switch (Object.hasOwn(orderByKeywords, key) ? orderByKeywords[key] : undefined) {
    case 'opaque':
      return
    case 'aggregates':
      return walkAggregates(places, inside, value)
    case 'fieldNames':
      return addNames(places, inside, isNode(value) ? value.fields : undefined)
    default:
      return places.add('unknown', scope, order, key)
  }
}

/** Lists the protected fields under `_min: { field: true }`. */
export function walkAggregates(places: Places, scope: Scope, fields: unknown): void {
  if (isNode(fields))
    addNames(
      places,
      scope,
      Object.keys(fields).filter(key => !isAbsent(fields[key])),
    )
}

/** What a list of field names is for, by its keyword. */
const listKinds: Readonly<Record<string, PlaceKind>> = { distinct: 'distinct', by: 'grouping' }

/** Lists the protected fields in the names under `distinct` or `by`. */
export function walkFieldNames(places: Places, scope: Scope, names: unknown, container: Node): void {
  addNames(places, scope, names, container)
}

function addNames(places: Places, scope: Scope, names: unknown, container: Node = {}): void {
  for (const name of Array.isArray(names) ? names : [names]) {
    if (typeof name !== 'string') continue
    const member = scope.plan.members.get(name)
    places.addMasked(scope, container, name)
    if (member?.kind !== 'field') continue
    places.add(listKinds[scope.operator] ?? 'values', scope, container, scope.operator, member)
  }
}
