// Who may hash now. Each hash takes a thread of libuv's pool, a core and up to 64 MiB for some 10 ms, so only a few run
// at a time. Those that wait take turns by batch: a login does not wait for an import of a thousand rows to end.

/** Runs jobs a few at a time, and counts them. */
export class WorkQueue {
  /** The number of jobs that run at the same time at most. */
  readonly concurrency: number
  /** The jobs that wait, by batch; the batch whose turn is next stands first. */
  readonly #waiting = new Map<object, (() => void)[]>()
  #running = 0
  #started = 0

  /** @param concurrency 1 to 64; RangeError for another number. 64 hashes of cost `strong` take 4 GiB. */
  constructor(concurrency: number = defaultConcurrency()) {
    if (!Number.isInteger(concurrency) || concurrency < 1 || concurrency > 64)
      throw new RangeError('Expected a concurrency of 1 to 64.')
    this.concurrency = concurrency
  }

  /** The jobs that were started so far: the work done, which tests compare without a clock. */
  get started(): number {
    return this.#started
  }

  /** The jobs that run now. */
  get running(): number {
    return this.#running
  }

  /** The jobs that wait for a turn. */
  get waiting(): number {
    let count = 0
    for (const turns of this.#waiting.values()) count += turns.length
    return count
  }

  /** Runs a job when it is its turn. Jobs with the same `batch` run in order, and take turns with those of others. */
  async run<T>(job: () => Promise<T>, batch: object = {}): Promise<T> {
    if (this.#running < this.concurrency) this.#running++
    else await this.#turn(batch)
    this.#started++
    try {
      return await job()
    } finally {
      this.#passOn()
    }
  }

  /** Resolves when a job that ended passes its place on. */
  #turn(batch: object): Promise<void> {
    return new Promise(resolve => {
      const turns = this.#waiting.get(batch)
      if (turns) turns.push(resolve)
      else this.#waiting.set(batch, [resolve])
    })
  }

  #passOn(): void {
    const [first] = this.#waiting
    if (!first) {
      this.#running--
      return
    }
    const [batch, turns] = first
    this.#waiting.delete(batch)
    const next = turns.shift() as () => void
    if (turns.length > 0) this.#waiting.set(batch, turns)
    next()
  }
}

/**
 * Up to 4, no more than there are cores, and one less than libuv's pool has threads, so that files, DNS and zlib always
 * find one free.
 */
function defaultConcurrency(): number {
  // Not imported, so that this file loads where there is no Node.
  const { availableParallelism } = globalThis.process?.getBuiltinModule?.('node:os') ?? {}
  const poolThreads = Number(globalThis.process?.env?.UV_THREADPOOL_SIZE) || 4
  return Math.max(1, Math.min(4, availableParallelism?.() ?? 4, poolThreads - 1))
}
