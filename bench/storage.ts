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
  /** Creates a database with the tables of a folder of generated/; gives its URL. */
  create(name: string, folder: string): Promise<string>
  /** Removes every database that was created; clients must be disconnected. */
  drop(): Promise<void>
}

/** An adapter for one client of a database, with as many connections at most where there are connections. */
export async function adapterFor(
  provider: Provider,
  url: string,
  connections = 1,
): Promise<SqlDriverAdapterFactory> {
  if (provider === 'sqlite') return (await loadSqliteDriver()).adapterFor(url)
  const { PrismaPg } = await import('@prisma/adapter-pg')
  return new PrismaPg({ connectionString: url, max: connections })
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
    async create(name, tables) {
      const url = `file:${join(folder, `${name}.db`)}`
      await runScript(adapterFor(url), `PRAGMA journal_mode = WAL;\n${await readTables(tables)}`)
      return url
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
  const prefix = `fieldseal_bench_${randomBytes(4).toString('hex')}`
  const created: string[] = []
  const run = async (url: URL, script: string) => runScript(await adapterFor('postgresql', url.href), script)
  return {
    provider: 'postgresql',
    description: `PostgreSQL, pg ${versionOf('pg')}`,
    async create(name, tables) {
      const database = `${prefix}_${name}`
      await run(server, `CREATE DATABASE ${database}`)
      created.push(database)
      const url = new URL(`/${database}`, server)
      url.searchParams.set('options', '-c synchronous_commit=off')
      await run(url, await readTables(tables))
      return url.href
    },
    async drop() {
      for (const name of created) await run(server, `DROP DATABASE ${name} WITH (FORCE)`)
    },
  }
}

function readTables(folder: string): Promise<string> {
  return readFile(new URL(`generated/${folder}/tables.sql`, import.meta.url), 'utf8')
}

async function runScript(factory: SqlDriverAdapterFactory, script: string): Promise<void> {
  const connection = await factory.connect()
  await connection.executeScript(script)
  await connection.dispose()
}
