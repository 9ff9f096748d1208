// How far the tree went when reading began.

import { selectRows, toInteger } from '../select-rows.js'
import type { TrailDatabase } from '../trail-database.js'

/** The rows of one table, by the number that its rows are ordered by. */
export interface TableBounds {
  readonly count: number
  /** The least number. */
  readonly start: number
  /** One more than the greatest number. */
  readonly end: number
}

/** The bounds of leaves, by position, and of checkpoints, by size. */
export interface TrailBounds {
  readonly leaves: TableBounds
  readonly checkpoints: TableBounds
}

/** Reads the bounds in one statement, so that they are of one moment. */
export async function readTrailBounds(db: TrailDatabase): Promise<TrailBounds> {
  const of = (table: string, column: string) =>
    ['COUNT(*)', `MIN("${column}")`, `MAX("${column}")`].map(value => `(SELECT ${value} FROM "${table}")`)
  const columns = [...of('audit_leaf', 'position'), ...of('audit_checkpoint', 'size')]
  const [row = []] = await selectRows(db, { columns, from: '' })
  return { leaves: toBounds(row.slice(0, 3)), checkpoints: toBounds(row.slice(3)) }
}

/** A greatest number that is none, which SQLite would keep, hides in no row that a range gives, but in the count. */
function toBounds([count, least, greatest]: readonly unknown[]): TableBounds {
  const [start, last] = [toInteger(least ?? 0), toInteger(greatest ?? -1)]
  const end = Number.isSafeInteger(last) ? last + 1 : Number(count)
  return { count: Number(count), start: Number.isSafeInteger(start) ? start : 0, end }
}
