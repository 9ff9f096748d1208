// The trail as one stream, whether it comes from tables or from an export: leaves with their events in the order of the
// tree, each checkpoint after the last leaf that it covers, then what is not in the tree.

import type { StoredEntry, StoredEvent } from '../stored-event.js'
import type { Finding } from './finding.js'

/** A row of the table of leaves. */
export interface StoredLeaf {
  readonly position: number
  readonly eventId: string
  /** Base64. */
  readonly hash: string
}

/** A row of the table of checkpoints. */
export interface StoredCheckpoint {
  readonly size: number
  readonly note: string
  readonly frontier: string
}

/** A leaf with its event, where that is there. */
export interface SealedItem {
  readonly leaf: StoredLeaf
  readonly event?: StoredEvent | undefined
  readonly entries: readonly StoredEntry[]
}

/** A checkpoint. */
export interface CheckpointItem {
  readonly checkpoint: StoredCheckpoint
}

/** An event without a leaf. */
export interface UnsealedItem {
  readonly event: StoredEvent
  readonly entries: readonly StoredEntry[]
}

/** An entry without an event. */
export interface StrayItem {
  readonly entry: StoredEntry
}

/** What only the reader could see to be wrong. */
export interface FindingItem {
  readonly finding: Finding
}

/** One piece of the stream. */
export type TrailItem = SealedItem | CheckpointItem | UnsealedItem | StrayItem | FindingItem

/** Some pieces, in order. */
export interface TrailPage {
  readonly items: readonly TrailItem[]
  /** How much of the trail has been read with this page, 0 to 1. */
  readonly fraction: number
}

/** A trail to verify or to export: `readTrail` and `readExport` make it. */
export type TrailSource = AsyncIterable<TrailPage>
