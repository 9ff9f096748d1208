// After the query: opens the sealed values of the rows that came back, relations included, a column at a time.
// Rows of models that lead to nothing protected are not visited.

import type { ModelPlan } from '../schema/compile.js'
import type { Node } from './arg-values.js'
import type { ResultRows } from './internals.js'
import type { Protections } from './protections.js'
import type { AddedColumns } from './select-columns.js'

/**
 * Opens a row, a list of rows or null, in place, and gives it back.
 * @throws OpenError, KeyError: nothing of the result reaches the caller then
 */
export function openRows(
  { plan, path }: ResultRows,
  result: unknown,
  protections: Protections,
  added: readonly AddedColumns[],
): unknown {
  const rows = rowsOf(result)
  openAll(plan, rows, protections)
  for (const columns of added) takeOff(rows, columns.path.slice(path.length), columns.names)
  return result
}

function openAll(plan: ModelPlan, rows: readonly Node[], protections: Protections): void {
  const first = rows[0]
  if (first === undefined || !plan.reachesProtected) return
  for (const field of plan.fields) {
    if (field.name in first) protections.field(field).readAll(rows)
  }
  for (const { name, target } of plan.relations) {
    if (target.reachesProtected && name in first) openAll(target, childrenOf(rows, name), protections)
  }
}

function rowsOf(result: unknown): readonly Node[] {
  if (Array.isArray(result)) return result
  return typeof result === 'object' && result !== null ? [result as Node] : []
}

function childrenOf(rows: readonly Node[], relation: string): Node[] {
  const children: Node[] = []
  for (const row of rows) {
    const value = row[relation]
    if (Array.isArray(value)) for (const child of value) children.push(child)
    else if (value !== null && value !== undefined) children.push(value as Node)
  }
  return children
}

function takeOff(rows: readonly Node[], path: readonly string[], names: readonly string[]): void {
  let level = rows
  for (const relation of path) level = childrenOf(level, relation)
  for (const row of level) for (const name of names) delete row[name]
}
