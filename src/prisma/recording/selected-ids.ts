// Makes an operation give back the id of its row, whatever the caller selects, and takes it off again.

import type { RecordedPlan } from '../../schema/recorded-plan.js'
import { isNode, type Node } from '../arg-values.js'
import type { GlobalOmit } from '../internals.js'
import { modelProperty } from '../internals.js'

/** Arguments that select the id, and the id fields to take off the rows again. */
export interface SelectedIds {
  readonly args: Node
  readonly added: readonly string[]
}

/** @param globalOmit the client's own `omit` option */
export function selectIds({ name, id }: RecordedPlan, args: Node, globalOmit: GlobalOmit): SelectedIds {
  const { select, omit } = args
  if (isNode(select) && Object.keys(select).length > 0) {
    const added = id.filter(field => select[field] !== true)
    return { args: { ...args, select: { ...select, ...flags(added, true) } }, added }
  }
  const own: Node = isNode(omit) ? omit : {}
  const added = id.filter(field => (own[field] ?? globalOmit[modelProperty(name)]?.[field]) === true)
  return added.length === 0
    ? { args, added }
    : { args: { ...args, omit: { ...own, ...flags(added, false) } }, added }
}

/** The ids of rows, which lose the fields that were added. */
export function takeIds({ id }: RecordedPlan, rows: readonly Node[], added: readonly string[]): Node[] {
  return rows.map(row => {
    const key = Object.fromEntries(id.map(field => [field, row[field]]))
    for (const field of added) delete row[field]
    return key
  })
}

function flags(names: readonly string[], value: boolean): Node {
  return Object.fromEntries(names.map(name => [name, value]))
}
