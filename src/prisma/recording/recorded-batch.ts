// `$transaction` of a client whose trail is on. A batch with a recorded member is sent one after another in an
// interactive transaction, since nothing can be added to a batch: order, isolation level and all or nothing stay.

import { type BaseClient, longestMs, requestIn, specOf, transactionIdOf } from '../internals.js'

type Transaction = BaseClient['$transaction']
type Use = Parameters<Transaction>[0]

/** What the override asks of the trail. */
export interface TransactionPort {
  /** True for an operation that is recorded, and for one that nobody can tell, such as raw SQL. */
  isRecorded(model: string | undefined, operation: string | undefined): boolean
  /** Called once an outermost transaction has ended, however it did. */
  ended(transactionId: string): Promise<void>
}

/** A `$transaction` for the extended client. */
export function recordedTransactions(base: BaseClient, port: TransactionPort): Transaction {
  return async function (this: BaseClient, input, options) {
    if (!Array.isArray(input)) return settled(this, input, options)
    const isRecorded = input.map(specOf).some(spec => port.isRecorded(spec?.model, spec?.action))
    if (!isRecorded) return base.$transaction.call(this, input as never, options)
    const limits = { maxWait: longestMs, timeout: longestMs, ...options }
    return settled(this, tx => sendAll(input, tx), limits)
  } as Transaction

  async function settled(client: BaseClient, use: Use, options: object | undefined): Promise<unknown> {
    const isInner = transactionIdOf(client) !== undefined
    let id: string | undefined
    try {
      return await base.$transaction.call(
        client,
        tx => {
          id = transactionIdOf(tx)
          return use(tx)
        },
        options,
      )
    } finally {
      if (!isInner && id !== undefined) await port.ended(id).catch(warnOfLost)
    }
  }
}

async function sendAll(members: readonly unknown[], tx: BaseClient): Promise<unknown[]> {
  const id = transactionIdOf(tx)
  if (id === undefined) throw new TypeError('Expected a client inside a transaction')
  const results: unknown[] = []
  for (const member of members) results.push(await requestIn(member, { kind: 'itx', id }))
  return results
}

/** What was kept by the transaction is kept; an error would say that it was not. */
function warnOfLost(error: unknown): void {
  const message = `Events of reads could not be written after their transaction: ${(error as Error).message}`
  globalThis.process?.emitWarning?.(message, 'FieldsealAudit')
}
