// Undoes an operation of several statements that failed inside the caller's transaction: what came before the failed
// statement may still be there, and a caller who swallows the error would commit it unrecorded.

import { isNode } from '../arg-values.js'
import type { OperationRun } from './operation-run.js'

let count = 0

/** A savepoint before one operation; does nothing for one that is a single statement. */
export class Savepoint {
  readonly #run: OperationRun
  readonly #name = `fieldseal_${++count}`
  #isSet = false

  constructor(run: OperationRun) {
    this.#run = run
  }

  /** Sets it. */
  async set(): Promise<void> {
    if (!isCompound(this.#run)) return
    await this.#execute(`SAVEPOINT ${this.#name}`)
    this.#isSet = true
  }

  /** Gives it up: the operation is done. */
  async release(): Promise<void> {
    if (this.#isSet) await this.#execute(`RELEASE SAVEPOINT ${this.#name}`)
  }

  /** Undoes what came after it. False where that is not known to have worked, or nothing was set. */
  async rollBack(): Promise<boolean> {
    if (!this.#isSet) return false
    try {
      // PostgreSQL lets nothing be committed after an error of its own, and that stays so.
      if (this.#run.provider === 'postgresql' && (await this.#isAborted())) return true
      await this.#execute(`ROLLBACK TO SAVEPOINT ${this.#name}`)
      return true
    } catch {
      return false
    }
  }

  async #isAborted(): Promise<boolean> {
    try {
      await this.#run.query('SELECT 1')
      return false
    } catch {
      return true
    }
  }

  async #execute(sql: string): Promise<void> {
    await this.#run.execute(sql)
  }
}

/** True for an operation that Prisma or the recorder sends as several statements that change something. */
function isCompound({ call, plan }: OperationRun): boolean {
  if (call.operation.includes('Many')) return true
  const data = [call.args.data, call.args.create, call.args.update].filter(isNode)
  return data.some(one => Object.keys(one).some(name => plan.relations.has(name)))
}
