// Checkpoints as the leaves go by that they cover.

import { selectRows, toInteger } from '../select-rows.js'
import type { TrailDatabase } from '../trail-database.js'
import type { CheckpointItem, StoredCheckpoint } from './trail-item.js'

const columns = ['c."size"', 'c."note"', 'c."frontier"']

/** Reads the checkpoints of a trail in the order of their sizes, a part at a time. */
export class CheckpointReader {
  readonly #db: TrailDatabase
  #after: number | undefined
  #count = 0

  constructor(db: TrailDatabase) {
    this.#db = db
  }

  /** How many were read. */
  get count(): number {
    return this.#count
  }

  /** The checkpoints of that size and less that were not read before. */
  async upTo(size: number): Promise<readonly CheckpointItem[]> {
    const after = this.#after === undefined ? [] : [this.#after]
    const isLater = after.length > 0 ? 'c."size" > ? AND' : ''
    const from = `FROM "audit_checkpoint" c WHERE ${isLater} c."size" <= ? ORDER BY c."size"`
    const rows = await selectRows(this.#db, { columns, from, values: [...after, size] })
    this.#after = Math.max(size, this.#after ?? size)
    this.#count += rows.length
    return rows.map(row => ({ checkpoint: toCheckpoint(row) }))
  }
}

/** A checkpoint out of a row of size, note and frontier. */
export function toCheckpoint(row: readonly unknown[]): StoredCheckpoint {
  return { size: toInteger(row[0]), note: row[1], frontier: row[2] } as StoredCheckpoint
}
