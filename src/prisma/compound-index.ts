// Compound blind indexes, `@@searchable([a, b], column)`: answered only where every field of one is given
// an equality in the same filter, and written only where every field of one is written.

import { QueryError } from '../errors.js'
import type { CompoundEntry } from '../schema/field-map.js'
import { isAbsent, isFieldReference, isNode, type Node } from './arg-values.js'
import type { Claim } from './index-epochs.js'
import type { Place } from './place.js'
import type { Protections } from './protections.js'
import { addCondition } from './search-condition.js'
import { writtenValue } from './written-value.js'

/** True where a compound index answers the filter at this place together with its neighbours. */
export function isCovered(place: Place): boolean {
  return coveringCompound(place) !== undefined
}

/** None under a negation: the index is null where one field is, though the other alone may say that it is no match. */
function coveringCompound({ kind, plan, key, container, isNegated }: Place): CompoundEntry | undefined {
  if (isNegated || (kind !== 'filter' && kind !== 'unique')) return undefined
  const isGiven = (field: string) => equalityValue(container[field]) !== undefined
  return plan.compounds.find(({ fields }) => fields.includes(key) && fields.every(isGiven))
}

/** The value that a filter demands, where it is nothing but an equality with a value. */
function equalityValue(filter: unknown): unknown {
  if (isNode(filter)) return Object.keys(filter).length === 1 ? equalityValue(filter.equals) : undefined
  return filter === null || isAbsent(filter) || isFieldReference(filter) ? undefined : filter
}

/**
 * Puts compound conditions in place of the fields that they cover; returns the places that are left. Where indexes
 * share a field, each of them takes part: nothing is taken away before every condition is known.
 */
export function rewriteCompounds(places: readonly Place[], protections: Protections): readonly Place[] {
  const covered = places.flatMap(place => {
    const compound = coveringCompound(place)
    return compound ? [{ place, compound, condition: compoundCondition(place, compound, protections) }] : []
  })
  for (const { place } of covered) delete place.container[place.key]
  const done = new Map<object, Set<CompoundEntry>>()
  for (const { place, compound, condition } of covered) {
    const applied = done.get(place.container) ?? new Set()
    if (!applied.has(compound)) addCondition(place.container, condition)
    done.set(place.container, applied.add(compound))
  }
  const gone = new Set(covered.map(({ place }) => place))
  return places.filter(place => !gone.has(place))
}

function compoundCondition({ container }: Place, compound: CompoundEntry, protections: Protections): Node {
  const texts = protections
    .compound(compound)
    .texts(compound.fields.map(field => equalityValue(container[field])))
  return { [compound.index]: texts.length === 1 ? texts[0] : { in: texts } }
}

/** @throws QueryError QUERY_COMPOUND_INCOMPLETE for an update of some fields of a compound index without the others */
export function refuseIncomplete({ plan, key, container, row }: Place): void {
  if (row === container) return
  for (const { fields, index } of plan.compounds) {
    const missing = fields.find(field => isAbsent(container[field]))
    if (!fields.includes(key) || missing === undefined) continue
    throw new QueryError({
      code: 'QUERY_COMPOUND_INCOMPLETE',
      model: plan.name,
      field: key,
      operator: 'data',
      message: `The blind index ${index} covers ${fields.join(', ')}, and ${missing} is not part of this update.`,
      fix: `Write ${fields.join(' and ')} together.`,
    })
  }
}

/** Writes the compound indexes of the rows whose fields at these places are about to be sealed. */
export function writeCompounds(places: readonly Place[], protections: Protections): readonly Claim[] {
  const claims: Claim[] = []
  for (const place of places) {
    for (const compound of place.plan.compounds) {
      if (!compound.fields.includes(place.key)) continue
      const texts = compoundTexts(place, compound, protections)
      place.container[compound.index] = texts[0] ?? null
      if (texts.length > 1) claims.push({ plan: place.plan, column: compound.index, texts })
    }
  }
  return claims
}

/** None, which clears the index, where a field is null or, in a create, missing. */
function compoundTexts(place: Place, compound: CompoundEntry, protections: Protections): readonly string[] {
  const values = compound.fields.map(field => writtenValue(place, place.container[field]))
  const isIncomplete = values.some(value => value === null || isAbsent(value))
  return isIncomplete ? [] : protections.compound(compound).written(values)
}
