// Fourth stage: turns filters on protected fields into filters on their blind indexes.

import type { ModelPlan } from '../schema/compile.js'
import { isNode, type Node } from './arg-values.js'
import { rewriteCompounds } from './compound-index.js'
import type { Place, PlaceKind } from './place.js'
import type { Protections } from './protection.js'
import { searchConditions } from './search-condition.js'

/** Rewrites every filter among the places, in place. @throws QueryError for a value that its type does not hold */
export function rewriteWhere(places: readonly Place[], protections: Protections): void {
  const searches = places.filter(place => place.kind in rewriters)
  for (const place of rewriteCompounds(searches, protections)) rewriters[place.kind]?.(place, protections)
}

const rewriters: Readonly<Partial<Record<PlaceKind, (place: Place, protections: Protections) => void>>> = {
  filter: rewriteFilter,
  unique: rewriteFilter,
  having: rewriteFilter,
  compoundUnique: rewriteCompoundUnique,
  distinct: rewriteDistinct,
}

function rewriteFilter({ container, key, member }: Place, protections: Protections): void {
  const protection = member?.kind === 'field' ? protections.field(member) : undefined
  if (!protection || isNullCheck(container[key])) return
  const conditions = searchConditions(key, container[key], protection)
  delete container[key]
  for (const condition of conditions) addCondition(container, condition)
}

/** `null`, `{ equals: null }` and `{ not: null }` are answered by the sealed column itself. */
function isNullCheck(filter: unknown): boolean {
  if (!isNode(filter)) return filter === null
  return Object.values(filter).every(value => value === null || value === undefined)
}

/** Adds a condition that has to hold as well; one that stands on a key of the filter already goes under AND. */
function addCondition(filter: Node, condition: Node): void {
  if (Object.keys(condition).every(key => !Object.hasOwn(filter, key))) Object.assign(filter, condition)
  else filter.AND = [...listOf(filter.AND), condition]
}

function listOf(value: unknown): unknown[] {
  if (value === undefined) return []
  return Array.isArray(value) ? value : [value]
}

/** `tenant_ssn: { tenant, ssn }` becomes `tenant_ssnIndex: { tenant, ssnIndex }`. */
function rewriteCompoundUnique({ plan, container, key, member }: Place, protections: Protections): void {
  const values = container[key]
  if (member?.kind !== 'compoundUnique' || !isNode(values)) return
  const indexed: Node = {}
  for (const name of member.fields) {
    const field = plan.members.get(name)
    const index = field?.kind === 'field' ? protections.field(field).equality : undefined
    indexed[index ? index.column : name] = index ? index.texts(values[name])[0] : values[name]
  }
  delete container[key]
  container[indexedUniqueName(plan, Object.keys(indexed)) ?? key] = indexed
}

/** The name of the compound unique over exactly these columns. */
export function indexedUniqueName(plan: ModelPlan, columns: readonly string[]): string | undefined {
  const isSame = (fields: readonly string[]) =>
    fields.length === columns.length && columns.every(column => fields.includes(column))
  return plan.entry.uniques.find(unique => isSame(unique.fields))?.name
}

function rewriteDistinct({ container, key, member }: Place, protections: Protections): void {
  const index = member?.kind === 'field' ? protections.field(member).equality : undefined
  if (!index) return
  container[key] = listOf(container[key]).map(name => (name === member?.name ? index.column : name))
}
