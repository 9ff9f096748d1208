// Verified passwords in the audit trail, and the replacement of an outdated hash, which is a change of the record.

import { AuditError } from '../../errors.js'
import type { FieldPlan, ModelPlan } from '../../schema/compile.js'
import type { Node } from '../arg-values.js'
import { type InternalTransaction, transactionIdOf } from '../internals.js'
import type { PasswordEvent, PasswordOutcome } from '../password-events.js'
import type { AuditPort } from './audit-port.js'
import type { EventFacts } from './new-event.js'
import { recordId } from './record-id.js'
import type { NewEntry } from './record-images.js'
import { type ReplaceHash, recordUpgrade } from './record-upgrade.js'

/** Hashes anew, which is slow: no transaction waits for it. */
export type Upgrade = () => Promise<ReplaceHash>

/** One verification. */
export interface Login {
  readonly plan: ModelPlan
  readonly field: FieldPlan
  readonly outcome: PasswordOutcome
  readonly account: string
  readonly address: string | undefined
  readonly row?: Node | null | undefined
  readonly upgrade?: Upgrade | undefined
}

/**
 * Replaces the hash where it is outdated, and records that and the login. Tells what became of the hash: the login
 * succeeds where nothing can be written, too, as long as nothing is audited.
 * @throws AuditError AUDIT_NOT_RECORDED
 */
export async function recordLogin(
  port: AuditPort,
  client: unknown,
  login: Login,
): Promise<PasswordEvent['upgrade']> {
  const { audit, clients, protections } = port
  const { plan, upgrade } = login
  if (!audit.isOn) {
    const beside = clients.beside(client).model(plan.name)
    return upgrade ? attempt(async () => (await upgrade())(beside)) : 'none'
  }
  const { trail } = await protections.use(ready => ready)
  const id = transactionIdOf(client)
  const transaction = id === undefined ? undefined : ({ kind: 'itx', id } as const)
  const replaceHash = async (hash: Upgrade) => {
    const replace = await hash()
    const change = (own: InternalTransaction) =>
      recordUpgrade(port, login, replace, { own, transactionId: id })
    if (!transaction) return clients.alone(change)
    return audit.witness.inTurn(transaction, clients, () => change(transaction))
  }
  const upgraded = upgrade ? await attempt(() => replaceHash(upgrade)) : 'none'
  const entries = entriesOf(audit.plans, login)
  await audit.witness.write(factsOf(login, upgraded), entries, { clients, trail, transaction })
  return upgraded
}

function factsOf({ plan, outcome, account, address }: Login, upgrade: PasswordEvent['upgrade']): EventFacts {
  return {
    kind: 'login',
    outcome: outcome === 'verified' ? 'done' : 'failed',
    operation: 'verifyPassword',
    model: plan.name,
    ip: address,
    details: { account, result: outcome, ...(upgrade === 'none' ? {} : { upgrade }) },
  }
}

function entriesOf(plans: AuditPort['audit']['plans'], { plan, field, row }: Login): readonly NewEntry[] {
  const recorded = plans.get(plan.name)
  if (!recorded || !row || recorded.id.some(name => row[name] === undefined)) return []
  const fields = JSON.stringify([field.name])
  const id = recordId(recorded, row)
  return [{ model: plan.name, recordId: id, action: 'login', fields, before: null, after: null }]
}

async function attempt(run: () => Promise<PasswordEvent['upgrade']>): Promise<PasswordEvent['upgrade']> {
  try {
    return await run()
  } catch (error) {
    if (error instanceof AuditError) throw error
    return 'failed'
  }
}
