// A connection to a test's database as a role of its own, made for the test: what that role may do is what counts.

import { randomBytes } from 'node:crypto'
import { PrismaMariaDb } from '@prisma/adapter-mariadb'
import { PrismaPg } from '@prisma/adapter-pg'
import { serverUrl } from '../support/available-databases.js'
import type { Database } from '../support/databases.js'

/** A role that may log in and has no rights yet. */
export interface TestRole {
  readonly name: string
  /** Runs a statement as the role. */
  run(sql: string): Promise<void>
  /** Removes the role. */
  drop(): Promise<void>
}

/** Makes a role on the server of `db`; PGlite has one connection, which changes its role for each statement. */
export async function createRole(db: Database): Promise<TestRole> {
  const name = `fieldseal_${randomBytes(6).toString('hex')}`
  const as = (sql: string) => db.plain.$executeRawUnsafe(sql)
  if (db.provider === 'mysql') {
    await as(`CREATE USER '${name}'@'%' IDENTIFIED BY '${name}'`)
    return {
      name,
      run: sql => runOnMariadb(db, name, sql),
      drop: async () => void (await as(`DROP USER '${name}'`)),
    }
  }
  await as(`CREATE ROLE "${name}" LOGIN PASSWORD '${name}'`)
  const run =
    db.name === 'pglite'
      ? (sql: string) => runOnPglite(db, name, sql)
      : (sql: string) => runOnPostgresql(db, name, sql)
  const drop = async () => {
    await as(`DROP OWNED BY "${name}"`)
    await as(`DROP ROLE "${name}"`)
  }
  return { name, run, drop }
}

async function runOnMariadb(db: Database, user: string, sql: string): Promise<void> {
  const { hostname, port } = new URL(serverUrl('mariadb') ?? '')
  const [row] = await db.raw('SELECT DATABASE() AS name')
  const database = String(row?.name)
  const adapter = new PrismaMariaDb({
    host: hostname,
    port: Number(port || 3306),
    user,
    password: user,
    database,
  })
  await runOnce(adapter, sql)
}

async function runOnPostgresql(db: Database, user: string, sql: string): Promise<void> {
  const [row] = await db.raw('SELECT current_database() AS name')
  const url = new URL(`/${row?.name}`, serverUrl('postgresql'))
  url.username = user
  url.password = user
  await runOnce(new PrismaPg({ connectionString: url.href, max: 1 }), sql)
}

async function runOnPglite(db: Database, role: string, sql: string): Promise<void> {
  await db.plain.$executeRawUnsafe(`SET ROLE "${role}"`)
  try {
    await db.plain.$executeRawUnsafe(sql)
  } finally {
    await db.plain.$executeRawUnsafe('RESET ROLE')
  }
}

async function runOnce(factory: PrismaPg | PrismaMariaDb, sql: string): Promise<void> {
  const connection = await factory.connect()
  try {
    await connection.executeRaw({ sql, args: [], argTypes: [] })
  } finally {
    await connection.dispose()
  }
}
