// Events on their way into the tables, as few statements as the dialect allows. The recorder sends them in the
// transaction of the change.

import type { RecordedEvent } from './event.js'
import { isPackable, packed, packedRows } from './packed-rows.js'
import type { SqlValue, TrailDatabase, TrailProvider } from './trail-database.js'
import { placeholders, quoteName, type TrailModel, trailTables } from './trail-tables.js'

/** SQL with its values in the order of the placeholders. */
export interface SqlStatement {
  readonly sql: string
  readonly values: readonly SqlValue[]
}

type Row = readonly SqlValue[]

/** How many values one statement may have. */
const valueLimits: Readonly<Record<TrailProvider, number>> = {
  postgresql: 32_767,
  sqlite: 32_766,
  mysql: 65_535,
}

/** Texts of one statement, in UTF-16 units: 4 MB of UTF-8 at most, a quarter of what MySQL takes in one packet. */
const maxTextLength = 1_000_000

/** Sends the statements of `insertStatements`, one after another; call it inside the transaction of the change. */
export async function writeEvents(db: TrailDatabase, events: readonly RecordedEvent[]): Promise<void> {
  for (const { sql, values } of insertStatements(db.provider, events)) await db.execute(sql, values)
}

/**
 * The statements that store events. On PostgreSQL one, where it holds all values, so that recording costs one round
 * trip. Elsewhere entries come before their events: who sees an event sees its entries, too.
 */
export function insertStatements(
  provider: TrailProvider,
  events: readonly RecordedEvent[],
): readonly SqlStatement[] {
  const entries = insertRows(provider, 'AuditEntry', events.flatMap(entryRows))
  const statements = [...entries, ...insertRows(provider, 'AuditEvent', events.map(eventRow))]
  return provider === 'postgresql' && statements.length === 2 ? joined(statements) : statements
}

/** INSERT statements for rows in the order of the table's columns, each within the dialect's limits. */
export function insertRows(
  provider: TrailProvider,
  model: TrailModel,
  rows: readonly Row[],
): readonly SqlStatement[] {
  const { columns } = trailTables[model]
  const isPacked = rows.length >= packedRows && rows.every(row => row.every(isPackable))
  const pack = isPacked ? packed[provider] : undefined
  const most = pack ? rows.length : Math.floor(valueLimits[provider] / columns.length)
  return chunks(rows, most).map(chunk =>
    pack
      ? { sql: headOf(provider, model) + pack.select(columns), values: pack.values(columns, chunk) }
      : { sql: textOf(provider, model, chunk.length), values: chunk.flat() },
  )
}

const texts = new Map<string, string>()

/** The INSERT of that many rows, value by value; those of few rows are made once. */
function textOf(provider: TrailProvider, model: TrailModel, rows: number): string {
  const name = `${provider} ${model} ${rows}`
  const known = texts.get(name)
  if (known) return known
  const width = trailTables[model].columns.length
  const tuples = Array.from({ length: rows }, (_, i) => placeholders(provider, width, 1 + i * width))
  const text = `${headOf(provider, model)}VALUES ${tuples.map(tuple => `(${tuple.join(', ')})`).join(', ')}`
  if (rows < packedRows) texts.set(name, text)
  return text
}

function headOf(provider: TrailProvider, model: TrailModel): string {
  const { table, columns } = trailTables[model]
  const names = columns.map(column => quoteName(provider, column)).join(', ')
  return `INSERT INTO ${quoteName(provider, table)} (${names}) `
}

function eventRow({ event, entries, mac }: RecordedEvent): Row {
  const { id, time, kind, outcome, operation, model, transactionId } = event
  const { actor, roles, reason, purpose, requestId, ip, details } = event
  const who = [actor, roles, reason, purpose, requestId, ip]
  return [id, time, kind, outcome, operation, model, transactionId, ...who, details, entries.length, mac]
}

function entryRows({ event, entries }: RecordedEvent): readonly Row[] {
  return entries.map(one => [
    event.id,
    one.position,
    one.model,
    one.recordId,
    one.action,
    one.fields,
    one.before,
    one.after,
  ])
}

/** Both as one statement, the first in a CTE, or as they are where they have too many values together. */
function joined(statements: readonly SqlStatement[]): readonly SqlStatement[] {
  const [first, second] = statements as [SqlStatement, SqlStatement]
  if (first.values.length + second.values.length > valueLimits.postgresql) return statements
  return [{ sql: joinedText(first, second), values: [...first.values, ...second.values] }]
}

const joinedTexts = new Map<string, string>()

function joinedText(first: SqlStatement, second: SqlStatement): string {
  const name = `${first.sql}\n${second.sql}`
  const known = joinedTexts.get(name)
  if (known) return known
  const shifted = second.sql.replace(/\$(\d+)/g, (_, n) => `$${Number(n) + first.values.length}`)
  const text = `WITH entries AS (${first.sql}) ${shifted}`
  // Of many rows only those that cannot be packed have a text of their own, and that is not kept.
  if (first.values.length + second.values.length < 500) joinedTexts.set(name, text)
  return text
}

/** The rows in runs of at most `maxRows` rows and `maxTextLength` of text; a longer row is a run of its own. */
function chunks(rows: readonly Row[], maxRows: number): readonly (readonly Row[])[] {
  const runs: Row[][] = []
  let length = Number.POSITIVE_INFINITY
  for (const row of rows) {
    let rowLength = 0
    for (const value of row) if (typeof value === 'string') rowLength += value.length
    const run = runs.at(-1)
    if (run && run.length < maxRows && length + rowLength <= maxTextLength) {
      run.push(row)
      length += rowLength
    } else {
      runs.push([row])
      length = rowLength
    }
  }
  return runs
}
