// Checkpoints that were kept outside the database against the tree that is there now.

import { equalBytes } from '#crypto'
import { type Checkpoint, parseCheckpoint } from '../seal/checkpoint.js'
import type { NoteVerifier } from '../seal/note-key.js'
import { isSigned, parseNote } from '../seal/signed-note.js'
import { type Finding, type FindingKind, finding } from './finding.js'

/** Holds anchored checkpoints against the tree while it is grown. */
export class AnchorCheck {
  readonly #report: (found: Finding) => void
  /** By size, the greatest first. */
  readonly #left: Checkpoint[]
  #held = 0

  /** Reports what is wrong with the notes in themselves; `line` is the number of the note. */
  constructor(
    notes: readonly string[],
    verifiers: readonly NoteVerifier[],
    report: (found: Finding) => void,
  ) {
    this.#report = report
    const read = notes.flatMap((note, i) => {
      const checkpoint = readAnchor(note, verifiers)
      if (typeof checkpoint !== 'string') return [checkpoint]
      report(finding(checkpoint, { line: i + 1 }))
      return []
    })
    this.#left = read.sort((a, b) => b.size - a.size)
  }

  /** How many anchored checkpoints the tree was held against. */
  get held(): number {
    return this.#held
  }

  /** The size at which the tree has to be shown next; beyond every tree where all were. */
  get nextSize(): number {
    return this.#left.at(-1)?.size ?? Number.POSITIVE_INFINITY
  }

  /** The tree at `nextSize`, or beyond it where leaves are gone: then its root is not known. */
  show(size: number, root: Uint8Array | undefined): void {
    while (size >= this.nextSize) {
      const anchor = this.#left.pop() as Checkpoint
      const isSame = size === anchor.size && root !== undefined && equalBytes(root, anchor.root)
      if (!isSame) this.#report(finding('anchor-differs', { size: anchor.size }))
      this.#held++
    }
  }

  /** Says that the tree ends here. */
  end(): void {
    const sizes = new Set(this.#left.map(({ size }) => size))
    for (const size of [...sizes].reverse()) this.#report(finding('anchor-beyond', { size }))
  }
}

function readAnchor(note: string, verifiers: readonly NoteVerifier[]): Checkpoint | FindingKind {
  const signed = parseNote(note)
  const checkpoint = signed && parseCheckpoint(signed.text)
  if (!checkpoint) return 'anchor-unreadable'
  return verifiers.length > 0 && !isSigned(signed, verifiers) ? 'anchor-signature' : checkpoint
}
