// The plain client beneath the extended one, inside the transaction of the operation at hand: for the few
// queries of fieldseal's own, which must see and share what the operation sees.

import type { Node } from './arg-values.js'
import {
  type BaseClient,
  executeIn,
  type GlobalOmit,
  globalOmitOf,
  type InternalTransaction,
  longestMs,
  modelProperty,
  queryIn,
  transactionIdOf,
} from './internals.js'
import { isTransactionOver } from './recording/write-conflict.js'

/** The operations that fieldseal itself sends. */
export interface ModelDelegate {
  findUnique(args: Node): Promise<Node | null>
  findFirst(args: Node): Promise<Node | null>
  findMany(args: Node): Promise<Node[]>
  updateMany(args: Node): Promise<{ readonly count: number }>
}

/** A plain client, alone or inside a transaction. */
export class ModelClient {
  readonly client: BaseClient

  constructor(client: BaseClient) {
    this.client = client
  }

  /** The delegate of a model, by its name in the schema. */
  model(name: string): ModelDelegate {
    return (this.client as unknown as Record<string, ModelDelegate>)[modelProperty(name)] as ModelDelegate
  }
}

/** The plain client in each transaction. */
export class Clients {
  readonly globalOmit: GlobalOmit
  readonly #base: BaseClient

  constructor(base: BaseClient) {
    this.#base = base
    this.globalOmit = globalOmitOf(base)
  }

  /** Inside an interactive transaction its own client; else the plain one. */
  in(transaction: InternalTransaction | undefined): ModelClient {
    if (transaction?.kind !== 'itx') return new ModelClient(this.#base)
    return new ModelClient(this.#base._createItxClient(transaction, 'fieldseal', { stack: [] }))
  }

  /** The plain client beside an extended one: in the same transaction, where that one is in an interactive one. */
  beside(client: unknown): ModelClient {
    const id = transactionIdOf(client)
    return this.in(id === undefined ? undefined : { kind: 'itx', id })
  }

  /** Runs `use` in a transaction of its own, which is rolled back where it throws. */
  transaction<Result>(use: (tx: ModelClient) => Promise<Result>): Promise<Result> {
    return this.#base.$transaction(tx => use(new ModelClient(tx)))
  }

  /**
   * Runs `use` in a transaction of its own with no limit of time, since an operation alone has none; rolled back where
   * it throws. The database's own isolation level, as for an operation alone.
   */
  async alone<Result>(use: (transaction: InternalTransaction) => Promise<Result>): Promise<Result> {
    const engine = this.#base._engine
    const limits = { maxWait: longestMs, timeout: longestMs, isolationLevel: undefined }
    const started = await engine.transaction('start', {}, limits)
    try {
      const result = await use({ kind: 'itx', id: started.id })
      await engine.transaction('commit', {}, started)
      return result
    } catch (error) {
      await engine.transaction('rollback', {}, started).catch(() => {})
      throw error
    }
  }

  /** Sends SQL inside an interactive transaction. */
  execute(transaction: InternalTransaction, sql: string, values: readonly unknown[]): Promise<void> {
    return executeIn(this.#base, { transaction, sql, values })
  }

  /** Reads with SQL inside an interactive transaction; a Decimal is its text. */
  query(
    transaction: InternalTransaction,
    sql: string,
    values: readonly unknown[],
  ): Promise<Record<string, unknown>[]> {
    return queryIn(this.#base, { transaction, sql, values })
  }

  /**
   * Rolls a whole interactive transaction back, savepoints included, so that nothing of it can be committed. A savepoint
   * may be gone with the transaction that MySQL has rolled back by itself, so an error does not end it.
   */
  async abort({ id }: InternalTransaction): Promise<void> {
    for (let depth = 0; depth < 100; depth++) {
      try {
        await this.#base._engine.transaction('rollback', {}, { id })
      } catch (error) {
        if (isTransactionOver(error)) return
      }
    }
  }
}

/** The transaction that a client made by `$transaction` runs in, as a query hook names it. */
export function itxOf({ client }: ModelClient): InternalTransaction {
  const id = transactionIdOf(client)
  if (id === undefined) throw new TypeError('Expected a client inside a transaction')
  return { kind: 'itx', id }
}
