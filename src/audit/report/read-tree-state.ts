// How much of the trail is sealed, as the tables say. Whether that is true, `fieldseal audit verify` finds out.

import { selectFew, shownCell } from '../select-rows.js'
import type { TrailDatabase } from '../trail-database.js'
import { inDialect } from './in-dialect.js'

/** The newest checkpoint of the tree. */
export interface LastCheckpoint {
  /** Events under it. */
  readonly size: number
  /** The log's name. */
  readonly origin: string
  /** Base64. */
  readonly rootHash: string
  /** The time of the last event under it, ISO 8601. */
  readonly sealedTo: string | undefined
}

/** The trail as a whole, whatever a report is about. */
export interface TreeState {
  readonly events: number
  /** Events that are in no leaf of the tree yet. */
  readonly unsealed: number
  readonly checkpoint: LastCheckpoint | undefined
}

/** Reads the state of the tree. */
export async function readTreeState(db: TrailDatabase): Promise<TreeState> {
  const [events = 0, leaves = 0] = await numbers(db, [
    'SELECT COUNT(*) FROM "audit_event"',
    'SELECT COUNT(*) FROM "audit_leaf"',
  ])
  return { events, unsealed: Math.max(0, events - leaves), checkpoint: await readCheckpoint(db) }
}

async function readCheckpoint(db: TrailDatabase): Promise<LastCheckpoint | undefined> {
  const newest = 'FROM "audit_checkpoint" c ORDER BY c."size" DESC LIMIT 1'
  const [row] = await selectFew(db, { columns: ['c."size"', 'c."note"'], from: newest })
  if (!row) return undefined
  const [size, note] = [Number(row[0]), String(shownCell(row[1]))]
  // The lines of a tlog-checkpoint: origin, size, root hash.
  const [origin = '', , rootHash = ''] = note.split('\n')
  const last = 'FROM "audit_leaf" l JOIN "audit_event" e ON e."id" = l."eventId" WHERE l."position" = ?'
  const [event] = await selectFew(db, { columns: ['e."time"'], from: last, values: [size - 1] })
  return { size, origin, rootHash, sealedTo: event === undefined ? undefined : String(shownCell(event[0])) }
}

async function numbers(db: TrailDatabase, statements: readonly string[]): Promise<readonly number[]> {
  const counts: number[] = []
  for (const sql of statements) counts.push(Number((await db.query(inDialect(db.provider, sql)))[0]?.[0]))
  return counts
}
