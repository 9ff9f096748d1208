// Events on their way into the tree: their leaves and the checkpoint over them, in one transaction.

import { encodeBase64, equalBytes } from '#crypto'
import type { TrailDatabase } from '../trail-database.js'
import { type Frontier, formatFrontier } from '../tree/frontier.js'
import { insertRows } from '../write-events.js'
import { signCheckpoint } from './checkpoint.js'
import type { NoteSigner, NoteVerifier } from './note-key.js'
import { underSealLock } from './seal-lock.js'
import { altered, readHead, type TrailHead } from './trail-head.js'

/** An event on its way into the tree. */
export interface NewLeaf {
  readonly eventId: string
  readonly hash: Uint8Array
}

/** Whose signature is made, and whose are accepted. */
export interface SealKeys {
  readonly signer: NoteSigner
  /** The keys of checkpoints that are there already, the signer's among them. */
  readonly verifiers: readonly NoteVerifier[]
}

/**
 * Puts events at the end of the tree and gives its new end, or undefined where another sealer is at work. Throws
 * AuditError AUDIT_TRAIL_ALTERED as `readHead` does, and where the trail lacks what `seen` shows.
 */
export async function sealBatch(
  db: TrailDatabase,
  leaves: readonly NewLeaf[],
  keys: SealKeys,
  seen: TrailHead,
): Promise<TrailHead | undefined> {
  try {
    return await db.transaction(inside =>
      underSealLock(inside, async () => {
        const head = await readHead(inside, keys.verifiers)
        refuseShorter(head, seen)
        return extend(inside, head, leaves, keys.signer)
      }),
    )
  } catch (error) {
    // Where another sealer was faster the unique keys refused these leaves; else the error is what it seems.
    const { tree } = await readHead(db, keys.verifiers)
    if (tree.size > seen.tree.size) return undefined
    throw error
  }
}

/** Throws AuditError AUDIT_TRAIL_ALTERED where a trail that ended at `seen` now ends earlier, or otherwise. */
export function refuseShorter({ tree }: TrailHead, seen: TrailHead): void {
  const isOther = tree.size === seen.tree.size && !equalBytes(tree.root(), seen.tree.root())
  if (tree.size < seen.tree.size || isOther) {
    throw altered('Checkpoints that were there a moment ago are gone: an older state was put back.')
  }
}

async function extend(
  db: TrailDatabase,
  { tree }: TrailHead,
  leaves: readonly NewLeaf[],
  signer: NoteSigner,
): Promise<TrailHead> {
  const previous = tree.size
  const rows = leaves.map(({ eventId, hash }, i) => [BigInt(previous + i), eventId, encodeBase64(hash)])
  const grown = grow(tree, leaves)
  const note = signCheckpoint({ size: grown.size, root: grown.root(), previous }, signer)
  const statements = [
    ...insertRows(db.provider, 'AuditLeaf', rows),
    ...insertRows(db.provider, 'AuditCheckpoint', [[BigInt(grown.size), note, formatFrontier(grown)]]),
  ]
  for (const { sql, values } of statements) await db.execute(sql, values)
  return { tree: grown, note }
}

function grow(tree: Frontier, leaves: readonly NewLeaf[]): Frontier {
  const grown = tree.copy()
  for (const { hash } of leaves) grown.append(hash)
  return grown
}
