// After the query: opens the sealed values of the rows that came back, relations included, a column at a time.
// Rows of models that lead to nothing protected are not visited.

import type { ModelPlan } from '../schema/compile.js'
import { returnsRows } from './arg-grammar.js'
import type { Node } from './arg-values.js'
import { type Grouping, openGroups } from './grouping.js'
import { resultRowsOf } from './internals.js'
import type { Operation } from './operation.js'
import type { Protections } from './protections.js'
import type { AddedColumns } from './select-columns.js'

/** What is needed to open a result. */
export interface Opening {
  readonly protections: Protections
  readonly added: readonly AddedColumns[]
  readonly groupings: readonly Grouping[]
}

/**
 * Opens the result of an operation, in place, and gives it back.
 * @throws OpenError, KeyError: nothing of the result reaches the caller then
 */
export function openResult(model: ModelPlan, call: Operation, result: unknown, opening: Opening): unknown {
  const { protections, added, groupings } = opening
  if (groupings.length > 0) return openGroups(result, groupings, protections)
  if (!returnsRows.has(call.operation)) return result
  const { plan, path } = resultRowsOf(model, call.__internalParams)
  const rows = rowsOf(result)
  openAll(plan, rows, protections)
  for (const columns of added) {
    const isBelow = path.every((name, depth) => columns.path[depth] === name)
    if (isBelow) takeOff(rows, columns.path.slice(path.length), columns.names)
  }
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
