// The frozen vectors of docs/format.md: no release makes another MAC, leaf or fingerprint of the same event.

import { describe, expect, test } from 'vitest'
import type { AuditEntry, AuditEvent } from '../../src/audit/event.js'
import { EventMac, eventText, leafText } from '../../src/audit/event-mac.js'
import { leafHash } from '../../src/audit/tree/tree-hash.js'
import { Key } from '../../src/core/key.js'
import { Keyring } from '../../src/core/keyring.js'
import { TrailSeal } from '../../src/prisma/recording/trail-seal.js'
import frozen from '../vectors/sealed-format-1.json' with { type: 'json' }

const keyring = new Keyring([new Key('k1', Buffer.from(frozen.keys.k1, 'hex'))])
const event: AuditEvent = {
  id: '019abcde-f012-7345-8678-9abcdef01234',
  time: '2026-11-22T10:30:00.123Z',
  kind: 'change',
  outcome: 'done',
  operation: 'update',
  model: 'Customer',
  transactionId: null,
  actor: 'carl',
  roles: '["clerk"]',
  reason: 'ticket 4711',
  purpose: null,
  requestId: 'req-1',
  ip: '10.0.0.7',
  details: null,
}
const entry: AuditEntry = {
  position: 0,
  model: 'Customer',
  recordId: '{"id":"c1"}',
  action: 'update',
  fields: '["name"]',
  before: '{"values":{"name":"Ada"}}',
  after: '{"values":{"name":"Eve"}}',
}
const mac = 'k1.0CK0Rn4_7hsQ__P2l7ooB6OR_XCVyGv9eRqxKoXJNZY'

describe('an event', () => {
  const events = new EventMac(keyring, '')

  test('has the frozen MAC', () => {
    expect(events.compute(event, [entry])).toBe(mac)
    expect(events.verify({ event, entries: [entry], mac })).toBe(true)
  })

  test('has the frozen leaf', () => {
    const hash = leafHash(leafText({ event, entries: [entry], mac }))
    expect(Buffer.from(hash).toString('base64')).toBe('VoQGZSVzxBhwS+tIaGsBJ1e1Ha3dPyu8pRIpKpc0/XE=')
  })

  const strange = '\ud800 \u0000 \u2028 "\\" é'
  test.each(Object.keys(event))('has another MAC where its %s is another', name => {
    expect(events.verify({ event: { ...event, [name]: strange }, entries: [entry], mac })).toBe(false)
  })

  test.each(Object.keys(entry))('has another MAC where the %s of an entry is another', name => {
    expect(events.verify({ event, entries: [{ ...entry, [name]: strange } as AuditEntry], mac })).toBe(false)
  })

  test('has another MAC with more entries, or fewer', () => {
    expect(events.verify({ event, entries: [], mac })).toBe(false)
    expect(events.verify({ event, entries: [entry, { ...entry, position: 1 }], mac })).toBe(false)
  })

  test('tells no value from the text "null"', () => {
    expect(eventText({ ...event, model: null }, [])).not.toBe(eventText({ ...event, model: 'null' }, []))
  })
})

test('a value has the frozen fingerprint, and another in another record', () => {
  const seal = new TrailSeal(keyring, '')
  const note = { model: 'Customer', name: 'note' }
  expect(seal.print(note, '{"id":"c1"}', 'met in person')).toBe('k1._dBVQuXDUVaWyY408qTBYg')
  expect(seal.print(note, '{"id":"c2"}', 'met in person')).not.toBe('k1._dBVQuXDUVaWyY408qTBYg')
})
