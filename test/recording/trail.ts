// Reads the trail as it stands in its tables, with SQL of its own.

import type { AuditEntry, AuditEvent, RecordedEvent } from '../../src/audit/event.js'
import { EventMac } from '../../src/audit/event-mac.js'
import type { Database } from '../support/databases.js'
import { testKeySet } from '../support/keys.js'

const mac = new EventMac(testKeySet().data, '')

/** Every event with its entries, in the order of their ids. */
export async function readTrail(db: Database): Promise<readonly RecordedEvent[]> {
  const events = await db.raw(`SELECT * FROM ${db.quote('audit_event')} ORDER BY ${db.quote('id')}`)
  const entries = await db.raw(
    `SELECT * FROM ${db.quote('audit_entry')} ORDER BY ${db.quote('eventId')}, ${db.quote('position')}`,
  )
  const byEvent = new Map<unknown, Record<string, unknown>[]>()
  for (const entry of entries) byEvent.set(entry.eventId, [...(byEvent.get(entry.eventId) ?? []), entry])
  return events.map(({ entryCount: _, mac: eventMac, ...event }) => ({
    event: event as unknown as AuditEvent,
    entries: (byEvent.get(event.id) ?? []).map(({ eventId: __, position, ...entry }) => ({
      position: Number(position),
      ...(entry as unknown as Omit<AuditEntry, 'position'>),
    })),
    mac: String(eventMac),
  }))
}

/** What is wrong with the trail itself: MACs that do not fit, counts that differ, entries without an event. */
export async function trailFaults(db: Database, trail: readonly RecordedEvent[]): Promise<readonly string[]> {
  const forged = trail.filter(one => !mac.verify(one)).map(({ event }) => `MAC of ${event.id}`)
  const [event, entry, id] = ['audit_event', 'audit_entry', 'eventId'].map(name => db.quote(name))
  const miscounted = await db.raw(
    `SELECT v.id FROM ${event} v WHERE v.${db.quote('entryCount')} <> (SELECT count(*) FROM ${entry} e WHERE e.${id} = v.id)`,
  )
  const stray = await db.raw(
    `SELECT e.${id} AS id FROM ${entry} e WHERE e.${id} NOT IN (SELECT v.id FROM ${event} v)`,
  )
  const empty = trail.filter(({ entries, event: { details } }) => entries.length === 0 && !details)
  return [
    ...forged,
    ...miscounted.map(({ id: of }) => `entryCount of ${of}`),
    ...stray.map(({ id: of }) => `entries without their event ${of}`),
    ...empty.map(({ event: { id: of } }) => `event without entries ${of}`),
  ]
}
