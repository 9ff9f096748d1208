// Compound blind indexes, `@@searchable([a, b], column)`: answered only where every field of one is given
// an equality in the same filter, and written only where every field of one is written.

import { QueryError } from '../errors.js'
import type { CompoundEntry } from '../schema/field-map.js'
import { isAbsent, isFieldReference, isNode } from './arg-values.js'
import type { Claim } from './index-epochs.js'
import type { Place } from './place.js'
import type { Protections } from './protections.js'
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

/** Puts compound conditions in place of the fields that they cover; returns the places that are left. */
export function rewriteCompounds(places: readonly Place[], protections: Protections): readonly Place[] {
  return places.filter(place => {
    const { container, key } = place
    if (!Object.hasOwn(container, key)) return false
    const compound = coveringCompound(place)
    if (!compound) return true
    const texts = protections
      .compound(compound)
      .texts(compound.fields.map(field => equalityValue(container[field])))
    for (const field of compound.fields) delete container[field]
    container[compound.index] = texts.length === 1 ? texts[0] : { in: texts }
    return false
  })
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
