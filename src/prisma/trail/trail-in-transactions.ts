// `tx.$audit`: inside an interactive transaction the trail is read through it, so that it shows what the transaction has
// done, and waits for no lock of its own.

import { type InternalTransaction, transactionIdOf } from '../internals.js'
import type { Trail } from './trail.js'

type Use = (tx: object) => unknown
type Transaction = (this: unknown, input: unknown, options?: object) => unknown

/**
 * The same members of a client, where `$transaction` hands out clients whose `$audit` is that of their transaction. As
 * they are where there is no `$transaction`: nothing is audited then.
 */
export function withTrailInTransactions(
  members: Readonly<Record<string, unknown>>,
  trailIn: (transaction: InternalTransaction) => Trail,
): Readonly<Record<string, unknown>> {
  const { $transaction: send } = members as { readonly $transaction?: Transaction }
  if (!send) return members
  const $transaction: Transaction = function (input, options) {
    if (typeof input !== 'function') return send.call(this, input, options)
    const use: Use = tx => (input as Use)(clientIn(tx, trailIn))
    return send.call(this, use, options)
  }
  return { ...members, $transaction }
}

/** Prisma shares the members of a client among its transactions, so they cannot be set on the one that is handed in. */
function clientIn(tx: object, trailIn: (transaction: InternalTransaction) => Trail): object {
  const id = transactionIdOf(tx)
  if (id === undefined) throw new TypeError('Expected a client inside a transaction')
  return Object.create(tx, { $audit: { value: trailIn({ kind: 'itx', id }), enumerable: true } })
}
