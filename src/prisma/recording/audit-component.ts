// What the extended client gets for the audit trail: hooks on raw SQL, `$transaction`, and `db.$audit`.

import type { Masking } from '../../masking/masking.js'
import type { BaseClient } from '../internals.js'
import { Trail } from '../trail/trail.js'
import type { AuditPort } from './audit-port.js'
import { type RawCall, rawMethods, sendRaw } from './raw-sql.js'
import { recordedTransactions } from './recorded-batch.js'

/** The query hooks; none where nothing is audited. */
export function auditQueries({ audit, clients, protections }: AuditPort): Record<string, unknown> {
  if (!audit.isOn) return {}
  const { settings, provider, witness } = audit
  const trail = async () => (await protections.use(ready => ready)).trail
  const port = { settings, provider, witness, clients, trail }
  return Object.fromEntries(
    rawMethods.map(method => [method, (call: RawCall) => sendRaw(method, call, port)]),
  )
}

/** The members of the client; where nothing is audited `$audit` alone, which says so. */
export function auditMethods(port: AuditPort, masking: Masking, base: BaseClient): Record<string, unknown> {
  const { audit, clients } = port
  const $audit = new Trail(port, masking)
  if (!audit.isOn) return { $audit }
  const $transaction = recordedTransactions(base, {
    isRecorded: (model, operation) => audit.isRecorded(model, operation),
    ended: id => audit.witness.settle(id, clients),
  })
  return { $audit, $transaction }
}
