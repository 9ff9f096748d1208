// `db.$audit`: the trail of a client, for those who may read it. Whoever does is recorded in it.

import { buildReport } from '../../audit/report/build-report.js'
import { readEvents } from '../../audit/report/read-events.js'
import { readHistory } from '../../audit/report/read-history.js'
import { readTreeState } from '../../audit/report/read-tree-state.js'
import type { Report } from '../../audit/report/report.js'
import type { TrailFilter } from '../../audit/report/trail-filter.js'
import type { TrailDatabase } from '../../audit/trail-database.js'
import { currentViewer } from '../../context.js'
import { AccessError, ConfigError } from '../../errors.js'
import { hasAny } from '../../masking/clearance.js'
import type { Masking } from '../../masking/masking.js'
import type { FieldMap } from '../../schema/field-map.js'
import type { InternalTransaction } from '../internals.js'
import type { AuditPort } from '../recording/audit-port.js'
import { trailIn, trailOf } from '../recording/transaction-trail.js'
import { askedRecord } from './asked-record.js'
import type { HistoryQuery, RecordedModelName, RecordHistory } from './history-types.js'
import { openedEntry } from './opened-entry.js'
import { ImageOpener } from './opened-image.js'
import { readWholeHistory } from './read-whole-history.js'

/** The most entries of a history, where nothing is said. */
const mostEntries = 1000

/** The audit trail of a client, or of one inside a transaction: then it is read, and the reading recorded, in there. */
export class Trail<Fields extends FieldMap = FieldMap> {
  readonly #port: AuditPort
  readonly #masking: Masking
  readonly #transaction: InternalTransaction | undefined

  constructor(port: AuditPort, masking: Masking, transaction?: InternalTransaction) {
    this.#port = port
    this.#masking = masking
    this.#transaction = transaction
  }

  /**
   * The tables of the trail, for a `Sealer`, `verifyTrail` and the like of `fieldseal/audit` inside the application. Not
   * for viewers: nobody is asked for a role here, and nothing is recorded.
   */
  get database(): TrailDatabase {
    const { clients, audit } = this.#port
    const transaction = this.#transaction
    return transaction ? trailIn(clients, transaction, audit.provider) : trailOf(clients, audit.provider)
  }

  /**
   * What happened to one record, with the plain values for viewers who may see them; masked ones are bullets for
   * others. The viewer needs a role of `audit.readers`.
   * @throws AccessError ACCESS_TRAIL_DENIED; QueryError QUERY_UNKNOWN_ARGUMENT; ConfigError CONFIG_AUDIT_MISSING
   */
  async history<const Model extends RecordedModelName<Fields>>(
    query: HistoryQuery<Model>,
  ): Promise<RecordHistory<Fields, Model>[]> {
    const { model, id, order, limit = mostEntries } = query
    const { plans } = this.#port.audit
    this.#checkIsOn()
    const about = { model, recordId: askedRecord(plans, model, id) }
    await this.#enter('history', about)
    const plan = plans.get(model)
    const protections = await this.#port.protections.use(ready => ready)
    const opener = plan && new ImageOpener(plan, protections, this.#masking.clearance())
    const entries = plan
      ? await readWholeHistory(this.database, plan, about.recordId)
      : await allOf(readHistory(this.database, about))
    const ordered = order === 'newest' ? [...entries].reverse() : entries
    return ordered
      .slice(0, limit)
      .map(({ event, entry }) => openedEntry(event, entry, opener) as RecordHistory<Fields, Model>)
  }

  /**
   * Who did what to whose data, when and why: totals, a timeline, rankings and lists, without any value. The viewer
   * needs a role of `audit.readers`. `fieldseal/audit` has what turns it into text or a page.
   * @throws AccessError ACCESS_TRAIL_DENIED; ConfigError CONFIG_AUDIT_MISSING, CONFIG_OPTION_INVALID
   */
  async report(filter: TrailFilter = {}): Promise<Report> {
    this.#checkIsOn()
    checkFilter(filter)
    await this.#enter('report', { ...filter })
    const { database } = this
    const tree = await readTreeState(database)
    const madeBy = currentViewer()?.id ?? ''
    const about = { filter, database: database.provider, madeBy, madeAt: new Date(), tree }
    return buildReport(readEvents(database, filter), about)
  }

  #checkIsOn(): void {
    if (!this.#port.audit.isOn) throw missing()
  }

  /** Lets a reader in, and records it; others are refused, and that is recorded, too. */
  async #enter(operation: string, details: Record<string, unknown>): Promise<void> {
    const { audit, clients, protections } = this.#port
    const { trail } = await protections.use(ready => ready)
    const viewer = currentViewer()
    const mayRead = viewer !== undefined && hasAny(viewer, audit.settings.readers)
    const outcome = mayRead ? 'done' : 'denied'
    const place = { clients, trail, transaction: this.#transaction }
    await audit.witness.write({ kind: 'trail', outcome, operation, details }, [], place)
    if (!mayRead) throw denied(operation)
  }
}

async function allOf<One>(many: AsyncIterable<One>): Promise<readonly One[]> {
  const all: One[] = []
  for await (const one of many) all.push(one)
  return all
}

function checkFilter({ from, to }: TrailFilter): void {
  const isDate = (one: unknown) => one === undefined || (one instanceof Date && !Number.isNaN(one.getTime()))
  if (isDate(from) && isDate(to)) return
  throw new ConfigError({
    code: 'CONFIG_OPTION_INVALID',
    message: 'The period of a report is not given as dates.',
    fix: 'Pass `from` and `to` as Date objects, or leave them out.',
  })
}

function missing(): ConfigError {
  return new ConfigError({
    code: 'CONFIG_AUDIT_MISSING',
    message: 'No model of the schema is audited, so there is no audit trail.',
    fix: 'Annotate models with `@@audit`, and run `npx fieldseal init` and `npx prisma generate`.',
  })
}

function denied(operation: string): AccessError {
  return new AccessError({
    code: 'ACCESS_TRAIL_DENIED',
    operator: operation,
    message: 'This viewer may not read the audit trail.',
    fix: 'Run it inside `db.$as` for a viewer with a role of the option `audit.readers`.',
  })
}
