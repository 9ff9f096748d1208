// Changing the trail behind its back, as somebody with the database's password could.

import type { SqlValue, TrailDatabase } from '../../src/audit/trail-database.js'
import { quoteName, type TrailModel, trailTables } from '../../src/audit/trail-tables.js'

/** Runs SQL in standard quotes, with question marks for values. */
export function run(db: TrailDatabase, sql: string, values: readonly SqlValue[] = []): Promise<void> {
  let count = 0
  const quoted = sql.replace(/"(\w+)"/g, (_, name) => quoteName(db.provider, name))
  return db.execute(
    db.provider === 'postgresql' ? quoted.replaceAll('?', () => `$${++count}`) : quoted,
    values,
  )
}

/** The columns by which a table tells its rows. */
const keys: Readonly<Record<TrailModel, readonly string[]>> = {
  AuditEvent: ['id'],
  AuditEntry: ['eventId', 'position'],
  AuditLeaf: ['position'],
  AuditCheckpoint: ['size'],
}

/** A row as it stands: whole numbers as bigint. */
export type StoredRow = readonly SqlValue[]

/** Every row of a table in the order of its key. */
export async function storedRows(db: TrailDatabase, model: TrailModel): Promise<StoredRow[]> {
  const { table, columns } = trailTables[model]
  const names = columns.map(name => quoteName(db.provider, name)).join(', ')
  const rows = await db.query(`SELECT ${names} FROM ${quoteName(db.provider, table)}`)
  const isNumber = columns.map(name => ['position', 'size', 'entryCount'].includes(name))
  const typed = rows.map(row =>
    row.map((cell, i) => (isNumber[i] ? BigInt(cell as string) : cell) as SqlValue),
  )
  return typed.sort((a, b) => (keyText(model, a) < keyText(model, b) ? -1 : 1))
}

function keyText(model: TrailModel, row: StoredRow): string {
  return keyOf(model, row)
    .map(value => String(value).padStart(40, '0'))
    .join()
}

function keyOf(model: TrailModel, row: StoredRow): StoredRow {
  const columns: readonly string[] = trailTables[model].columns
  return keys[model].map(key => row[columns.indexOf(key)] as SqlValue)
}

/** Changes one cell of a row. */
export function setCell(
  db: TrailDatabase,
  model: TrailModel,
  row: StoredRow,
  column: string,
  value: SqlValue,
) {
  const where = keys[model].map(key => `"${key}" = ?`).join(' AND ')
  const sql = `UPDATE "${trailTables[model].table}" SET "${column}" = ? WHERE ${where}`
  return run(db, sql, [value, ...keyOf(model, row)])
}

/** Deletes a row. */
export function deleteRow(db: TrailDatabase, model: TrailModel, row: StoredRow): Promise<void> {
  const where = keys[model].map(key => `"${key}" = ?`).join(' AND ')
  return run(db, `DELETE FROM "${trailTables[model].table}" WHERE ${where}`, keyOf(model, row))
}

/** Adds a row. */
export function insertRow(db: TrailDatabase, model: TrailModel, row: StoredRow): Promise<void> {
  const { table, columns } = trailTables[model]
  const names = columns.map(name => `"${name}"`).join(', ')
  return run(db, `INSERT INTO "${table}" (${names}) VALUES (${columns.map(() => '?').join(', ')})`, row)
}

/** Everything in the four tables, to put back later. */
export async function snapshot(db: TrailDatabase) {
  const models = Object.keys(trailTables) as TrailModel[]
  const tables = await Promise.all(models.map(async model => [model, await storedRows(db, model)] as const))
  return tables
}

/** Puts back what `snapshot` gave. */
export async function restore(
  db: TrailDatabase,
  tables: Awaited<ReturnType<typeof snapshot>>,
): Promise<void> {
  for (const [model, rows] of tables) {
    await run(db, `DELETE FROM "${trailTables[model].table}"`)
    for (const row of rows) await insertRow(db, model, row)
  }
}
