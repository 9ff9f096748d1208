// Anchors: places outside the database that keep checkpoints. Who puts back an old database cannot put those back.

import { AuditError } from '../../errors.js'
import type { TrailHead } from './trail-head.js'

/** A place that keeps checkpoints. The newest stands for all before it. */
export interface Anchor {
  /** Its name in errors; no secret. */
  readonly name: string
  /** Keeps the note of a checkpoint, for good once the promise resolves. The same one may come again. */
  publish(note: string): Promise<void>
}

/** Gives an anchor the newest checkpoint. Throws AuditError AUDIT_ANCHOR_FAILED, whose cause is the anchor's own error. */
export async function publish(anchor: Anchor, { note }: TrailHead): Promise<void> {
  if (note === undefined) return
  try {
    await anchor.publish(note)
  } catch (cause) {
    throw new AuditError({
      code: 'AUDIT_ANCHOR_FAILED',
      message: `The anchor ${anchor.name} did not take a checkpoint.`,
      fix: 'See its cause; the next round offers the newest checkpoint again.',
      cause,
    })
  }
}

/** Keeps one anchor up to date, whatever the sealer does meanwhile: what failed is offered again by the next offer. */
export class AnchorFeed {
  readonly #anchor: Anchor
  readonly #onError: (error: unknown) => void
  #published = 0
  #newest: TrailHead | undefined
  #running: Promise<void> | undefined

  constructor(anchor: Anchor, onError: (error: unknown) => void) {
    this.#anchor = anchor
    this.#onError = onError
  }

  /** Offers the end of the tree; resolves when the anchor has it or has failed, which goes to `onError`. */
  offer(head: TrailHead): Promise<void> {
    this.#newest = head
    this.#running ??= this.#publish().finally(() => {
      this.#running = undefined
    })
    return this.#running
  }

  async #publish(): Promise<void> {
    try {
      while (this.#newest && this.#newest.tree.size > this.#published) {
        const head = this.#newest
        await publish(this.#anchor, head)
        this.#published = head.tree.size
      }
    } catch (error) {
      this.#onError(error)
    }
  }
}
