// The tree grown again from its leaves, and held against every checkpoint. Where the two part, it goes on from the
// checkpoint's own frontier, if that gives the signed root: so each stretch is judged for itself.

import { equalBytes } from '#crypto'
import { type Checkpoint, parseCheckpoint } from '../seal/checkpoint.js'
import type { NoteVerifier } from '../seal/note-key.js'
import { isSigned, parseNote } from '../seal/signed-note.js'
import { decodeBase64 } from '../tree/base64.js'
import { Frontier, formatFrontier, parseFrontier } from '../tree/frontier.js'
import { treeHashBytes } from '../tree/tree-hash.js'
import { type FindingKind, type FindingPlace, finding } from './finding.js'
import type { StoredCheckpoint, StoredLeaf } from './trail-item.js'

/** Takes leaves and checkpoints in their order. */
export class TreeCheck {
  readonly #verifiers: readonly NoteVerifier[]
  readonly #report: (found: ReturnType<typeof finding>) => void
  #tree = new Frontier()
  /** The position of the next leaf. */
  #next = 0
  /** False from a leaf that is gone or unreadable up to a checkpoint to go on from. */
  #isWhole = true
  #lastSize = 0

  /** Signatures are not checked without verifiers. */
  constructor(verifiers: readonly NoteVerifier[], report: (found: ReturnType<typeof finding>) => void) {
    this.#verifiers = verifiers
    this.#report = report
  }

  /** How many leaves there were. */
  get size(): number {
    return this.#next
  }

  /** The root over all leaves so far; undefined where some are not known. */
  get root(): Uint8Array | undefined {
    return this.#isWhole ? this.#tree.root() : undefined
  }

  /** The next leaf; `known` is its hash, where it was computed already. One that stands elsewhere is left out. */
  addLeaf({ position, eventId, hash }: StoredLeaf, known?: Uint8Array): void {
    // Written so that a position which is no number is out of order, too.
    if (!(Number.isSafeInteger(position) && position >= this.#next)) {
      return this.#find('leaf-order', { position, eventId })
    }
    if (position > this.#next) this.#miss(position)
    const bytes = known ?? decodeBase64(String(hash))
    if (bytes?.length === treeHashBytes) this.#tree.append(bytes)
    else this.#isWhole = false
    this.#next = position + 1
  }

  /** The next checkpoint: after the last leaf that it covers. */
  addCheckpoint(stored: StoredCheckpoint): void {
    const { size } = stored
    const checkpoint = this.#read(stored)
    if (checkpoint && size < this.#next) {
      this.#find('checkpoint-order', { size })
    } else if (checkpoint) {
      if (checkpoint.previous !== this.#lastSize) this.#find('checkpoint-missing', { size })
      if (size > this.#next) this.#miss(size)
      this.#compare(checkpoint, stored)
    }
    this.#lastSize = size
  }

  /** Says that nothing follows. */
  end(): void {
    if (this.#next > this.#lastSize) this.#find('leaf-uncovered', { position: this.#lastSize })
  }

  #find(kind: FindingKind, place: FindingPlace): void {
    this.#report(finding(kind, place))
  }

  #miss(upTo: number): void {
    this.#find('leaf-missing', { position: this.#next })
    this.#next = upTo
    this.#isWhole = false
  }

  /** What a checkpoint says, where it may be believed. */
  #read({ size, note }: StoredCheckpoint): Checkpoint | undefined {
    const signed = parseNote(String(note))
    const checkpoint = signed && parseCheckpoint(signed.text)
    // One signature, since a second one would be an addition that nobody checks.
    if (!checkpoint || signed.signatures.length !== 1 || checkpoint.previous === undefined) {
      this.#find('checkpoint-unreadable', { size })
    } else if (this.#verifiers.length > 0 && !isSigned(signed, this.#verifiers)) {
      this.#find('checkpoint-signature', { size })
    } else if (checkpoint.size !== size) {
      this.#find('checkpoint-size', { size })
    } else {
      return checkpoint
    }
    return undefined
  }

  #compare({ size, root }: Checkpoint, { frontier }: StoredCheckpoint): void {
    const isReached = this.#isWhole && this.#tree.size === size
    const isRight = isReached && equalBytes(root, this.#tree.root())
    if (isReached && !isRight) this.#find('checkpoint-root', { size })
    const stored = parseFrontier(size, String(frontier))
    const isSound = stored !== undefined && equalBytes(root, stored.root())
    if (isRight ? frontier !== formatFrontier(this.#tree) : !isSound)
      this.#find('checkpoint-frontier', { size })
    if (isRight || !isSound) return
    this.#tree = stored
    this.#isWhole = size === this.#next
  }
}
