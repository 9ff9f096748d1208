// An event of the viewer of the code at hand, now.

import type { AuditEntry, AuditEvent, EventKind, EventOutcome, RecordedEvent } from '../../audit/event.js'
import { newEventId } from '../../audit/event-id.js'
import type { EventMac } from '../../audit/event-mac.js'
import { currentViewer } from '../../context.js'

/** What is to be said of an event beside who and when. */
export interface EventFacts {
  readonly kind: EventKind
  readonly outcome?: EventOutcome
  readonly operation: string
  readonly model?: string | undefined
  /** The interactive or batch transaction that it is part of. */
  readonly transactionId?: string | undefined
  /** In place of the viewer's own. */
  readonly reason?: string | undefined
  readonly ip?: string | undefined
  readonly details?: Readonly<Record<string, unknown>> | undefined
}

/** The event, with its MAC. Absent and empty texts are null. */
export function newEvent(facts: EventFacts, entries: readonly AuditEntry[], mac: EventMac): RecordedEvent {
  const viewer = currentViewer()
  const nowMs = Date.now()
  const event: AuditEvent = {
    id: newEventId(nowMs),
    time: new Date(nowMs).toISOString(),
    kind: facts.kind,
    outcome: facts.outcome ?? 'done',
    operation: facts.operation,
    model: facts.model ?? null,
    transactionId: facts.transactionId ?? null,
    actor: viewer?.id ?? null,
    roles: viewer?.roles?.length ? JSON.stringify(viewer.roles) : null,
    reason: facts.reason ?? viewer?.reason ?? null,
    purpose: viewer?.purpose ?? null,
    requestId: viewer?.requestId ?? null,
    ip: facts.ip ?? viewer?.ip ?? null,
    details: facts.details ? JSON.stringify(facts.details) : null,
  }
  return { event, entries, mac: mac.compute(event, entries) }
}
