// The value that a write gives to a field.

import { isNode } from './arg-values.js'
import type { Place } from './place.js'

/**
 * `{ set: value }` is an operation in an update, as Prisma's own input types have it, and a value in a create.
 * To store the JSON object `{ set: ... }` in an update, set it: `{ set: { set: ... } }`.
 */
export function writtenValue({ row, container }: Place, value: unknown): unknown {
  if (row === container || !isNode(value)) return value
  const keys = Object.keys(value)
  return keys.length === 1 && keys[0] === 'set' ? value.set : value
}

/**
 * The value that a write gives to a column that is no Json: itself, or that of `{ set }`; undefined for another operation,
 * such as counting up.
 */
export function setValue(value: unknown): unknown {
  return isNode(value) ? value.set : value
}
