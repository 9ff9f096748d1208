// After the query: opens the sealed values of the rows that came back, relations included, a column at a time, but
// those that are not for the viewer; then masks the rows. Rows of models that lead to nothing protected are not visited.

import type { Clearance } from '../masking/clearance.js'
import { type RowMasks, relatedRows } from '../masking/mask-rows.js'
import type { FieldPlan, ModelPlan } from '../schema/compile.js'
import { returnsRows } from './arg-grammar.js'
import type { Node } from './arg-values.js'
import { type Grouping, openGroups } from './grouping.js'
import { resultRowsOf } from './internals.js'
import type { Operation } from './operation.js'
import type { Echoes } from './protection.js'
import type { Protections } from './protections.js'
import type { AddedColumns } from './select-columns.js'

/** The operations whose result holds values of the model under `_min` and its kin. */
const returnsGroups: ReadonlySet<string> = new Set(['groupBy', 'aggregate'])

/** What is needed to open a result. */
export interface Opening {
  readonly protections: Protections
  readonly masks: RowMasks
  readonly clearance: Clearance
  readonly added: readonly AddedColumns[]
  readonly groupings: readonly Grouping[]
  readonly echoes?: Echoes | undefined
  /** Learns of the opened rows before they are masked. */
  readonly tell?: ((plan: ModelPlan, rows: readonly Node[]) => void) | undefined
}

/**
 * Opens the result of an operation, in place, and gives it back.
 * @throws OpenError, KeyError: nothing of the result reaches the caller then
 */
export function openResult(model: ModelPlan, call: Operation, result: unknown, opening: Opening): unknown {
  const { protections, masks, clearance, added, groupings } = opening
  if (groupings.length > 0) {
    openGroups(result, groupings, protections)
    opening.tell?.(model, rowsOf(result))
  }
  if (returnsGroups.has(call.operation)) return masks.maskGroups(model, result, clearance)
  if (!returnsRows.has(call.operation)) return result
  const { plan, path } = resultRowsOf(model, call.__internalParams)
  const rows = rowsOf(result)
  openAll(plan, rows, opening)
  opening.tell?.(plan, rows)
  masks.mask(plan, rows, clearance)
  for (const columns of added) {
    const isBelow = path.every((name, depth) => columns.path[depth] === name)
    if (isBelow) takeOff(rows, columns.path.slice(path.length), columns)
  }
  return Array.isArray(result) ? result : (rows[0] ?? result)
}

function openAll(
  plan: ModelPlan,
  rows: readonly Node[],
  opening: Pick<Opening, 'protections' | 'clearance' | 'echoes'>,
): void {
  const first = rows[0]
  if (first === undefined || !plan.reachesProtected) return
  for (const field of plan.fields) {
    if (field.name in first) readField(plan, field, rows, opening)
  }
  for (const { name, target } of plan.relations) {
    if (target.reachesProtected && name in first) openAll(target, relatedRows(rows, name), opening)
  }
}

/** Opens a field in those rows in which it is for the viewer. */
function readField(
  { masked }: ModelPlan,
  field: FieldPlan,
  rows: readonly Node[],
  { protections, clearance, echoes }: Pick<Opening, 'protections' | 'clearance' | 'echoes'>,
): void {
  const mask = masked.find(({ name }) => name === field.name)
  protections
    .field(field)
    .readAll(mask ? clearance.visible(mask, rows) : rows, echoes?.size ? echoes : undefined)
}

function rowsOf(result: unknown): Node[] {
  if (Array.isArray(result)) return result
  return typeof result === 'object' && result !== null ? [result as Node] : []
}

function takeOff(rows: readonly Node[], path: readonly string[], { names, isNeeded }: AddedColumns): void {
  let level = rows
  for (const relation of path) level = relatedRows(level, relation)
  for (const row of level) {
    for (const name of names) {
      if (isNeeded) Object.defineProperty(row, name, { enumerable: false })
      else delete row[name]
    }
  }
}
