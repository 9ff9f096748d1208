// What reports and watchers see of an event: everything but the images before and after, and the MAC.

import type { AuditEntry, AuditEvent } from '../event.js'

/** One record that an event touched. */
export type ReportedEntry = Omit<AuditEntry, 'before' | 'after'>

/** An event with its entries, in the order of their positions. */
export interface ReportedEvent {
  readonly event: AuditEvent
  readonly entries: readonly ReportedEntry[]
}
