// Operations of one transaction that are recorded run one after another, whatever the caller does at once: each reads
// rows before and after itself, and would take another's changes for its own.

/** A queue for each transaction. */
export class TransactionQueue {
  readonly #tails = new Map<string, Promise<unknown>>()

  /** Runs `use` once everything before it in the same transaction is done, however it ended. */
  async run<Result>(transactionId: string, use: () => Promise<Result>): Promise<Result> {
    const before = this.#tails.get(transactionId) ?? Promise.resolve()
    const own = before.then(use, use)
    const tail = own.catch(() => {})
    this.#tails.set(transactionId, tail)
    try {
      return await own
    } finally {
      if (this.#tails.get(transactionId) === tail) this.#tails.delete(transactionId)
    }
  }
}
