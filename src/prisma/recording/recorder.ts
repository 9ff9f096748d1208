// A change and its audit rows, in one transaction: read what the operation can touch, send
// it, read again, write the event. Where any of it fails nothing of it stays.

import type { TrailProvider } from '../../audit/trail-database.js'
import { AuditError, QueryError } from '../../errors.js'
import type { FieldMap } from '../../schema/field-map.js'
import type { RecordedPlan } from '../../schema/recorded-plan.js'
import type { Clients } from '../clients.js'
import { type Epochs, send } from '../index-epochs.js'
import type { InternalTransaction } from '../internals.js'
import type { Operation } from '../operation.js'
import type { Settings } from '../options.js'
import type { Echoes } from '../protection.js'
import type { Protections } from '../protections.js'
import type { AuditSettings } from './audit-options.js'
import { isHarmless } from './harmless-errors.js'
import { LostRace, raceError, retryingRaces } from './lost-race.js'
import { notRecorded } from './not-recorded.js'
import { OperationRun } from './operation-run.js'
import { recordedOperations } from './recorded-operations.js'
import { Savepoint } from './savepoint.js'
import type { TransactionQueue } from './transaction-queue.js'
import { writeChange } from './write-change.js'
import { asWriteConflict, endingConflicts, isTransactionOver, isWriteConflict } from './write-conflict.js'

/** What sending an operation takes. */
export interface Sending {
  readonly epochs: Epochs
  readonly clients: Clients
  readonly protections: Protections
  /** What the operation itself has sealed: it need not be opened to be known. */
  readonly echoes?: Echoes | undefined
}

/** Records the changes of one client. */
export class Recorder {
  readonly #plans: ReadonlyMap<string, RecordedPlan>
  readonly #settings: AuditSettings
  readonly #provider: TrailProvider
  readonly #queue: TransactionQueue

  constructor(
    plans: ReadonlyMap<string, RecordedPlan>,
    { audit, fields }: Settings<FieldMap>,
    queue: TransactionQueue,
  ) {
    this.#plans = plans
    this.#settings = audit
    this.#provider = fields.provider as TrailProvider
    this.#queue = queue
  }

  /** True for an operation that can touch a record of an audited model. */
  concerns(model: string, operation: string): boolean {
    return changes(operation) && (this.#plans.get(model)?.reachesAudited ?? false)
  }

  /**
   * Sends an operation, recorded where that is asked for.
   * @throws AuditError AUDIT_NOT_RECORDED, with the change undone
   */
  async send(call: Operation, { epochs, clients, protections, echoes }: Sending): Promise<unknown> {
    const plan = this.#plans.get(call.model)
    const { transaction } = call.__internalParams
    if (!plan || !this.concerns(call.model, call.operation))
      return this.#beside(call, clients, () => send(call, epochs, clients))
    const port = { provider: this.#provider, settings: this.#settings, clients, epochs, echoes }
    const inside = (own: InternalTransaction) => new OperationRun(plan, call, own, port)
    if (transaction) {
      return this.#queue.run(transaction.id, () =>
        this.#inTransaction(inside(transaction), protections, () => clients.abort(transaction)),
      )
    }
    return retryingRaces(() => clients.alone(own => this.#record(inside(own), protections)))
  }

  /**
   * A change that is not recorded waits for its turn in the transaction all the same: one that is recorded may be undone up
   * to where it began. Reads of one tick become one statement, and do not wait.
   */
  #beside(
    { operation, __internalParams: { transaction } }: Operation,
    clients: Clients,
    run: () => Promise<unknown>,
  ): Promise<unknown> {
    if (this.#plans.size === 0 || transaction?.kind !== 'itx') return run()
    const ending = () => endingConflicts(() => clients.abort(transaction), run)
    return changes(operation) ? this.#queue.run(transaction.id, ending) : ending()
  }

  /**
   * In a transaction of the caller's, which goes on after an error: a failed operation leaves nothing behind. Where that
   * cannot be made sure of the whole transaction is rolled back.
   */
  async #inTransaction(
    run: OperationRun,
    protections: Protections,
    abort: () => Promise<void>,
  ): Promise<unknown> {
    const savepoint = new Savepoint(run)
    try {
      return await this.#record(run, protections, savepoint)
    } catch (error) {
      const failure = error instanceof LostRace ? await raceError(error) : error
      const isOver = failure instanceof AuditError || isWriteConflict(failure)
      const isUndone = !isOver && (await savepoint.rollBack())
      const isUnsent = failure instanceof QueryError && !run.isSent
      if (!isUndone && !isUnsent && !isHarmless(failure)) await abort()
      throw failure
    }
  }

  async #record(run: OperationRun, protections: Protections, savepoint?: Savepoint): Promise<unknown> {
    try {
      await savepoint?.set()
      await run.prepare()
      const result = await recordedOperations[run.call.operation]?.(run)
      await writeChange(run, protections, result).catch(error => {
        const isOurs = error instanceof QueryError || error instanceof LostRace
        const tellsItself = isOurs || isWriteConflict(error) || isTransactionOver(error)
        throw tellsItself ? error : notRecorded(run.plan.name, run.call.operation, error)
      })
      await savepoint?.release()
      return result
    } catch (error) {
      throw asWriteConflict(error)
    }
  }
}

function changes(operation: string): boolean {
  return Object.hasOwn(recordedOperations, operation)
}
