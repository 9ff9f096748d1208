// Many rows at the least cost: drivers take longest over columns, so where that pays the database packs a row, or all
// of them, into one JSON text. A million events are read like this whenever the trail is verified.

import { inDialect } from './report/in-dialect.js'
import { guardedCells, guardedColumns } from './sqlite-cells.js'
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

const [utf8, utf16] = [
  new TextDecoder('utf-8', { fatal: true }),
  new TextDecoder('utf-16le', { fatal: true }),
] as const

const packings: Readonly<Record<TrailProvider, Packing | undefined>> = {
  // libsql makes an object of each row, and calls between languages for each column. As bytes, since it ends the process
  // where a text is not valid UTF-8; after a text, since Prisma's adapters go by the first row of a column without a type,
  // and the one of better-sqlite3 refuses bytes there.
  sqlite: {
    sql: (columns, from) =>
      `SELECT '' AS "packed" UNION ALL SELECT CAST('[' || group_concat("row") || ']' AS BLOB)
        FROM (SELECT json_array(${columns}) AS "row" ${from})`,
    unpack: rows => {
      // A list of numbers from the libsql adapter of Prisma 7.0.
      const bytes = rows[1]?.[0] as Uint8Array | readonly number[] | null | undefined
      // Bytes are in the encoding of the database; the first character is always the bracket.
      return bytes ? JSON.parse((bytes[1] === 0 ? utf16 : utf8).decode(Uint8Array.from(bytes))) : []
    },
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
  const rows = await selectPacked(db, selection, packing).catch(error =>
    isSqlite(db) ? undefined : raise(error),
  )
  if (rows) return rows
  // SQLite packs no bytes and no broken text, which somebody may have put into a column of texts.
  const columns = guardedColumns(selection.columns)
  return (await selectPacked(db, { ...selection, columns }, packing)).map(guardedCells)
}

/**
 * The same for few rows, column by column: only SQLite packs them, so that a text which is not valid UTF-8 comes as its
 * bytes and ends no process.
 */
export function selectFew(db: TrailDatabase, selection: Selection): Promise<readonly (readonly unknown[])[]> {
  return isSqlite(db) ? selectRows(db, selection) : selectPlain(db, selection)
}

const lenient = new TextDecoder()

/** A text as it can be shown: what is not valid UTF-8 in it as U+FFFD. All else as it is. */
export function shownCell(value: unknown): unknown {
  return value instanceof Uint8Array ? lenient.decode(value) : value
}

async function selectPacked(
  db: TrailDatabase,
  { columns, from, values = [] }: Selection,
  { sql, unpack }: Packing,
) {
  return unpack(await db.query(inDialect(db.provider, sql(columns.join(', '), from)), values))
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
