// What a MAC and a leaf of the tree are made over. The bytes are part of the stored format: changing them makes every
// recorded event look altered.

import { ColumnMac } from '../core/column-mac.js'
import type { Keyring } from '../core/keyring.js'
import type { AuditEntry, AuditEvent, RecordedEvent } from './event.js'

/** Stands first in the bytes of each event. */
export const eventFormat = 'fieldseal-audit/1'

/**
 * The canonical text of an event: the JSON list of the format, the event's columns and a list of its entries' columns,
 * without white space and with texts escaped as ECMAScript's JSON.stringify does (RFC 8785 §3.2.2.2).
 */
export function eventText(event: AuditEvent, entries: readonly AuditEntry[]): string {
  const { id, time, kind, outcome, operation, model, transactionId } = event
  const { actor, roles, reason, purpose, requestId, ip, details } = event
  // One list, not put together of several: a million events are verified in a row.
  return JSON.stringify([
    eventFormat,
    id,
    time,
    kind,
    outcome,
    operation,
    model,
    transactionId,
    actor,
    roles,
    reason,
    purpose,
    requestId,
    ip,
    details,
    entries.map(one => [
      one.position,
      one.model,
      one.recordId,
      one.action,
      one.fields,
      one.before,
      one.after,
    ]),
  ])
}

/** The text that a leaf of the tree holds: the event's canonical text, a line break, its MAC. */
export function leafText({ event, entries, mac }: RecordedEvent): string {
  return leafTextOf(eventText(event, entries), mac)
}

/** The same, of the canonical text of an event. */
export function leafTextOf(text: string, mac: string): string {
  return `${text}\n${mac}`
}

/** Makes and checks the MACs of events: HMAC-SHA-256 under a key derived for the purpose `audit`. */
export class EventMac {
  readonly #mac: ColumnMac

  /** @param keyring the data keys; @param application as given to fieldseal(), usually empty */
  constructor(keyring: Keyring, application: string) {
    this.#mac = new ColumnMac(keyring, { purpose: 'audit', application, columns: [] })
  }

  /** `keyId.base64url(HMAC)` under the active key. */
  compute(event: AuditEvent, entries: readonly AuditEntry[]): string {
    return this.#ofText(this.#mac.activeId, eventText(event, entries))
  }

  /** True for the MAC that `compute` made. Throws KeyError KEY_UNKNOWN where the keyring lacks its key. */
  verify({ event, entries, mac }: RecordedEvent): boolean {
    return this.verifyText(eventText(event, entries), mac)
  }

  /** The same, of the canonical text of an event. */
  verifyText(text: string, mac: string): boolean {
    return mac === this.#ofText(mac.slice(0, Math.max(0, mac.indexOf('.'))), text)
  }

  #ofText(keyId: string, text: string): string {
    return `${keyId}.${this.#mac.computeText(keyId, text)}`
  }
}
