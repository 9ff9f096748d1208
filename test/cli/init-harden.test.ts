// The SQL of `fieldseal init --harden`, on real databases: what was written stays, and each role may do its part alone.

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hardeningSql, type TrailRoles } from '../../src/schema/trail/hardening-sql.js'
import { type Database, onEachDatabase } from '../support/databases.js'
import { createRole, type TestRole } from './role-connection.js'

/** Runs the script twice: the second time it changes nothing. */
async function harden(db: Database, roles?: TrailRoles): Promise<void> {
  const sql = hardeningSql(db.provider, roles)
  const statements = `${sql}${sql}`.replace(/^--.*\n/gm, '').split(/;\n/)
  for (const statement of statements.filter(text => text !== '')) await db.plain.$executeRawUnsafe(statement)
}

/** An INSERT for each table, and a column to change. */
const rows = [
  {
    table: 'audit_event',
    columns: ['id', 'time', 'kind', 'outcome', 'operation', 'entryCount', 'mac'],
    values: (key: string) => `'${key}', 't', 'change', 'done', 'update', 0, 'm'`,
    changes: 'mac',
  },
  {
    table: 'audit_entry',
    columns: ['eventId', 'position', 'model', 'recordId', 'action', 'fields'],
    values: (key: string) => `'${key}', 0, 'M', '{}', 'update', '[]'`,
    changes: 'recordId',
  },
  {
    table: 'audit_leaf',
    columns: ['position', 'eventId', 'hash'],
    values: (key: string) => `${key.length}, '${key}', 'h'`,
    changes: 'hash',
  },
  {
    table: 'audit_checkpoint',
    columns: ['size', 'note', 'frontier'],
    values: (key: string) => `${key.length}, 'n', 'f'`,
    changes: 'note',
  },
] as const

type Row = (typeof rows)[number]

function insertSql(db: Database, { table, columns, values }: Row, key: string): string {
  const names = columns.map(name => db.quote(name)).join(', ')
  return `INSERT INTO ${db.quote(table)} (${names}) VALUES (${values(key)})`
}

/** Statements that change or remove what stands in a table, by the providers that have them. */
const attacks: Readonly<Record<string, (db: Database, row: Row) => string | undefined>> = {
  UPDATE: (db, { table, changes }) => `UPDATE ${db.quote(table)} SET ${db.quote(changes)} = 'x'`,
  DELETE: (db, { table }) => `DELETE FROM ${db.quote(table)}`,
  TRUNCATE: (db, { table }) => (db.provider === 'postgresql' ? `TRUNCATE ${db.quote(table)}` : undefined),
  REPLACE: (db, row) =>
    db.provider === 'postgresql' ? undefined : insertSql(db, row, 'a').replace('INSERT', 'REPLACE'),
  UPSERT: (db, row) => {
    const change = `${db.quote(row.changes)} = 'x'`
    const keys = row.table === 'audit_entry' ? ['eventId', 'position'] : [row.columns[0]]
    const conflict = `ON CONFLICT (${keys.map(key => db.quote(key)).join(', ')}) DO UPDATE SET ${change}`
    return `${insertSql(db, row, 'a')} ${db.provider === 'mysql' ? `ON DUPLICATE KEY UPDATE ${change}` : conflict}`
  },
}

onEachDatabase('after hardening', db => {
  beforeAll(async () => {
    await harden(db())
    for (const row of rows) await db().plain.$executeRawUnsafe(insertSql(db(), row, 'a'))
  })

  test.each(rows)('$table takes new rows', async row => {
    await db().plain.$executeRawUnsafe(insertSql(db(), row, 'bb'))
    expect(await db().rawColumn(row.table, row.columns[0])).toHaveLength(2)
  })

  describe.each(Object.entries(attacks))('%s is refused', (_, attack) => {
    test.each(rows)('in $table', async row => {
      const statement = attack(db(), row)
      if (statement === undefined) return
      const before = await db().raw(`SELECT * FROM ${db().quote(row.table)} ORDER BY 1`)
      await expect(db().plain.$executeRawUnsafe(statement)).rejects.toThrow('append-only')
      expect(await db().raw(`SELECT * FROM ${db().quote(row.table)} ORDER BY 1`)).toEqual(before)
    })
  })

  test('a key that is taken is refused, and nothing else of a transaction stays', async () => {
    const [event, , leaf] = rows
    const batch = [insertSql(db(), event, 'ccc'), insertSql(db(), leaf, 'a')]
    await expect(
      db().plain.$transaction(batch.map(sql => db().plain.$executeRawUnsafe(sql))),
    ).rejects.toThrow()
    expect(await db().rawColumn('audit_event', 'id', "id = 'ccc'")).toEqual([])
  })
})

onEachDatabase('the roles', db => {
  let app: TestRole
  let sealer: TestRole
  const isSqlite = () => db().provider === 'sqlite'

  beforeAll(async () => {
    if (isSqlite()) return
    app = await createRole(db())
    sealer = await createRole(db())
    // What there was before is taken away.
    for (const { table } of rows) {
      for (const { name } of [app, sealer]) {
        const quoted = db().provider === 'mysql' ? `'${name}'` : `"${name}"`
        await db().plain.$executeRawUnsafe(`GRANT ALL PRIVILEGES ON ${db().quote(table)} TO ${quoted}`)
      }
    }
    await harden(db(), { app: app.name, sealer: sealer.name })
  })
  afterAll(async () => {
    await app?.drop()
    await sealer?.drop()
  })

  test.each(rows)('read $table, and add to it where it is theirs', async row => {
    if (isSqlite()) return
    const [owner, other] = /event|entry/.test(row.table) ? [app, sealer] : [sealer, app]
    await owner.run(insertSql(db(), row, 'a'))
    await expect(other.run(insertSql(db(), row, 'bb'))).rejects.toThrow(/denied/)
    for (const role of [app, sealer]) await role.run(`SELECT * FROM ${db().quote(row.table)}`)
  })

  test.each(rows)('change and remove nothing in $table', async row => {
    if (isSqlite()) return
    const { UPDATE, DELETE } = attacks
    const statements = [UPDATE?.(db(), row), DELETE?.(db(), row), `TRUNCATE TABLE ${db().quote(row.table)}`]
    for (const role of [app, sealer]) {
      for (const statement of statements) await expect(role.run(statement ?? '')).rejects.toThrow(/denied/)
    }
  })

  test('cannot take the triggers away', async () => {
    if (isSqlite()) return
    const [first] = rows
    const trigger = db().quote(db().provider === 'mysql' ? 'audit_event_no_update' : 'audit_event_no_change')
    const statements = [
      `DROP TABLE ${db().quote(first.table)}`,
      db().provider === 'mysql'
        ? `DROP TRIGGER ${trigger}`
        : `DROP TRIGGER ${trigger} ON ${db().quote(first.table)}`,
    ]
    for (const statement of statements)
      await expect(app.run(statement)).rejects.toThrow(/denied|must be owner/)
  })
})

onEachDatabase('one role', db => {
  test('does both parts where it is the only one', async () => {
    if (db().provider === 'sqlite') return
    const role = await createRole(db())
    try {
      await harden(db(), { app: role.name })
      for (const row of rows) await role.run(insertSql(db(), row, 'a'))
      await expect(role.run(attacks.DELETE?.(db(), rows[0]) ?? '')).rejects.toThrow(/denied/)
    } finally {
      await role.drop()
    }
  })
})
