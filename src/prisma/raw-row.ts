// A row of a raw query, whose columns may stand under the names of fields or under their own.

import type { FieldPlan, ModelPlan } from '../schema/compile.js'
import type { Node } from './arg-values.js'
import type { Protection } from './protection.js'

/** Opens one field of a raw row, under its own name or its column's; bound columns may stand under either, too. */
export function openRawField(row: Node, field: FieldPlan, plan: ModelPlan, protection: Protection): void {
  const { scalars } = plan.entry
  for (const name of new Set([field.name, scalars[field.name] as string])) {
    if (!Object.hasOwn(row, name)) continue
    const bound = field.bind.map(({ field: column }) => [
      column,
      row[column] ?? row[scalars[column] ?? column],
    ])
    const opened: Node = { ...Object.fromEntries(bound), [field.name]: row[name] }
    protection.readAll([opened])
    row[name] = opened[field.name]
  }
}
