// Checkpoints (C2SP tlog-checkpoint): the signed note that says how many leaves the tree had and what its root was.

import { encodeBase64 } from '#crypto'
import { decodeBase64 } from '../tree/base64.js'
import { treeHashBytes } from '../tree/tree-hash.js'
import type { NoteSigner } from './note-key.js'
import { signNote } from './signed-note.js'

/** What a checkpoint says. */
export interface Checkpoint {
  /** Which trail: the name of the key that signs. */
  readonly origin: string
  /** How many leaves the tree has. */
  readonly size: number
  /** The root of the tree, 32 bytes. */
  readonly root: Uint8Array
  /**
   * The size of the checkpoint before it, 0 for the first: an extension line of its own, by which a missing checkpoint
   * shows. Other people's checkpoints have none.
   */
  readonly previous?: number | undefined
}

const previousPattern = /^previous (0|[1-9]\d{0,15})$/

/** The signed note of a checkpoint; its origin is the signer's name. */
export function signCheckpoint(checkpoint: Omit<Checkpoint, 'origin'>, signer: NoteSigner): string {
  const { size, root, previous } = checkpoint
  const lines = [
    signer.name,
    `${size}`,
    encodeBase64(root),
    ...(previous === undefined ? [] : [`previous ${previous}`]),
  ]
  return signNote(lines.map(line => `${line}\n`).join(''), signer)
}

/** What the text of a note says, or undefined where it is no checkpoint's. */
export function parseCheckpoint(text: string): Checkpoint | undefined {
  const [origin, size = '', root = '', ...extensions] = text.slice(0, -1).split('\n')
  const hash = decodeBase64(root)
  if (!origin || !/^(0|[1-9]\d{0,15})$/.test(size) || hash?.length !== treeHashBytes) return undefined
  if (extensions.includes('')) return undefined
  const previous = extensions.flatMap(line => previousPattern.exec(line)?.[1] ?? []).at(0)
  return {
    origin,
    size: Number(size),
    root: hash,
    ...(previous === undefined ? {} : { previous: Number(previous) }),
  }
}
