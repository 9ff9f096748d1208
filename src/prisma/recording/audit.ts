// START HERE for the audit trail of a client: what each part of the extension tells it. Does nothing where no model is
// audited.

import type { TrailProvider } from '../../audit/trail-database.js'
import { isTrailModel } from '../../audit/trail-tables.js'
import { OpenError, QueryError } from '../../errors.js'
import type { ModelPlan } from '../../schema/compile.js'
import type { FieldMap } from '../../schema/field-map.js'
import type { RecordedPlan } from '../../schema/recorded-plan.js'
import type { Node } from '../arg-values.js'
import type { Operation } from '../operation.js'
import type { Settings } from '../options.js'
import type { AuditSettings } from './audit-options.js'
import { openFailureEntries } from './open-failure.js'
import { collectReads, type ReadRecords } from './read-records.js'
import { Recorder, type Sending } from './recorder.js'
import { TransactionQueue } from './transaction-queue.js'
import { Witness } from './witness.js'

/** The audit trail of one client. */
export class Audit {
  readonly plans: ReadonlyMap<string, RecordedPlan>
  readonly settings: AuditSettings
  readonly provider: TrailProvider
  readonly witness: Witness
  readonly #recorder: Recorder

  constructor(plans: ReadonlyMap<string, RecordedPlan>, settings: Settings<FieldMap>) {
    const queue = new TransactionQueue()
    this.plans = plans
    this.settings = settings.audit
    this.provider = settings.fields.provider as TrailProvider
    this.witness = new Witness(this.provider, queue)
    this.#recorder = new Recorder(plans, settings, queue)
  }

  /** True where any model is audited. */
  get isOn(): boolean {
    return this.plans.size > 0
  }

  /** True for an operation that changes, or may change, records of an audited model. */
  records({ model, operation }: Operation): boolean {
    return this.#recorder.concerns(model, operation)
  }

  /** True where the event of a change says what it handed back, or where it handed back what it was given. */
  #tellsItself(call: Operation): boolean {
    const isOwn = call.operation.startsWith('create')
    return this.records(call) && (isOwn || call.__internalParams.transaction === undefined)
  }

  /** True for an operation that leaves an event, and for one that nobody can tell, such as raw SQL. */
  isRecorded(model: string | undefined, operation: string | undefined): boolean {
    if (!this.isOn || model === undefined || operation === undefined) return this.isOn
    return this.#recorder.concerns(model, operation) || (this.plans.get(model)?.reachesReads ?? false)
  }

  /**
   * Refuses operations on the trail's own models.
   * @throws QueryError QUERY_TRAIL_PROTECTED
   */
  refuseTrail({ model, operation }: Operation): void {
    if (!this.isOn || !isTrailModel(model)) return
    throw new QueryError({
      code: 'QUERY_TRAIL_PROTECTED',
      model,
      operator: operation,
      message: 'The audit trail is written by fieldseal alone, and read through `db.$audit`.',
      fix: 'Use `db.$audit.history()`, or the command `npx fieldseal audit`.',
    })
  }

  /**
   * Sends an operation; a change is recorded in its own transaction.
   * @throws AuditError AUDIT_NOT_RECORDED, with the change undone
   */
  send(call: Operation, sending: Sending): Promise<unknown> {
    return this.#recorder.send(call, sending)
  }

  /**
   * Opens a result, and records which protected values it shows, or that one does not open, before it is handed out.
   * @param open opens; it tells the opened rows
   * @throws AuditError AUDIT_NOT_RECORDED
   */
  open(call: Operation, { clients, protections }: Sending, open: (tell?: TellRows) => unknown): unknown {
    if (!this.isOn) return open()
    const { trail } = protections
    const place = { clients, trail, transaction: call.__internalParams.transaction }
    const facts = { model: call.model, operation: call.operation }
    const reads: ReadRecords = { count: 0, entries: [] }
    const tell: TellRows = (plan, rows) => {
      const { readIds: mostIds } = this.settings
      const found = collectReads(plan, rows, { plans: this.plans, mostIds, isBelow: this.#tellsItself(call) })
      reads.count += found.count
      reads.entries.push(...found.entries)
    }
    let result: unknown
    try {
      result = open(tell)
    } catch (error) {
      if (!(error instanceof OpenError)) throw error
      const entries = openFailureEntries(error, this.plans)
      const failed = { ...facts, kind: 'open', outcome: 'failed', details: { code: error.code } } as const
      return this.witness.write(failed, entries, place).then(() => {
        throw error
      })
    }
    if (reads.count === 0) return result
    const read = { ...facts, kind: 'read', details: { count: reads.count } } as const
    return this.witness.write(read, reads.entries, place).then(() => result)
  }
}

/** Takes the opened rows of a result, before they are masked. */
export type TellRows = (plan: ModelPlan, rows: readonly Node[]) => void
