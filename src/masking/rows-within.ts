// Finds the masked rows in what is handed to `$reveal`, and copies it as plain objects.

import type { MaskedField } from './masked-fields.js'
import { MaskedRow, type Row } from './masked-row.js'
import type { RowShape } from './row-class.js'

/** A masked row that was found. */
export interface FoundRow {
  /** The row as it was read. */
  readonly source: Row
  readonly shape: RowShape
}

/** Every masked row in `value`: itself, in lists and plain objects, and through relations of rows. */
export function rowsWithin(value: unknown): readonly FoundRow[] {
  const found: FoundRow[] = []
  const seen = new Set<object>()
  const visit = (one: unknown) => {
    if (!isWalked(one) || seen.has(one)) return
    seen.add(one)
    const row = asMasked(one)
    if (row) found.push(row)
    for (const inner of Object.values(one)) visit(inner)
  }
  visit(value)
  return found
}

/**
 * A plain copy of lists, objects and rows.
 * @param valuesOf what the masked fields of a row hold in its copy; one that is missing there is left out
 */
export function copyWithin(value: unknown, valuesOf: (found: FoundRow) => Row): unknown {
  if (!isWalked(value)) return value
  if (Array.isArray(value)) return value.map(one => copyWithin(one, valuesOf))
  const found = asMasked(value)
  const values = found ? valuesOf(found) : {}
  const masked = found ? maskedOf(found.shape).map(field => field.name) : []
  const copy: Row = {}
  for (const key of new Set([...(found?.shape.keys ?? []), ...Object.keys(value)])) {
    if (Object.hasOwn(values, key)) copy[key] = values[key]
    else if (Object.hasOwn(value, key) && !masked.includes(key)) copy[key] = copyWithin(value[key], valuesOf)
  }
  return copy
}

/** The masked fields of a row. */
export function maskedOf({ open, closed }: RowShape): readonly MaskedField[] {
  return [...open, ...closed]
}

function asMasked(value: object): FoundRow | undefined {
  const behind = MaskedRow.behind(value)
  return behind && { source: behind.source, shape: behind.shape as RowShape }
}

/** Lists, rows and plain objects; a Date, a Decimal or bytes are values. */
function isWalked(value: unknown): value is Row {
  if (typeof value !== 'object' || value === null) return false
  if (Array.isArray(value) || MaskedRow.behind(value) !== undefined) return true
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}
