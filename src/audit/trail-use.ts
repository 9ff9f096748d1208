// The trail records who read it, too: an export or a report on the command line is an event like any other.

import type { AuditEvent, RecordedEvent } from './event.js'
import { newEventId } from './event-id.js'
import type { EventMac } from './event-mac.js'
import type { TrailDatabase } from './trail-database.js'
import { writeEvents } from './write-events.js'

/** Who used the trail for what. */
export interface TrailUse {
  /** Such as `export` or `report`. */
  readonly operation: string
  readonly actor: string
  readonly reason?: string | undefined
  readonly details?: Readonly<Record<string, unknown>> | undefined
}

/** Records a use of the trail, before it happens. Errors are the database's own. */
export async function recordTrailUse(
  db: TrailDatabase,
  mac: EventMac,
  use: TrailUse,
): Promise<RecordedEvent> {
  const nowMs = Date.now()
  const event: AuditEvent = {
    id: newEventId(nowMs),
    time: new Date(nowMs).toISOString(),
    kind: 'trail',
    outcome: 'done',
    operation: use.operation,
    model: null,
    transactionId: null,
    actor: use.actor,
    roles: null,
    reason: use.reason ?? null,
    purpose: null,
    requestId: null,
    ip: null,
    details: use.details ? JSON.stringify(use.details) : null,
  }
  const recorded = { event, entries: [], mac: mac.compute(event, []) }
  await db.transaction(inside => writeEvents(inside, [recorded]))
  return recorded
}
