// The end of the tree: its newest checkpoint, checked before anything is put after it.

import { equalBytes } from '#crypto'
import { AuditError } from '../../errors.js'
import { type Selection, selectFew, toInteger } from '../select-rows.js'
import type { TrailDatabase } from '../trail-database.js'
import { Frontier, parseFrontier } from '../tree/frontier.js'
import { parseCheckpoint } from './checkpoint.js'
import type { NoteVerifier } from './note-key.js'
import { isSigned, parseNote } from './signed-note.js'

/** Where the tree ends. */
export interface TrailHead {
  /** The whole tree, to grow. */
  readonly tree: Frontier
  /** The newest checkpoint; undefined for a trail that was never sealed. */
  readonly note: string | undefined
}

const last = '(SELECT MAX(l."position") FROM "audit_leaf" l)'
const newest: Selection = {
  columns: ['c."size"', 'c."note"', 'c."frontier"', last],
  from: 'FROM "audit_checkpoint" c ORDER BY c."size" DESC LIMIT 1',
}
const empty: Selection = { columns: [last, '(SELECT COUNT(*) FROM "audit_checkpoint")'], from: '' }

/**
 * Reads the end of the tree. Throws AuditError AUDIT_TRAIL_ALTERED where the newest checkpoint is not signed by one of
 * `verifiers`, or does not fit its size, its frontier or the leaves.
 */
export async function readHead(db: TrailDatabase, verifiers: readonly NoteVerifier[]): Promise<TrailHead> {
  const [row] = await selectFew(db, newest)
  if (!row) {
    const [[last, checkpoints] = []] = await selectFew(db, empty)
    // Another sealer has sealed the first events meanwhile.
    if (Number(checkpoints) > 0) return readHead(db, verifiers)
    if (last != null) throw altered('There are leaves, but no checkpoint.')
    return { tree: new Frontier(), note: undefined }
  }
  const [size, last] = [toInteger(row[0]), toInteger(row[3])]
  const note = String(row[1])
  const tree = parseFrontier(size, String(row[2]))
  if (!tree || !isCheckpoint(note, tree, verifiers)) throw altered('The newest checkpoint does not verify.')
  if (last !== size - 1) throw altered('The newest checkpoint and the leaves do not agree.')
  return { tree, note }
}

function isCheckpoint(note: string, tree: Frontier, verifiers: readonly NoteVerifier[]): boolean {
  const signed = parseNote(note)
  const checkpoint = signed && isSigned(signed, verifiers) ? parseCheckpoint(signed.text) : undefined
  return checkpoint?.size === tree.size && equalBytes(checkpoint.root, tree.root())
}

/** The trail is not what it was. */
export function altered(message: string): AuditError {
  return new AuditError({
    code: 'AUDIT_TRAIL_ALTERED',
    message,
    fix: 'Run `npx fieldseal audit verify` to see what was altered; nothing is sealed until it is as it was.',
  })
}
