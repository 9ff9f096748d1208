// An oracle beside the trail: triggers that log each change of a row of the bank into a table of their own, and each event
// of the trail as it is written, so that the rows between two events are what the second one must tell.
// Not on MariaDB, whose triggers sleep while a foreign key cascades.

import type { Database } from '../support/databases.js'
import { auditedModels, auditedNames, linkTables } from './bank.js'

/** A change of one row, or an event that was recorded. */
export interface Logged {
  readonly seq: number
  /** The model or link table; `audit_event` for an event. */
  readonly name: string
  /** The id as the trail writes it, from before and after; of an event its own id as `keyAfter`. */
  readonly keyBefore: string | undefined
  readonly keyAfter: string | undefined
  /** The stored columns as texts, by field. */
  readonly before: Readonly<Record<string, string | null>> | undefined
  readonly after: Readonly<Record<string, string | null>> | undefined
}

interface Watched {
  readonly name: string
  readonly table: string
  readonly columns: Readonly<Record<string, string>>
  readonly id: readonly string[]
}

/** True where triggers see everything. */
export function hasChangeLog(db: Database): boolean {
  return db.provider !== 'mysql'
}

/** Makes the log and its triggers. */
export async function watchChanges(db: Database): Promise<void> {
  for (const sql of statements(db)) await db.plain.$executeRawUnsafe(sql)
}

/** What was logged after a place in the log. */
export async function readChanges(db: Database, after: number): Promise<readonly Logged[]> {
  const rows = await db.raw(`SELECT * FROM change_log WHERE seq > ${after} ORDER BY seq`)
  const parsed = (text: unknown) => (text === null ? undefined : JSON.parse(String(text)))
  return rows.map(row => ({
    seq: Number(row.seq),
    name: String(row.name),
    keyBefore: keyText(parsed(row.key_before)),
    keyAfter: keyText(parsed(row.key_after)),
    before: parsed(row.row_before),
    after: parsed(row.row_after),
  }))
}

/** Compact, in the order of the id's fields. */
function keyText(key: object | undefined): string | undefined {
  return key && JSON.stringify(key)
}

function watched({ fields }: Database): readonly Watched[] {
  const models = auditedNames.map(name => {
    const { table = name, scalars } = fields.models[name] as {
      table?: string
      scalars: Record<string, string>
    }
    return { name, table, columns: scalars, id: auditedModels[name] }
  })
  const links = linkTables.map(name => ({ name, table: name, columns: { A: 'A', B: 'B' }, id: ['A', 'B'] }))
  const events = { name: 'audit_event', table: 'audit_event', columns: { id: 'id' }, id: ['id'] }
  return [...models, ...links, events]
}

function statements(db: Database): readonly string[] {
  const log = `CREATE TABLE change_log (seq ${db.provider === 'sqlite' ? 'INTEGER PRIMARY KEY AUTOINCREMENT' : 'BIGSERIAL PRIMARY KEY'},
    name TEXT, key_before TEXT, key_after TEXT, row_before TEXT, row_after TEXT)`
  return [
    log,
    ...watched(db).flatMap(one => ['INSERT', 'UPDATE', 'DELETE'].flatMap(event => trigger(db, one, event))),
  ]
}

/** PostgreSQL fires triggers in the order of their names: `A` stands before those of foreign keys. */
function trigger(db: Database, one: Watched, event: string): readonly string[] {
  const [json, text] =
    db.provider === 'sqlite'
      ? ['json_object', (column: string) => `quote(${column})`]
      : ['json_build_object', (column: string) => `${column}::text`]
  const object = (row: string, entries: readonly string[]) =>
    (row === 'OLD' && event === 'INSERT') || (row === 'NEW' && event === 'DELETE')
      ? 'NULL'
      : `${json}(${entries.join(', ')})`
  const key = (row: string) =>
    object(
      row,
      one.id.map(field => `'${field}', ${row}.${db.quote(one.columns[field] ?? field)}`),
    )
  const columns = (row: string) =>
    object(
      row,
      Object.entries(one.columns).map(
        ([field, column]) => `'${field}', ${text(`${row}.${db.quote(column)}`)}`,
      ),
    )
  const insert = `INSERT INTO change_log (name, key_before, key_after, row_before, row_after)
    VALUES ('${one.name}', ${key('OLD')}, ${key('NEW')}, ${columns('OLD')}, ${columns('NEW')});`
  const name = `A_${one.table}_${event}`.toLowerCase()
  const head = `CREATE TRIGGER "A_${name}" AFTER ${event} ON ${db.quote(one.table)} FOR EACH ROW`
  if (db.provider === 'sqlite') return [`${head} BEGIN ${insert} END`]
  return [
    `CREATE FUNCTION ${name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN ${insert} RETURN NULL; END $$`,
    `${head} EXECUTE FUNCTION ${name}()`,
  ]
}
