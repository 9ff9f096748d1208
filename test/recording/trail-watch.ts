// Watches a database while steps are taken, and after each tells what its trail lacks, invents or gets wrong: by the log of
// the triggers event by event, and by playing the events on the tables.

import type { AuditEntry, RecordedEvent } from '../../src/audit/event.js'
import type { Database } from '../support/databases.js'
import type { SealedClient } from '../support/keys.js'
import { type Logged, readChanges } from './change-log.js'
import { fieldFaults } from './field-faults.js'
import { type Net, netChanges } from './net-changes.js'
import { replayFaults } from './replay.js'
import { recordKey, type Snapshot, takeSnapshot } from './snapshot.js'
import { readTrail, trailFaults } from './trail.js'

/** Watches one database. */
export class TrailWatch {
  readonly #db: Database
  readonly #client: SealedClient
  readonly #known = new Set<string>()
  #snapshot: Snapshot = new Map()
  #seq = 0

  readonly #hasLog: boolean

  /** @param hasLog whether the database has the triggers of `watchChanges` */
  constructor(db: Database, client: SealedClient, hasLog: boolean) {
    this.#db = db
    this.#client = client
    this.#hasLog = hasLog
  }

  /** The tables as they stood after the last step. */
  get snapshot(): Snapshot {
    return this.#snapshot
  }

  /** Begins with what stands in the tables now. */
  async begin(): Promise<void> {
    this.#snapshot = await takeSnapshot(this.#db)
    for (const { event } of await readTrail(this.#db)) this.#known.add(event.id)
    if (this.#hasLog) await this.#newChanges()
  }

  /** What is wrong with the trail of what was done since. */
  async faults(): Promise<readonly string[]> {
    const events = (await readTrail(this.#db)).filter(({ event }) => !this.#known.has(event.id))
    const changes = events.filter(({ event }) => event.kind === 'change')
    for (const { event } of events) this.#known.add(event.id)
    const before = this.#snapshot
    this.#snapshot = await takeSnapshot(this.#db)
    const logged = this.#hasLog ? await this.#newChanges() : undefined
    return [
      ...(await trailFaults(this.#db, events)),
      ...(logged ? logFaults(logged, changes) : []),
      ...replayFaults(before, logged ? inOrder(logged, changes) : changes, this.#snapshot),
      ...(await fieldFaults(this.#client, changes)),
    ]
  }

  async #newChanges(): Promise<readonly Logged[]> {
    const logged = await readChanges(this.#db, this.#seq)
    this.#seq = logged.at(-1)?.seq ?? this.#seq
    return logged
  }
}

function eventIdOf({ name, keyAfter }: Logged): string | undefined {
  return name === 'audit_event' && keyAfter !== undefined ? JSON.parse(keyAfter).id : undefined
}

/** The events in the order in which they were written. */
function inOrder(logged: readonly Logged[], events: readonly RecordedEvent[]): readonly RecordedEvent[] {
  const ids = logged.map(eventIdOf)
  return events.toSorted((one, other) => ids.indexOf(one.event.id) - ids.indexOf(other.event.id))
}

function logFaults(logged: readonly Logged[], events: readonly RecordedEvent[]): readonly string[] {
  const byId = new Map(events.map(one => [one.event.id, one]))
  const faults: string[] = []
  let changes: Logged[] = []
  for (const one of logged) {
    if (one.name !== 'audit_event') changes.push(one)
    const event = byId.get(eventIdOf(one) ?? '')
    if (!event) continue
    faults.push(...compared(netChanges(changes), entriesNet(event.entries), event.event.operation))
    changes = []
  }
  return [...faults, ...compared(netChanges(changes), new Map(), 'after the last event')]
}

function entriesNet(entries: readonly AuditEntry[]): Net {
  return new Map(
    entries.map(({ model, recordId, action, before }) => {
      const { values = {}, sealed = {}, present = {} } = JSON.parse(before ?? '{}')
      const names = Object.keys({ ...values, ...sealed, ...present }).sort()
      return [recordKey(model, recordId), action === 'update' ? `update ${names.join(' ')}` : action]
    }),
  )
}

function compared(net: Net, entries: Net, operation: string): readonly string[] {
  return [...new Set([...net.keys(), ...entries.keys()])]
    .filter(key => net.get(key) !== entries.get(key))
    .map(key => `${operation}: ${key}: the table says ${net.get(key)}, the entry ${entries.get(key)}`)
}
