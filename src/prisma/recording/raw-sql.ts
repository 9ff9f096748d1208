// `$queryRaw`, `$executeRaw` and their kin, which pass by everything else: denied, recorded in their own transaction, or
// let through, as the option `audit.raw` says.

import { QueryError } from '../../errors.js'
import type { Clients } from '../clients.js'
import type { InternalParams } from '../internals.js'
import type { AuditSettings } from './audit-options.js'
import { sqlOf } from './raw-text.js'
import type { TrailSeal } from './trail-seal.js'
import type { Witness } from './witness.js'

/** One call of a raw method, as Prisma hands it to a query hook. */
export interface RawCall {
  readonly args: unknown
  readonly query: (args: unknown, params?: InternalParams) => Promise<unknown>
  readonly __internalParams: InternalParams
}

/** The methods that send SQL. */
export const rawMethods = [
  '$queryRaw',
  '$queryRawUnsafe',
  '$queryRawTyped',
  '$executeRaw',
  '$executeRawUnsafe',
] as const

/** What sending raw SQL takes. */
export interface RawPort {
  readonly settings: AuditSettings
  readonly provider: string
  readonly witness: Witness
  readonly clients: Clients
  readonly trail: () => Promise<TrailSeal>
}

/**
 * Sends a raw query as the policy says.
 * @throws QueryError QUERY_RAW_DENIED; AuditError AUDIT_NOT_RECORDED
 */
export async function sendRaw(method: string, call: RawCall, port: RawPort): Promise<unknown> {
  const { settings, witness, clients, provider } = port
  const params = call.__internalParams
  const { transaction } = params
  const query = () => call.query(call.args)
  const sendInTurn = () =>
    transaction?.kind === 'itx' ? witness.inTurn(transaction, clients, query) : query()
  if (settings.raw === 'allow') return sendInTurn()
  const trail = await port.trail()
  const facts = { kind: 'raw', operation: method, details: { sql: sqlOf(call.args, provider) } } as const
  if (settings.raw === 'deny') {
    await witness.write({ ...facts, outcome: 'denied' }, [], { clients, trail, transaction })
    throw denied(method)
  }
  if (transaction) {
    const result = await sendInTurn()
    const inside = { ...facts, transactionId: transaction.id }
    await witness.inTurn(transaction, clients, () =>
      witness.writeOrAbort(transaction, inside, [], { clients, trail }),
    )
    return result
  }
  return clients.alone(async own => {
    const result = await call.query(call.args, { ...params, transaction: own })
    await witness.writeIn(own, facts, [], { clients, trail })
    return result
  })
}

function denied(method: string): QueryError {
  return new QueryError({
    code: 'QUERY_RAW_DENIED',
    operator: method,
    message: 'Raw SQL is denied: the audit trail could not tell what it touches.',
    fix: 'Use the model operations, or set `audit.raw` to `record` or `allow`.',
  })
}
