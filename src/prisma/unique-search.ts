// A search of fieldseal's own for one row, by the same `where` that findUnique takes.

import { QueryError } from '../errors.js'
import type { ModelPlan } from '../schema/compile.js'
import { isNode, type Node } from './arg-values.js'
import type { ModelDelegate } from './clients.js'
import { widenToAnyEpoch } from './index-epochs.js'
import type { Protections } from './protections.js'
import { refuse } from './refuse.js'
import { rewriteWhere } from './rewrite-where.js'
import { walkArgs } from './walk-args.js'

/** A search that is ready to be sent on a plain client. */
export interface UniqueSearch {
  /** What is searched by, as text: protected values stand in it as index texts. */
  readonly account: string
  /** The columns of the row as they are stored, or null. */
  find(model: ModelDelegate, columns: readonly string[]): Promise<Node | null>
}

/** @throws QueryError as findUnique does */
export function uniqueSearch(plan: ModelPlan, where: Node, protections: Protections): UniqueSearch {
  if (!isNode(where)) throw noWhere(plan)
  const args = { where: copyOf(where) }
  const places = walkArgs(plan, 'findUnique', args)
  refuse(places)
  const lookups = rewriteWhere(places, protections)
  const account = JSON.stringify([plan.name, args.where], (_key, value) =>
    typeof value === 'bigint' ? String(value) : value,
  )
  widenToAnyEpoch(lookups)
  const find = (model: ModelDelegate, columns: readonly string[]) => {
    const select = Object.fromEntries(columns.map(name => [name, true]))
    return lookups.length > 0 ? model.findFirst({ ...args, select }) : model.findUnique({ ...args, select })
  }
  return { account, find }
}

function noWhere(plan: ModelPlan): QueryError {
  return new QueryError({
    code: 'QUERY_UNKNOWN_ARGUMENT',
    model: plan.name,
    operator: 'where',
    message: 'There is no `where` that says which row is meant.',
    fix: 'Pass a `where` with a unique field, as to findUnique.',
  })
}

/** A copy that stages may change; what is no plain object or list is passed on as it is. */
function copyOf(node: Node): Node {
  const copy = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(copy)
    return isNode(value) ? copyOf(value) : value
  }
  return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, copy(value)]))
}
