// What everything that tells the audit trail something works with.

import type { Clients } from '../clients.js'
import type { Protections } from '../protections.js'
import type { Ready } from '../ready.js'
import type { Audit } from './audit.js'

/** What the audit trail of one client works with. */
export interface AuditPort {
  readonly audit: Audit
  readonly clients: Clients
  readonly protections: Ready<Protections>
}
