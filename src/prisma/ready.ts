// Waits for what an operation needs before it can seal or open: keys, and Prisma's Decimal class. Once loaded
// the wait is gone and a hook stays synchronous, which is what lets Prisma batch findUnique calls of one tick.

/** Something loaded once, on first use; a failed load is tried again at the next use. */
export class Ready<Value> {
  readonly #load: () => Value | Promise<Value>
  #value: { readonly loaded: Value } | undefined
  #loading: Promise<Value> | undefined

  constructor(load: () => Value | Promise<Value>) {
    this.#load = load
  }

  /** Runs `use` at once where the value is there, else after it was loaded. */
  use<Result>(use: (value: Value) => Result | Promise<Result>): Result | Promise<Result> {
    if (this.#value) return use(this.#value.loaded)
    this.#loading ??= this.#start()
    return this.#loading.then(use)
  }

  async #start(): Promise<Value> {
    try {
      const loaded = await this.#load()
      this.#value = { loaded }
      return loaded
    } finally {
      this.#loading = undefined
    }
  }
}
