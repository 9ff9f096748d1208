// Plays recorded events on a snapshot from before, as an auditor would: each entry's `before` must be what stands there,
// and in the end the snapshot must be the one from after. A change without an entry and an entry without a change both show.

import { isDeepStrictEqual } from 'node:util'
import type { AuditEntry, RecordedEvent, RecordImage } from '../../src/audit/event.js'
import { TrailSeal } from '../../src/prisma/recording/trail-seal.js'
import { testKeySet } from '../support/keys.js'
import { maskedFields } from './bank.js'
import { keyOf, type Row, recordKey, type Snapshot } from './snapshot.js'

const seal = new TrailSeal(testKeySet().data, '')

/** What does not fit when `events` lead from one snapshot to another; nothing where the trail is complete and true. */
export function replayFaults(
  before: Snapshot,
  events: readonly RecordedEvent[],
  after: Snapshot,
): readonly string[] {
  const state = new Map(before)
  const changes = events.filter(({ event }) => event.kind === 'change')
  const faults = changes.flatMap(({ event, entries }) =>
    play(state, entries).map(fault => `${event.operation} ${event.model}: ${fault}`),
  )
  return [...faults, ...differences(state, after)]
}

/** Takes out all that the entries say was there, then puts in what they say is there now. */
function play(state: Map<string, Row>, entries: readonly AuditEntry[]): readonly string[] {
  const made: [string, Row][] = []
  const faults = entries.flatMap(entry => takeOut(state, entry, made))
  for (const [key, row] of made) {
    const own = keyOf(key.slice(0, key.indexOf(' ')), row)
    if (state.has(own)) faults.push(`${own} is there twice`)
    state.set(own, row)
  }
  return faults
}

/** Takes out what one entry says was there, and notes under its old key what is there now. */
function takeOut(state: Map<string, Row>, entry: AuditEntry, made: [string, Row][]): readonly string[] {
  const key = recordKey(entry.model, entry.recordId)
  const [old, now] = [rowOf(entry, entry.before), rowOf(entry, entry.after)]
  const row = state.get(key)
  state.delete(key)
  if (now) made.push([key, { ...(entry.action === 'update' ? row : {}), ...now }])
  return [...beforeFaults(entry, key, old, row), ...formFaults(entry, key, old, now)]
}

function beforeFaults(
  entry: AuditEntry,
  key: string,
  old: Row | undefined,
  row: Row | undefined,
): readonly string[] {
  if ((row === undefined) !== (old === undefined))
    return [`${entry.action} of ${key}, which is ${row ? '' : 'not '}there`]
  return old && row ? imageFaults(entry, key, old, row) : []
}

function imageFaults(entry: AuditEntry, key: string, old: Row, row: Row): readonly string[] {
  const names = entry.action === 'update' ? Object.keys(old) : Object.keys({ ...old, ...row })
  return names
    .filter(name => !isDeepStrictEqual(old[name], row[name]))
    .map(
      name => `${entry.action} of ${key}: before, ${name} is ${show(row[name])} and not ${show(old[name])}`,
    )
}

function formFaults(
  entry: AuditEntry,
  key: string,
  old: Row | undefined,
  now: Row | undefined,
): readonly string[] {
  const shape = `${old ? 'before' : ''}${now ? 'after' : ''}`
  const shapes = { create: 'after', link: 'after', delete: 'before', unlink: 'before', update: 'beforeafter' }
  if (shapes[entry.action as 'create'] !== shape) return [`${entry.action} of ${key} with ${shape}`]
  const names = Object.keys(now ?? old ?? {})
  const fields: readonly string[] = JSON.parse(entry.fields)
  const strange = fields.filter(name => !names.includes(name)).map(name => `${key}: ${name} without an image`)
  if (names.length === 0) return [`${entry.action} of ${key} without a field`]
  if (entry.action !== 'update') return strange
  return isDeepStrictEqual(Object.keys(old ?? {}).sort(), names.sort())
    ? strange
    : [...strange, `${key}: before and after name different fields`]
}

/** The values of an image; what the trail itself sealed, opened. */
function rowOf({ model, recordId }: AuditEntry, image: string | null): Row | undefined {
  if (image === null) return undefined
  const { values, sealed = {}, present = {} }: RecordImage = JSON.parse(image)
  const opened = Object.entries(sealed).map(([name, { stored }]) => {
    const isOwn = stored !== null && maskedFields[model]?.includes(name)
    return [name, isOwn ? seal.open({ model, name }, recordId, stored) : stored]
  })
  return { ...values, ...Object.fromEntries(opened), ...present }
}

function differences(state: ReadonlyMap<string, Row>, after: Snapshot): readonly string[] {
  return [...new Set([...state.keys(), ...after.keys()])].flatMap(key => {
    const [recorded, stored] = [state.get(key), after.get(key)]
    if (!recorded) return [`created without an entry: ${key}`]
    if (!stored) return [`deleted without an entry: ${key}`]
    return Object.keys({ ...recorded, ...stored })
      .filter(name => !isDeepStrictEqual(recorded[name], stored[name]))
      .map(
        name => `changed without an entry: ${key} ${name}, ${show(recorded[name])} to ${show(stored[name])}`,
      )
  })
}

function show(value: unknown): string {
  return String(JSON.stringify(value)).slice(0, 60)
}
