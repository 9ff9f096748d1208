// Many rows at the least cost: drivers take longest over columns, so where that pays the database packs a row, or all
// of them, into one JSON text. A million events are read like this whenever the trail is verified.

import { inDialect } from './report/in-dialect.js'
import type { SqlValue, TrailDatabase, TrailProvider } from './trail-database.js'

/** A SELECT in two parts, in standard quotes with question marks. */
export interface Selection {
  readonly columns: readonly string[]
  /** `FROM` and all that follows. */
  readonly from: string
  readonly values?: readonly SqlValue[]
}

/** How a dialect packs: the statement, and the rows out of what it gives. */
interface Packing {
  readonly sql: (columns: string, from: string) => string
  readonly unpack: (rows: readonly (readonly unknown[])[]) => readonly (readonly unknown[])[]
}

const packings: Readonly<Record<TrailProvider, Packing | undefined>> = {
  // libsql makes an object of each row, and calls between languages for each column.
  sqlite: {
    sql: (columns, from) =>
      `SELECT '[' || group_concat("row") || ']' FROM (SELECT json_array(${columns}) AS "row" ${from})`,
    unpack: rows => JSON.parse((rows[0]?.[0] as string | null) ?? '[]'),
  },
  mysql: {
    sql: (columns, from) => `SELECT CAST(JSON_ARRAY(${columns}) AS CHAR) ${from}`,
    unpack: rows => rows.map(row => JSON.parse(row[0] as string)),
  },
  // The server takes longer to pack than the driver to read.
  postgresql: undefined,
}

/** The rows of a selection. Whole numbers come as number, bigint or decimal text: see `toInteger`. */
export async function selectRows(
  db: TrailDatabase,
  selection: Selection,
): Promise<readonly (readonly unknown[])[]> {
  const packing = packings[db.provider]
  if (!packing) return selectPlain(db, selection)
  const { columns, from, values = [] } = selection
  const sql = inDialect(db.provider, packing.sql(columns.join(', '), from))
  // SQLite packs no blob, which somebody may have put into a column of texts.
  const rows = await db
    .query(sql, values)
    .then(packing.unpack, error => (isSqlite(db) ? undefined : raise(error)))
  return rows ?? selectPlain(db, selection)
}

/** A whole number as it was read; what is none comes back as it is, and equals no whole number. */
export function toInteger(value: unknown): number {
  const number = typeof value === 'string' || typeof value === 'bigint' ? Number(value) : value
  return String(number) === String(value) ? (number as number) : (value as number)
}

function selectPlain(db: TrailDatabase, { columns, from, values = [] }: Selection) {
  // Named apart, as TrailDatabase asks.
  const named = columns.map((column, i) => `${column} AS "c${i}"`)
  return db.query(inDialect(db.provider, `SELECT ${named.join(', ')} ${from}`), values)
}

function isSqlite({ provider }: TrailDatabase): boolean {
  return provider === 'sqlite'
}

function raise(error: unknown): never {
  throw error
}
