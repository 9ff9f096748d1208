// The masked fields of a model, compiled: how each is masked, for whom it is not, and which names tell of it.

import type { ModelEntry } from './field-map.js'

/** A masked field, whether its column holds the value or something sealed. */
export interface MaskedPlan {
  readonly model: string
  readonly name: string
  readonly style: string
  /** The roles that may see the value; undefined for everyone. */
  readonly reveal: readonly string[] | undefined
  /** True where the column holds something else than the value. */
  readonly isSealed: boolean
}

/** The masked fields of a model, in the order of the schema. */
export function planMasked(model: string, { masked = {}, fields }: ModelEntry): readonly MaskedPlan[] {
  return Object.entries(masked).map(([name, { style, reveal }]) => ({
    model,
    name,
    style,
    reveal,
    isSealed: fields[name] !== undefined,
  }))
}

/** The masked fields behind each name that a query can use: their own, those of their indexes and compound uniques. */
export function toldBy(
  masked: readonly MaskedPlan[],
  { uniques }: ModelEntry,
  indexed: ReadonlyMap<string, readonly string[]>,
): ReadonlyMap<string, readonly MaskedPlan[]> {
  const told = new Map<string, readonly MaskedPlan[]>()
  if (masked.length === 0) return told
  const tell = (name: string, fields: readonly string[]) => {
    const found = masked.filter(field => fields.includes(field.name))
    if (found.length > 0) told.set(name, found)
  }
  for (const { name } of masked) tell(name, [name])
  for (const [column, fields] of indexed) tell(column, fields)
  for (const { name, fields } of uniques) {
    if (fields.length > 1)
      tell(
        name,
        fields.flatMap(field => indexed.get(field) ?? [field]),
      )
  }
  return told
}
