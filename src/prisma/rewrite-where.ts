// Fourth stage: turns filters on protected fields into filters on their blind indexes.

import type { ModelPlan } from '../schema/compile.js'
import { isAbsent, isNode, type Node } from './arg-values.js'
import { rewriteCompounds } from './compound-index.js'
import { claimOrder, type Lookup } from './index-epochs.js'
import type { Place, PlaceKind } from './place.js'
import type { Protections } from './protections.js'
import { addCondition, listOf, searchConditions } from './search-condition.js'

/**
 * Rewrites every filter among the places, in place, and returns the unique ones that stand for several epochs,
 * which are none but during an index-key rotation.
 * @throws QueryError for a value that its type does not hold
 */
export function rewriteWhere(places: readonly Place[], protections: Protections): readonly Lookup[] {
  const searches = places.filter(place => place.kind in rewriters)
  const lookups: Lookup[] = []
  for (const place of rewriteCompounds(searches, protections)) {
    const lookup = rewriters[place.kind]?.(place, protections)
    if (lookup) lookups.push(lookup)
  }
  return lookups
}

type Rewriter = (place: Place, protections: Protections) => Lookup | undefined

const rewriters: Readonly<Partial<Record<PlaceKind, Rewriter>>> = {
  filter: rewriteFilter,
  unique: rewriteUnique,
  having: rewriteHaving,
  compoundUnique: rewriteCompoundUnique,
  distinct: rewriteDistinct,
}

function rewriteFilter({ container, key, member }: Place, protections: Protections): undefined {
  const protection = member?.kind === 'field' ? protections.field(member) : undefined
  if (!protection || isNullCheck(container[key])) return
  const conditions = searchConditions(key, container[key], protection)
  delete container[key]
  for (const condition of conditions) addCondition(container, condition)
}

/** Under `having` only what is grouped by may stand: the index column, for null as well. */
function rewriteHaving({ container, key, member }: Place, protections: Protections): undefined {
  const protection = member?.kind === 'field' ? protections.field(member) : undefined
  if (!protection?.equality) return
  const conditions = searchConditions(protection.equality.column, container[key], protection)
  delete container[key]
  for (const condition of conditions) addCondition(container, condition)
}

function rewriteUnique(place: Place, protections: Protections): Lookup | undefined {
  const { plan, container, key, member } = place
  const index = member?.kind === 'field' ? protections.field(member).equality : undefined
  const value = container[key]
  const isUnique =
    index && plan.entry.uniques.some(({ fields }) => fields.length === 1 && fields[0] === index.column)
  // A condition of the caller's own on the index column stays the unique one; this one then holds beside it.
  const isTaken = index && index.column !== key && Object.hasOwn(container, index.column)
  if (!isUnique || isTaken || value === null || isNode(value)) return rewriteFilter(place, protections)
  const texts = index.texts(value)
  delete container[key]
  container[index.column] = texts[0]
  if (texts.length === 1) return undefined
  const anyEpoch = { [index.column]: { in: texts } }
  return {
    plan,
    filter: container,
    unique: index.column,
    column: index.column,
    fallback: firstClaim(texts),
    anyEpoch,
  }
}

/** What says nothing but null, at any depth, is answered by the sealed column itself. */
function isNullCheck(filter: unknown): boolean {
  if (!isNode(filter)) return filter === null || isAbsent(filter)
  return Object.values(filter).every(isNullCheck)
}

/** `tenant_ssn: { tenant, ssn }` becomes `tenant_ssnIndex: { tenant, ssnIndex }`. */
function rewriteCompoundUnique(
  { plan, container, key, member }: Place,
  protections: Protections,
): Lookup | undefined {
  const values = container[key]
  if (member?.kind !== 'compoundUnique' || !isNode(values)) return undefined
  const { indexed, several } = indexedValues(plan, member.fields, values, protections)
  const unique = indexedUniqueName(plan, Object.keys(indexed)) ?? key
  const anyEpoch = several ? { ...indexed, [several.column]: { in: several.texts } } : { ...indexed }
  delete container[key]
  if (Object.hasOwn(container, unique)) addCondition(container, { AND: [anyEpoch] })
  else {
    container[unique] = indexed
    if (several) {
      const { column, texts } = several
      return { plan, filter: container, unique, column, fallback: firstClaim(texts), anyEpoch }
    }
  }
  return undefined
}

interface IndexedValues {
  readonly indexed: Node
  /** The index column whose text is one of several, during an index-key rotation. */
  readonly several?: { readonly column: string; readonly texts: readonly string[] }
}

/** The values of a compound unique, with index texts in the place of protected ones. */
function indexedValues(
  plan: ModelPlan,
  fields: readonly string[],
  values: Node,
  protections: Protections,
): IndexedValues {
  const indexed: Node = {}
  let several: IndexedValues['several']
  for (const name of fields) {
    const field = plan.members.get(name)
    const index = field?.kind === 'field' ? protections.field(field).equality : undefined
    const texts = index?.texts(values[name]) ?? []
    indexed[index ? index.column : name] = index ? texts[0] : values[name]
    if (index && texts.length > 1) several = { column: index.column, texts }
  }
  return several ? { indexed, several } : { indexed }
}

function firstClaim(texts: readonly string[]): string {
  return claimOrder(texts)[0] as string
}

/** The name of the compound unique over exactly these columns. */
export function indexedUniqueName(plan: ModelPlan, columns: readonly string[]): string | undefined {
  const isSame = (fields: readonly string[]) =>
    fields.length === columns.length && columns.every(column => fields.includes(column))
  return plan.entry.uniques.find(unique => isSame(unique.fields))?.name
}

function rewriteDistinct({ container, key, member }: Place, protections: Protections): undefined {
  const index = member?.kind === 'field' ? protections.field(member).equality : undefined
  if (!index || !member) return
  container[key] = listOf(container[key]).map(name => (name === member.name ? index.column : name))
}
