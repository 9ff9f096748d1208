// One operation while it is recorded, in its transaction: what was found before, how it is sent, what it made.

import type { TrailProvider } from '../../audit/trail-database.js'
import type { RecordedPlan } from '../../schema/recorded-plan.js'
import type { Node } from '../arg-values.js'
import type { ModelClient } from '../clients.js'
import { resolveLookups, send } from '../index-epochs.js'
import type { InternalParams, InternalTransaction } from '../internals.js'
import type { Operation } from '../operation.js'
import type { Echoes } from '../protection.js'
import { Aftermath, type MadeRow } from './aftermath.js'
import type { AuditSettings } from './audit-options.js'
import { Foresight } from './foresight.js'
import { Ledger } from './ledger.js'
import { createdOnly } from './lost-race.js'
import { RowFinder } from './row-finder.js'
import { RowReader } from './row-reader.js'
import type { RunPort } from './run-port.js'
import { selectIds, takeIds } from './selected-ids.js'
import { tooManyRecords } from './too-many-records.js'
import { refuseUnbalanced } from './unbalanced.js'

/** One operation in one transaction. */
export class OperationRun {
  readonly plan: RecordedPlan
  readonly call: Operation
  readonly settings: AuditSettings
  readonly provider: TrailProvider
  readonly ledger = new Ledger()
  readonly find: RowFinder
  readonly reader: RowReader
  readonly foresight: Foresight
  readonly made: MadeRow[] = []
  /** Set where entries are left out: how many records the operation touched. */
  summary: number | undefined
  /** True once something was sent that changes something. */
  isSent = false
  readonly #port: RunPort
  readonly #transaction: InternalTransaction
  #client: ModelClient | undefined

  constructor(plan: RecordedPlan, call: Operation, transaction: InternalTransaction, port: RunPort) {
    this.plan = plan
    this.call = call
    this.settings = port.settings
    this.provider = port.provider
    this.reader = new RowReader((sql, values) => this.query(sql, values), port.provider)
    this.find = new RowFinder(() => this.client, this.reader)
    this.foresight = new Foresight(this.ledger, this.find, this.reader)
    this.#port = port
    this.#transaction = transaction
  }

  /** What the operation itself has sealed. */
  get echoes(): Echoes | undefined {
    return this.#port.echoes
  }

  /** The client of the transaction, made when it is needed: that takes longer than many a query. */
  get client(): ModelClient {
    this.#client ??= this.#port.clients.in(this.#transaction)
    return this.#client
  }

  /** Sends SQL in the transaction. */
  execute(sql: string, values: readonly unknown[] = []): Promise<void> {
    return this.#port.clients.execute(this.#transaction, sql, values)
  }

  /** Reads with SQL in the transaction. */
  query(sql: string, values: readonly unknown[] = []): Promise<Record<string, unknown>[]> {
    return this.#port.clients.query(this.#transaction, sql, values)
  }

  /** Has unique filters name the text under which their row stands, so that it is found before the change. */
  async prepare(): Promise<void> {
    const { lookups } = this.#port.epochs
    if (lookups.length > 0) await resolveLookups(lookups, this.client)
  }

  /**
   * Sends the operation in the transaction, with other arguments or parameters where some are given.
   * @throws QueryError QUERY_AUDIT_LIMIT where what was found before is too much
   */
  async send(args: Node = this.call.args, other: Partial<InternalParams> = {}): Promise<unknown> {
    await this.foresight.complete()
    if (this.ledger.size > this.settings.bulkLimit) throw tooManyRecords(this)
    const { __internalParams: params, query } = this.call
    const own = { ...params, ...other, transaction: this.#transaction }
    const sent = (changed: Node, inside: InternalParams = own) =>
      query(changed, { ...inside, transaction: this.#transaction })
    const { epochs, clients } = this.#port
    const foreseen = this.foresight.foreseen.apply(args)
    const call = { ...this.call, args: foreseen, query: sent, __internalParams: own }
    const sending = () => send(call, epochs, clients)
    this.isSent = true
    return foreseen === args ? sending() : createdOnly(sending)
  }

  /** The same for an operation that gives rows, whose ids it tells. A fluent call follows its path afterwards. */
  async sendForIds(
    args: Node = this.call.args,
    action = this.call.operation,
  ): Promise<{ readonly result: unknown; readonly keys: readonly Node[] }> {
    const selected = selectIds(this.plan, args, this.#port.clients.globalOmit)
    const { dataPath = [] } = this.call.__internalParams
    const result = await this.send(selected.args, { dataPath: [], action })
    const rows = Array.isArray(result) ? (result as Node[]) : [result as Node]
    const keys = takeIds(this.plan, rows, selected.added)
    const names = dataPath.filter((_, position) => position % 2 === 1)
    return { result: names.reduce<unknown>((row, name) => (row as Node | null)?.[name], result), keys }
  }

  /**
   * Completes the ledger, once the operation was sent.
   * @throws QueryError QUERY_AUDIT_UNSUPPORTED where a record that it made is not to be found; LostRace where
   * another's may be among them
   */
  async complete(): Promise<void> {
    const { ledger, foresight, find, made } = this
    await new Aftermath(ledger, find, this.reader).complete(foresight.visits, made)
    await refuseUnbalanced({ ledger, find, made, foreseen: foresight.foreseen }, this.call.operation)
  }
}
