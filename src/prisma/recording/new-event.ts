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
    actor: textOf(viewer?.id),
    roles: viewer?.roles?.length ? JSON.stringify(viewer.roles) : null,
    reason: textOf(facts.reason ?? viewer?.reason),
    purpose: textOf(viewer?.purpose),
    requestId: textOf(viewer?.requestId),
    ip: textOf(facts.ip ?? viewer?.ip),
    details: facts.details ? JSON.stringify(facts.details) : null,
  }
  return { event, entries, mac: mac.compute(event, entries) }
}

/** A lone surrogate, which no database keeps as it is, becomes U+FFFD: else the event would look altered. */
function textOf(text: string | undefined): string | null {
  return text === undefined ? null : text.replace(/\p{Surrogate}/gu, '\ufffd')
}
