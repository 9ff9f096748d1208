// Masks fields of the shared schema for one test, as `@masked` in the schema would.

import type { FieldMap, MaskedEntry, ModelEntry } from '../../src/schema/field-map.js'

/** Masked fields by model and field; a text is a style without `reveal:`. */
export type Masks = Readonly<Record<string, Readonly<Record<string, MaskedEntry | string>>>>

/** The field map with these fields masked. */
export function withMasks<Fields extends FieldMap>(fields: Fields, masks: Masks): Fields {
  const models: Record<string, ModelEntry> = { ...fields.models }
  for (const [model, entries] of Object.entries(masks)) {
    const masked = Object.entries(entries).map(([name, entry]) => [
      name,
      typeof entry === 'string' ? { style: entry } : entry,
    ])
    models[model] = { ...(models[model] as ModelEntry), masked: Object.fromEntries(masked) }
  }
  return { ...fields, models }
}
