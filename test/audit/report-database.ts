// A trail to read in tests: the tables of each database over a driver adapter, and events made from what a test cares
// about.

import { afterAll, beforeAll, describe } from 'vitest'
import type { AuditEntry, AuditEvent, RecordedEvent } from '../../src/audit/event.js'
import type { TrailDatabase } from '../../src/audit/trail-database.js'
import { insertRows, writeEvents } from '../../src/audit/write-events.js'
import { type DatabaseName, databases } from '../support/available-databases.js'
import { openTrail } from './trails.js'

/** An open trail for one test file. */
export interface TestTrail extends TrailDatabase {
  /** Every statement that was sent with `query`, for those that ask how. */
  readonly sent: string[]
  /** Writes events, with leaves for those that are `sealed`. */
  write(...events: readonly RecordedEvent[]): Promise<void>
  /** Gives events the leaves of the tree from `first` on. */
  seal(first: number, ...events: readonly RecordedEvent[]): Promise<void>
  /** Deletes every row. */
  clear(): Promise<void>
  close(): Promise<void>
}

/** Opens the trail of a new database. */
export async function openTestTrail(name: DatabaseName): Promise<TestTrail> {
  const { db, clear, close } = await openTrail(name)
  const sent: string[] = []
  return {
    provider: db.provider,
    sent,
    query: (sql, values) => {
      sent.push(sql)
      return db.query(sql, values)
    },
    execute: (sql, values) => db.execute(sql, values),
    transaction: use => db.transaction(use),
    write: (...events) => writeEvents(db, events),
    seal: async (first, ...events) => {
      const rows = events.map(({ event }, i) => [first + i, event.id, 'hash'])
      for (const { sql, values } of insertRows(db.provider, 'AuditLeaf', rows)) await db.execute(sql, values)
    },
    clear,
    close,
  }
}

/** Runs a suite on the trail of each database of this run. */
export function onEachTrail(title: string, suite: (trail: () => TestTrail) => void): void {
  describe.each(databases)(`${title} (%s)`, name => {
    let trail: TestTrail | undefined
    beforeAll(async () => {
      trail = await openTestTrail(name)
    })
    afterAll(() => trail?.close())
    suite(() => trail as TestTrail)
  })
}

/** What a test says of an event; `entries` are what it says of them. */
export type EventParts = Partial<AuditEvent> & { readonly entries?: readonly Partial<AuditEntry>[] }

let made = 0

/** An event of 2026-03-02 (a Monday) at noon, unless told; its id follows from its time. */
export function recorded({ entries = [], ...parts }: EventParts = {}): RecordedEvent {
  const time = parts.time ?? '2026-03-02T12:00:00.000Z'
  const event: AuditEvent = {
    id: testEventId(time, ++made),
    time,
    kind: 'change',
    outcome: 'done',
    operation: 'update',
    model: 'Patient',
    transactionId: null,
    actor: 'u1',
    roles: null,
    reason: null,
    purpose: null,
    requestId: null,
    ip: null,
    details: null,
    ...parts,
  }
  return { event, entries: entries.map(entryFor), mac: 'k1.none' }
}

/** An id as the recorder makes them, with a number in place of chance. */
export function testEventId(time: string, number: number): string {
  const ms = Date.parse(time).toString(16).padStart(12, '0')
  return `${ms.slice(0, 8)}-${ms.slice(8)}-7000-8000-${number.toString(16).padStart(12, '0')}`
}

function entryFor(parts: Partial<AuditEntry>, position: number): AuditEntry {
  const whole = { model: 'Patient', recordId: '{"id":"p1"}', action: 'update', fields: '["name"]' } as const
  return { position, before: null, after: null, ...whole, ...parts }
}

/** Everything that an asynchronous generator gives. */
export async function all<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const list: Item[] = []
  for await (const item of items) list.push(item)
  return list
}
