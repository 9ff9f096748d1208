// Replaces an outdated hash at a login, which is a change of its record: with all that it changes in one event.

import { AuditError } from '../../errors.js'
import type { ModelPlan } from '../../schema/compile.js'
import type { RecordedPlan } from '../../schema/recorded-plan.js'
import type { Node } from '../arg-values.js'
import type { ModelDelegate } from '../clients.js'
import type { InternalTransaction } from '../internals.js'
import type { PasswordEvent } from '../password-events.js'
import type { AuditPort } from './audit-port.js'
import { notRecorded } from './not-recorded.js'
import { recordId } from './record-id.js'
import { RecordImages } from './record-images.js'
import type { RowLock } from './row-lock.js'
import { RowReader, type StoredRow } from './row-reader.js'

/** Replaces an outdated hash, on the delegate that is given. */
export type ReplaceHash = (inside: ModelDelegate) => Promise<PasswordEvent['upgrade']>

/** Where the hash is replaced. */
export interface UpgradePlace {
  readonly own: InternalTransaction
  /** Of the caller's transaction; undefined where `own` is one of fieldseal's. */
  readonly transactionId: string | undefined
}

/**
 * Replaces the hash of a row, and writes the event of that where the model is audited: both or neither.
 * @throws AuditError AUDIT_NOT_RECORDED, with the transaction rolled back; whatever the replacement throws
 */
export async function recordUpgrade(
  port: AuditPort,
  { plan, row }: { readonly plan: ModelPlan; readonly row?: Node | null | undefined },
  replace: ReplaceHash,
  place: UpgradePlace,
): Promise<PasswordEvent['upgrade']> {
  const { audit, clients } = port
  const { own } = place
  const model = audit.plans.get(plan.name)
  const delegate = clients.in(own).model(plan.name)
  if (!model?.isAudited || !row) return replace(delegate)
  const reader = new RowReader((sql, values) => clients.query(own, sql, values), audit.provider)
  const read = async (lock: RowLock) =>
    (await reader.rows(model, model.id, [model.id.map(name => row[name])], lock))[0]
  const before = await read('change')
  const upgraded = await replace(delegate)
  if (upgraded !== 'done') return upgraded
  try {
    await writeUpgrade(port, model, { before, after: await read('seen') }, place)
  } catch (error) {
    await clients.abort(own)
    throw error instanceof AuditError ? error : notRecorded(plan.name, 'verifyPassword', error)
  }
  return upgraded
}

/** The row from before and after the replacement. */
interface Replaced {
  readonly before: StoredRow | undefined
  readonly after: StoredRow | undefined
}

async function writeUpgrade(
  { audit, clients, protections }: AuditPort,
  model: RecordedPlan,
  { before, after }: Replaced,
  { own, transactionId }: UpgradePlace,
): Promise<void> {
  const ready = await protections.use(all => all)
  const record = { model, id: recordId(model, before ?? {}), before, after }
  const entry = new RecordImages(ready, undefined).entry(record)
  const facts = { kind: 'change', operation: 'verifyPassword', model: model.name, transactionId } as const
  await audit.witness.writeIn(own, facts, entry ? [entry] : [], { clients, trail: ready.trail })
}
