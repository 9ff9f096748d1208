// What recording an operation works with.

import type { TrailProvider } from '../../audit/trail-database.js'
import type { Clients } from '../clients.js'
import type { Epochs } from '../index-epochs.js'
import type { Echoes } from '../protection.js'
import type { AuditSettings } from './audit-options.js'

/** What one run works with. */
export interface RunPort {
  readonly provider: TrailProvider
  readonly settings: AuditSettings
  readonly clients: Clients
  readonly epochs: Epochs
  readonly echoes?: Echoes | undefined
}
