// Many rows of an INSERT as few parameters: a statement takes longest over its parameters, and there are eight for each
// entry of the trail.

import type { SqlValue, TrailProvider } from './trail-database.js'

/** How a dialect takes many rows at once. */
export interface Packing {
  /** The SELECT that unpacks them, with placeholders from the first on. */
  readonly select: (columns: readonly string[]) => string
  readonly values: (columns: readonly string[], rows: readonly (readonly SqlValue[])[]) => readonly SqlValue[]
}

/** From how many rows on packing pays. */
export const packedRows = 20

/** Control characters that no text of the trail holds as they are: JSON escapes them. */
const [separator, nothing] = ['\u001f', '\u001e']

const isNumber = (column: string) => ['position', 'entryCount', 'size'].includes(column)

/** JSON has no bigint; positions and sizes are far below 2^53. */
const numberOf = (_: string, value: unknown) => (typeof value === 'bigint' ? Number(value) : value)

/** The packing of each dialect whose every version can unpack. */
export const packed: Readonly<Record<TrailProvider, Packing | undefined>> = {
  // A text for each column: PostgreSQL takes them apart faster than JSON.
  postgresql: {
    select: columns => {
      const lists = columns.map((_, i) => `string_to_array($${i + 1}, E'\\x1f', E'\\x1e')`)
      const values = columns.map((name, i) => (isNumber(name) ? `c${i}::bigint` : `c${i}`))
      return `SELECT ${values.join(', ')} FROM unnest(${lists.join(', ')}) AS packed(${columns.map((_, i) => `c${i}`).join(', ')})`
    },
    values: (columns, rows) => columns.map((_, i) => rows.map(row => textOf(row[i])).join(separator)),
  },
  sqlite: {
    select: columns =>
      `SELECT ${columns.map((_, i) => `json_extract(value, '$[${i}]')`).join(', ')} FROM json_each(?)`,
    values: (_, rows) => [JSON.stringify(rows, numberOf)],
  },
  mysql: undefined,
}

function textOf(value: SqlValue | undefined): string {
  return value === null || value === undefined ? nothing : String(value)
}

/** True for a text that would fall apart: in an actor or a reason, which are no JSON. */
export function isPackable(value: SqlValue): boolean {
  return typeof value !== 'string' || !(value.includes(separator) || value === nothing)
}
