// The row whose value did not open, beside its error, which holds no row: for the audit trail.

import type { Node } from './arg-values.js'

const rows = new WeakMap<object, Node>()

/** Notes the row of an error; gives the error back. */
export function withFailedRow(error: unknown, row: Node): unknown {
  if (typeof error === 'object' && error !== null) rows.set(error, row)
  return error
}

/** The row of an error, where one is known. */
export function failedRowOf(error: object): Node | undefined {
  return rows.get(error)
}
