// A place for one test file's tables: a SQLite file, a PGlite in memory, or a database of its own on a server.

import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { SqlDriverAdapterFactory } from '@prisma/driver-adapter-utils'
import { type DatabaseName, type Provider, serverUrl } from './available-databases.js'
import { readStatements } from './read-statements.js'

/** An empty database with every table of prisma/schema.prisma. */
export interface Storage {
  readonly provider: Provider
  /** A fresh driver adapter, for one client. */
  createAdapter(): SqlDriverAdapterFactory
  /** Removes the database; every client must be disconnected. */
  drop(): Promise<void>
}

/** Creates the storage and its tables. Drivers are loaded here, so that a run pays only for those that it uses. */
export async function openStorage(name: DatabaseName): Promise<Storage> {
  if (name === 'sqlite') return openSqlite()
  if (name === 'pglite') return openPglite()
  const url = new URL(serverUrl(name) ?? `${name}://missing-url`)
  return name === 'postgresql' ? openPostgresql(url) : openMariadb(url)
}

async function openSqlite(): Promise<Storage> {
  const { PrismaLibSql } = await import('@prisma/adapter-libsql')
  const folder = await mkdtemp(join(tmpdir(), 'fieldseal-'))
  const createAdapter = () => new PrismaLibSql({ url: `file:${join(folder, 'test.db')}` })
  // With the write-ahead log a second client can read while a transaction is open.
  await runScript(createAdapter(), ['PRAGMA journal_mode = WAL', ...(await readStatements('sqlite'))])
  return { provider: 'sqlite', createAdapter, drop: () => rm(folder, { recursive: true, force: true }) }
}

async function openPglite(): Promise<Storage> {
  const [{ loadPglite }, { PrismaPGlite }] = await Promise.all([
    import('./pglite-template.js'),
    import('pglite-prisma-adapter'),
  ])
  const pglite = await loadPglite()
  return { provider: 'postgresql', createAdapter: () => new PrismaPGlite(pglite), drop: () => pglite.close() }
}

async function openPostgresql(server: URL): Promise<Storage> {
  const { PrismaPg } = await import('@prisma/adapter-pg')
  const adapterFor = (url: URL) => new PrismaPg({ connectionString: url.href, max: 4 })
  const name = randomName()
  await runScript(adapterFor(server), [`CREATE DATABASE "${name}"`, ...hurry(name)])
  const createAdapter = () => adapterFor(new URL(`/${name}${server.search}`, server))
  await runScript(createAdapter(), await readStatements('postgresql'))
  const drop = () => runScript(adapterFor(server), [`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`])
  return { provider: 'postgresql', createAdapter, drop }
}

/** Settings of a database that is thrown away: nobody waits for its disk, nor a second for each deadlock. */
function hurry(database: string): readonly string[] {
  const set = (setting: string) => `ALTER DATABASE "${database}" SET ${setting}`
  // The second one is for superusers.
  return [
    set('synchronous_commit = off'),
    `DO $$ BEGIN ${set(`deadlock_timeout = '50ms'`)}; EXCEPTION WHEN insufficient_privilege THEN END $$`,
  ]
}

async function openMariadb(server: URL): Promise<Storage> {
  const { PrismaMariaDb } = await import('@prisma/adapter-mariadb')
  const adapterFor = (database: string) =>
    new PrismaMariaDb({
      host: server.hostname,
      port: Number(server.port || 3306),
      user: decodeURIComponent(server.username),
      password: decodeURIComponent(server.password),
      database,
      connectionLimit: 4,
    })
  const name = randomName()
  const runOnServer = (sql: string) => runScript(adapterFor(server.pathname.slice(1)), [sql])
  await runOnServer(`CREATE DATABASE \`${name}\``)
  await runScript(adapterFor(name), await readStatements('mysql'))
  const drop = () => runOnServer(`DROP DATABASE IF EXISTS \`${name}\``)
  return { provider: 'mysql', createAdapter: () => adapterFor(name), drop }
}

// Statement by statement, since the MariaDB adapter takes no scripts.
async function runScript(factory: SqlDriverAdapterFactory, statements: readonly string[]): Promise<void> {
  const connection = await factory.connect()
  try {
    for (const sql of statements) await connection.executeRaw({ sql, args: [], argTypes: [] })
  } finally {
    await connection.dispose()
  }
}

function randomName(): string {
  return `fieldseal_test_${randomBytes(6).toString('hex')}`
}
