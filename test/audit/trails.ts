// The trail's tables on each database of the run, without a Prisma client, and events to put there.

import { createHash } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe } from 'vitest'
import type { AuditEntry, AuditEvent, RecordedEvent } from '../../src/audit/event.js'
import { newEventId } from '../../src/audit/event-id.js'
import { EventMac } from '../../src/audit/event-mac.js'
import { unsealedPages } from '../../src/audit/read-unsealed.js'
import { NoteSigner } from '../../src/audit/seal/note-key.js'
import type { StoredRecord } from '../../src/audit/stored-event.js'
import type { TrailDatabase } from '../../src/audit/trail-database.js'
import { quoteName, trailTables } from '../../src/audit/trail-tables.js'
import { AdapterTrail, type DriverAdapter } from '../../src/cli/adapter-trail.js'
import { Key } from '../../src/core/key.js'
import { Keyring } from '../../src/core/keyring.js'
import { type DatabaseName, databases } from '../support/available-databases.js'
import { openStorage } from '../support/open-storage.js'
import vectors from '../vectors/audit-trail.json' with { type: 'json' }

/** The data keys of the events' MACs, as `FIELDSEAL_KEYS` holds them. */
export const dataKey = `k1:${createHash('sha256').update('audit test key').digest('base64')}`
export const keyring = new Keyring([new Key('k1', dataKey.slice('k1:'.length))])
export const eventMac = new EventMac(keyring, '')
/** As `FIELDSEAL_AUDIT_KEY` holds it. */
export const { signerKey } = vectors
export const signer = new NoteSigner(signerKey)

/** A database with empty tables of the trail. */
export interface OpenTrail {
  readonly name: DatabaseName
  readonly db: TrailDatabase
  /** One more connection; the same one on PGlite, which has no other. */
  connect(): Promise<TrailDatabase>
  clear(): Promise<void>
  close(): Promise<void>
}

/** Opens a database of its own for one test file. */
export async function openTrail(name: DatabaseName): Promise<OpenTrail> {
  const storage = await openStorage(name)
  const adapters: DriverAdapter[] = []
  const connect = async () => {
    if (name === 'pglite' && adapters[0]) return new AdapterTrail(adapters[0])
    const adapter = (await storage.createAdapter().connect()) as unknown as DriverAdapter
    adapters.push(adapter)
    return new AdapterTrail(adapter)
  }
  const db = await connect()
  return {
    name,
    db,
    connect,
    clear: () => clearTrail(db),
    close: async () => {
      await Promise.all(adapters.map(adapter => adapter.dispose()))
      await storage.drop()
    },
  }
}

/** Runs a suite on each database of this run; its tables are emptied before each test. */
export function onEachTrail(title: string, suite: (trail: () => OpenTrail) => void): void {
  describe.each(databases)(`${title} (%s)`, name => {
    let open: OpenTrail | undefined
    beforeAll(async () => {
      open = await openTrail(name)
    })
    beforeEach(() => open?.clear())
    afterAll(() => open?.close())
    suite(() => open as OpenTrail)
  })
}

/** Empties the four tables. */
export async function clearTrail(db: TrailDatabase): Promise<void> {
  for (const { table } of Object.values(trailTables)) {
    await db.execute(`DELETE FROM ${quoteName(db.provider, table)}`)
  }
}

/** An event as the recorder makes it, with its MAC; `change` and `entries` replace what it says. */
export function recorded(
  change: Partial<AuditEvent> = {},
  entries: readonly Partial<AuditEntry>[] = [{}],
): RecordedEvent {
  const event: AuditEvent = {
    id: newEventId(),
    time: new Date().toISOString(),
    kind: 'change',
    outcome: 'done',
    operation: 'update',
    model: 'Patient',
    transactionId: null,
    actor: 'u17',
    roles: '["doctor"]',
    reason: null,
    purpose: 'treatment',
    requestId: 'req-1',
    ip: '10.0.0.1',
    details: null,
    ...change,
  }
  const whole = entries.map((entry, position): AuditEntry => ({ ...plainEntry, position, ...entry }))
  return { event, entries: whole, mac: eventMac.compute(event, whole) }
}

const plainEntry: AuditEntry = {
  position: 0,
  model: 'Patient',
  recordId: '{"id":"p1"}',
  action: 'update',
  fields: '["phone"]',
  before: '{"values":{"phone":"1"}}',
  after: '{"values":{"phone":"2"}}',
}

/** Events by the number, each with as many entries as its number modulo 4. */
export function recordedMany(count: number): readonly RecordedEvent[] {
  return Array.from({ length: count }, (_, i) => {
    return recorded(
      { actor: `u${i}` },
      Array.from({ length: i % 4 }, () => ({ recordId: `{"id":"p${i}"}` })),
    )
  })
}

/** Every event without a leaf; those with greater ids than `after`, where that is given. */
export async function unsealedOf(db: TrailDatabase, after?: string): Promise<readonly StoredRecord[]> {
  const records: StoredRecord[] = []
  for await (const page of unsealedPages(db, after, 1000)) records.push(...page)
  return records
}

/** All rows of a table, as texts, by its first column. */
export async function rowsOf(db: TrailDatabase, model: keyof typeof trailTables): Promise<unknown[][]> {
  const { table, columns } = trailTables[model]
  const names = columns.map(column => quoteName(db.provider, column))
  const order = columns.slice(0, 2).map(column => quoteName(db.provider, column))
  const sql = `SELECT ${names.join(', ')} FROM ${quoteName(db.provider, table)} ORDER BY ${order.join(', ')}`
  return (await db.query(sql)).map(row => row.map(value => (value === null ? null : String(value))))
}
