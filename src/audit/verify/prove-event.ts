// Making a proof: of the first checkpoint that covers the event, whose tree is made of the frontier before it and of
// its own leaves. So a proof costs no more in a trail of a million events.

import { encodeBase64, equalBytes } from '#crypto'
import { AuditError } from '../../errors.js'
import { leafText } from '../event-mac.js'
import { parseCheckpoint } from '../seal/checkpoint.js'
import { parseNote } from '../seal/signed-note.js'
import { altered } from '../seal/trail-head.js'
import { selectRows, toInteger } from '../select-rows.js'
import { recordedOf } from '../stored-event.js'
import type { TrailDatabase } from '../trail-database.js'
import { decodeBase64 } from '../tree/base64.js'
import { Frontier, parseFrontier } from '../tree/frontier.js'
import { inclusionPath } from '../tree/inclusion-proof.js'
import { leafHash, treeHashBytes } from '../tree/tree-hash.js'
import { toCheckpoint } from './checkpoint-reader.js'
import { type EventProof, proofFormat } from './proof.js'
import { readSealed } from './read-sealed.js'
import type { StoredCheckpoint } from './trail-item.js'

/**
 * Proves that an event is in the tree. Throws AuditError AUDIT_NOT_SEALED where it has no leaf or does not exist, and
 * AUDIT_TRAIL_ALTERED where the trail does not bear it out.
 */
export async function proveEvent(db: TrailDatabase, eventId: string): Promise<EventProof> {
  const index = await positionOf(db, eventId)
  const { note, size } = await checkpointFrom(db, `c."size" > ? ORDER BY c."size"`, index)
  const leaf = await leafTextAt(db, index, eventId)
  const before = await frontierBefore(db, index)
  const leaves = await leafHashes(db, before.size, size)
  const rootOf = (start: number, end: number) => subtree(before, leaves, start, end).root()
  const path = inclusionPath(index, size, rootOf)
  const signed = parseCheckpoint(parseNote(note)?.text ?? '')
  const isRight = equalBytes(leaves[index - before.size] as Uint8Array, leafHash(leaf))
  if (!isRight || signed?.size !== size || !equalBytes(signed.root, rootOf(0, size))) throw notBorneOut()
  return { format: proofFormat, leaf, index, size, path: path.map(encodeBase64), checkpoint: note }
}

async function positionOf(db: TrailDatabase, eventId: string): Promise<number> {
  const from = 'FROM "audit_leaf" l WHERE l."eventId" = ?'
  const [row] = await selectRows(db, { columns: ['l."position"'], from, values: [eventId] })
  if (row) return toInteger(row[0])
  throw new AuditError({
    code: 'AUDIT_NOT_SEALED',
    message: 'There is no event of that id in the tree.',
    fix: 'Check the id; an event is sealed about a second after it was committed, while a sealer runs.',
  })
}

async function leafTextAt(db: TrailDatabase, index: number, eventId: string): Promise<string> {
  for await (const { items } of readSealed(db, { start: index, end: index + 1 })) {
    const { event, entries } = items[0] ?? {}
    if (event?.id === eventId && entries) return leafText(recordedOf({ event, entries }))
  }
  throw notBorneOut()
}

/** The tree of the last checkpoint that does not cover the leaf. */
async function frontierBefore(db: TrailDatabase, index: number): Promise<Frontier> {
  const where = `c."size" <= ? ORDER BY c."size" DESC`
  const { size, frontier } = await checkpointFrom(db, where, index, { size: 0, note: '', frontier: '' })
  const tree = parseFrontier(size, frontier)
  if (!tree) throw notBorneOut()
  return tree
}

async function checkpointFrom(
  db: TrailDatabase,
  where: string,
  index: number,
  otherwise?: StoredCheckpoint,
): Promise<StoredCheckpoint> {
  const columns = ['c."size"', 'c."note"', 'c."frontier"']
  const from = `FROM "audit_checkpoint" c WHERE ${where} LIMIT 1`
  const [row] = await selectRows(db, { columns, from, values: [index] })
  if (!row && !otherwise) throw notBorneOut()
  return row ? toCheckpoint(row) : (otherwise as StoredCheckpoint)
}

async function leafHashes(db: TrailDatabase, start: number, end: number): Promise<readonly Uint8Array[]> {
  const from = 'FROM "audit_leaf" l WHERE l."position" >= ? AND l."position" < ? ORDER BY l."position"'
  const rows = await selectRows(db, { columns: ['l."hash"'], from, values: [start, end] })
  const hashes = rows.flatMap(([hash]) => {
    const bytes = decodeBase64(String(hash))
    return bytes?.length === treeHashBytes ? [bytes] : []
  })
  if (hashes.length !== end - start) throw notBorneOut()
  return hashes
}

/** The tree over the leaves from `start` to `end`: of the peaks that stand for them, and of single leaves. */
function subtree(before: Frontier, leaves: readonly Uint8Array[], start: number, end: number): Frontier {
  let at = 0
  let size = 0
  const peaks = before.peaks.filter((_, i) => {
    const first = at
    at += peakSize(before.size, i)
    const isWithin = first >= start && at <= end
    if (isWithin) size += at - first
    return isWithin
  })
  const tree = new Frontier(size, peaks)
  for (let position = Math.max(start, before.size); position < end; position++) {
    tree.append(leaves[position - before.size] as Uint8Array)
  }
  return tree
}

/** How many leaves the i-th greatest complete subtree of a tree has. */
function peakSize(size: number, i: number): number {
  const powers = [...size.toString(2)].flatMap((bit, at, bits) =>
    bit === '1' ? 2 ** (bits.length - 1 - at) : [],
  )
  return powers[i] as number
}

function notBorneOut(): AuditError {
  return altered('The trail does not bear out that this event is in the tree.')
}
