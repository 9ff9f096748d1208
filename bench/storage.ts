// A fresh database for each subject: SQLite files in a temporary folder, or databases on the PostgreSQL server of
// BENCH_POSTGRES_URL. Nothing waits for a disk, so that what a library adds weighs most: ratios in production are lower.

import { randomBytes } from 'node:crypto'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { SqlDriverAdapterFactory } from '@prisma/driver-adapter-utils'
import { versionOf } from './machine.js'

/** The databases that can be measured, by Prisma's names. */
export type Provider = 'sqlite' | 'postgresql'

/** A place for databases. */
export interface Storage {
  readonly provider: Provider
  /** Driver and version, for the report. */
  readonly description: string
  /** Creates a database with every table; gives an adapter for one client. */
  create(name: string): Promise<SqlDriverAdapterFactory>
  /** Removes every database that was created; clients must be disconnected. */
  drop(): Promise<void>
}

/** Opens a place for databases of a provider. */
export function openStorage(provider: Provider): Promise<Storage> {
  return provider === 'sqlite' ? openSqlite() : openPostgresql(new URL(process.env.BENCH_POSTGRES_URL ?? ''))
}

async function openSqlite(): Promise<Storage> {
  const { driver, adapterFor } = await loadSqliteDriver()
  const folder = await mkdtemp(join(tmpdir(), 'fieldseal-bench-'))
  return {
    provider: 'sqlite',
    description: `SQLite, ${driver} ${versionOf(driver)}`,
    drop: () => rm(folder, { recursive: true, force: true }),
    async create(name) {
      const adapter = adapterFor(`file:${join(folder, `${name}.db`)}`)
      await runScript(adapter, `PRAGMA journal_mode = WAL;\n${await readTables('sqlite')}`)
      return adapter
    },
  }
}

/** better-sqlite3 where `npm run setup` could compile it, else libsql, which reads at a third of the speed. */
async function loadSqliteDriver(): Promise<{
  driver: string
  adapterFor: (url: string) => SqlDriverAdapterFactory
}> {
  try {
    const { PrismaBetterSqlite3 } = await import('@prisma/adapter-better-sqlite3')
    const adapterFor = (url: string) => new PrismaBetterSqlite3({ url })
    await (await adapterFor(':memory:').connect()).dispose()
    return { driver: 'better-sqlite3', adapterFor }
  } catch {
    const { PrismaLibSql } = await import('@prisma/adapter-libsql')
    return { driver: 'libsql', adapterFor: url => new PrismaLibSql({ url }) }
  }
}

async function openPostgresql(server: URL): Promise<Storage> {
  const { PrismaPg } = await import('@prisma/adapter-pg')
  const adapterFor = (url: URL) => new PrismaPg({ connectionString: url.href, max: 1 })
  const prefix = `fieldseal_bench_${randomBytes(4).toString('hex')}`
  const created: string[] = []
  return {
    provider: 'postgresql',
    description: `PostgreSQL, pg ${versionOf('pg')}`,
    async create(name) {
      const database = `${prefix}_${name}`
      await runScript(adapterFor(server), `CREATE DATABASE ${database}`)
      created.push(database)
      const url = new URL(`/${database}`, server)
      url.searchParams.set('options', '-c synchronous_commit=off')
      await runScript(adapterFor(url), await readTables('postgresql'))
      return adapterFor(url)
    },
    async drop() {
      for (const name of created) await runScript(adapterFor(server), `DROP DATABASE ${name} WITH (FORCE)`)
    },
  }
}

function readTables(provider: Provider): Promise<string> {
  return readFile(new URL(`generated/${provider}/tables.sql`, import.meta.url), 'utf8')
}

async function runScript(factory: SqlDriverAdapterFactory, script: string): Promise<void> {
  const connection = await factory.connect()
  await connection.executeScript(script)
  await connection.dispose()
}
