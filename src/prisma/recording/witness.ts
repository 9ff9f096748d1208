// Records what happens beside changes: reads, reveals, logins, values that do not open, raw SQL. Inside a transaction of
// the caller's it writes there, since another connection might wait for it for ever; what was seen stays seen, so what
// a rollback takes away is written again once the transaction has ended.

import type { RecordedEvent } from '../../audit/event.js'
import type { TrailProvider } from '../../audit/trail-database.js'
import { placeholders, quoteName, trailTables } from '../../audit/trail-tables.js'
import { writeEvents } from '../../audit/write-events.js'
import type { Clients } from '../clients.js'
import type { InternalTransaction } from '../internals.js'
import { placed } from './change-entries.js'
import { type EventFacts, newEvent } from './new-event.js'
import { notRecorded } from './not-recorded.js'
import type { NewEntry } from './record-images.js'
import type { TrailSeal } from './trail-seal.js'
import type { TransactionQueue } from './transaction-queue.js'
import { trailIn } from './transaction-trail.js'
import { endingConflicts, isTransactionOver } from './write-conflict.js'

/** Where an event is written. */
export interface WitnessPlace {
  readonly clients: Clients
  readonly trail: TrailSeal
  /** The interactive transaction that it happened in. */
  readonly transaction?: InternalTransaction | undefined
}

/** Writes events that are no changes. */
export class Witness {
  readonly #provider: TrailProvider
  readonly #queue: TransactionQueue
  readonly #pending = new Map<string, RecordedEvent[]>()

  constructor(provider: TrailProvider, queue: TransactionQueue) {
    this.#provider = provider
    this.#queue = queue
  }

  /** @throws AuditError AUDIT_NOT_RECORDED */
  async write(facts: EventFacts, entries: readonly NewEntry[], place: WitnessPlace): Promise<void> {
    const { clients, transaction } = place
    const inside = { ...facts, transactionId: transaction?.id }
    // The results of a batch come when it is committed.
    if (transaction?.kind !== 'itx') {
      await clients.alone(own => this.writeIn(own, inside, entries, place))
      return
    }
    const event = newEvent(inside, placed(entries), place.trail.mac)
    const pending = this.#pending.get(transaction.id)
    if (pending) pending.push(event)
    else this.#pending.set(transaction.id, [event])
    // A transaction that has to end does so before the next operation has its turn.
    await this.#queue.run(transaction.id, () =>
      this.#writeNow(transaction, event, clients).catch(async error => {
        // Another operation has failed meanwhile: nothing more can be written until the transaction has ended.
        if (isAborted(error)) return
        if (isTransactionOver(error)) throw this.#forgotten(transaction.id, event, error)
        await clients.abort(transaction)
        throw notRecorded(facts.model, facts.operation, error)
      }),
    )
  }

  /** What is not handed out need not be recorded. */
  #forgotten(transactionId: string, event: RecordedEvent, error: unknown): unknown {
    const rest = this.#pending.get(transactionId)?.filter(one => one !== event) ?? []
    if (rest.length > 0) this.#pending.set(transactionId, rest)
    else this.#pending.delete(transactionId)
    return error
  }

  /**
   * Writes in a transaction of fieldseal's own, whose end takes the event with it.
   * @throws AuditError AUDIT_NOT_RECORDED
   */
  async writeIn(
    transaction: InternalTransaction,
    facts: EventFacts,
    entries: readonly NewEntry[],
    { clients, trail }: Pick<WitnessPlace, 'clients' | 'trail'>,
  ): Promise<RecordedEvent> {
    const event = newEvent(facts, placed(entries), trail.mac)
    await this.#writeNow(transaction, event, clients).catch(error => {
      throw notRecorded(facts.model, facts.operation, error)
    })
    return event
  }

  #writeNow(transaction: InternalTransaction, event: RecordedEvent, clients: Clients): Promise<void> {
    return writeEvents(trailIn(clients, transaction, this.#provider), [event])
  }

  /** The same, in a transaction of the caller's, who might swallow the error and commit the rest. */
  async writeOrAbort(...args: Parameters<Witness['writeIn']>): Promise<void> {
    try {
      await this.writeIn(...args)
    } catch (error) {
      const [transaction, , , { clients }] = args
      await clients.abort(transaction)
      throw error
    }
  }

  /** Runs `use` after whatever is recorded in the transaction at the moment; a conflict in it ends the transaction. */
  inTurn<Result>(
    transaction: InternalTransaction,
    clients: Clients,
    use: () => Promise<Result>,
  ): Promise<Result> {
    return this.#queue.run(transaction.id, () => endingConflicts(() => clients.abort(transaction), use))
  }

  /** Writes again what the end of a transaction took away. */
  async settle(transactionId: string, clients: Clients): Promise<void> {
    const pending = this.#pending.get(transactionId)
    if (!pending) return
    this.#pending.delete(transactionId)
    const kept = await this.#kept(pending, clients)
    const lost = pending.filter(({ event }) => !kept.has(event.id))
    if (lost.length === 0) return
    await clients.alone(own => writeEvents(trailIn(clients, own, this.#provider), lost))
  }

  async #kept(events: readonly RecordedEvent[], clients: Clients): Promise<ReadonlySet<unknown>> {
    const { table } = trailTables.AuditEvent
    const id = quoteName(this.#provider, 'id')
    const marks = placeholders(this.#provider, events.length).join(', ')
    const sql = `SELECT ${id} FROM ${quoteName(this.#provider, table)} WHERE ${id} IN (${marks})`
    const rows = await clients.alone(own =>
      trailIn(clients, own, this.#provider).query(
        sql,
        events.map(({ event }) => event.id),
      ),
    )
    return new Set(rows.map(([found]) => found))
  }
}

/** PostgreSQL's answer to everything after an error in a transaction. */
function isAborted(error: unknown): boolean {
  const { meta } = (error ?? {}) as { meta?: { driverAdapterError?: { cause?: { originalCode?: unknown } } } }
  return meta?.driverAdapterError?.cause?.originalCode === '25P02'
}
