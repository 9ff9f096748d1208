// Walks filters: `where` and `having`, through AND, OR, NOT, relations and compound uniques.

import type { CompoundUniquePlan, RelationPlan } from '../schema/compile.js'
import { combinators, negatingRelations, relationFilter } from './arg-grammar.js'
import { isAbsent, isFieldReference, isNode, type Node } from './arg-values.js'
import type { Places, Scope } from './place.js'

/** What a filter is for; inside AND, OR and NOT a unique one is an ordinary one. */
type FilterKind = 'filter' | 'unique' | 'having'

/** Lists the places of a filter, or of each filter in a list. */
export function walkFilter(places: Places, scope: Scope, filter: unknown, kind: FilterKind): void {
  if (Array.isArray(filter)) for (const one of filter) walkFilter(places, scope, one, kind)
  if (!isNode(filter)) return
  for (const key in filter) {
    if (isAbsent(filter[key])) continue
    if (combinators.has(key)) walkCombined(places, scope, filter, key, kind)
    else walkMember(places, scope, filter, key, kind)
  }
}

function walkCombined(places: Places, scope: Scope, filter: Node, key: string, kind: FilterKind): void {
  const inside = key === 'NOT' ? { ...scope, isNegated: true } : scope
  walkFilter(places, inside, filter[key], kind === 'having' ? kind : 'filter')
}

function walkMember(places: Places, scope: Scope, filter: Node, key: string, kind: FilterKind): void {
  const member = scope.plan.members.get(key)
  places.addMasked(scope, filter, key)
  switch (member?.kind) {
    case 'field':
      return places.add(kind, scope, filter, key, member)
    case 'relation':
      return walkRelation(places, scope, member, filter[key])
    case 'compoundUnique':
      return walkCompound(places, scope, member, filter)
    case 'scalar':
    case 'index':
      return findReferences(places, { ...scope, operator: key }, filter, key)
    default:
      return places.add('unknown', scope, filter, key)
  }
}

function walkCompound(places: Places, scope: Scope, compound: CompoundUniquePlan, filter: Node): void {
  const hasProtected = compound.fields.some(name => scope.plan.members.get(name)?.kind === 'field')
  if (hasProtected) places.add('compoundUnique', scope, filter, compound.name, compound)
}

function walkRelation(places: Places, scope: Scope, { target, isList }: RelationPlan, filter: unknown): void {
  if (!target.reachesProtected || !isNode(filter)) return
  const inside: Scope = { ...scope, plan: target }
  const keys = Object.keys(filter)
  // With a column called `is`, an object under that name is the keyword, as Prisma reads it (7.10).
  const isKeyword = (key: string) =>
    relationFilter.has(key) && (!target.members.has(key) || isNode(filter[key]))
  const hasKeywords = keys.some(isKeyword)
  if (!isList && !hasKeywords) return walkFilter(places, inside, filter, 'filter')
  for (const key of keys) {
    const isNegated = scope.isNegated || negatingRelations.has(key)
    walkFilter(places, { ...inside, isNegated }, filter[key], 'filter')
  }
}

/** `name: { equals: db.patient.fields.email }` compares a plain column with a protected one. */
function findReferences(places: Places, scope: Scope, filter: Node, key: string): void {
  const value = filter[key]
  if (isFieldReference(value)) {
    if (value.modelName !== scope.plan.name) return
    const member = scope.plan.members.get(value.name)
    places.addMasked(scope, filter, value.name)
    if (member?.kind === 'field') places.add('reference', scope, filter, key, member)
  } else if (isNode(value)) {
    for (const inner in value) findReferences(places, scope, value, inner)
  }
}

/** `_count: { select: { visits: { where } } }` holds filters on the related models. */
export function walkCounts(places: Places, scope: Scope, counts: unknown): void {
  const selected = isNode(counts) && isNode(counts.select) ? counts.select : {}
  for (const [name, args] of Object.entries(selected)) {
    const member = scope.plan.members.get(name)
    if (member?.kind !== 'relation' || !isNode(args)) continue
    walkFilter(places, { ...scope, plan: member.target, operator: 'where' }, args.where, 'filter')
  }
}
