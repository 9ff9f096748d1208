// Where an open test database is, in a form that goes through to another process, and the way back to a client of it.

import { PrismaLibSql } from '@prisma/adapter-libsql'
import { PrismaMariaDb } from '@prisma/adapter-mariadb'
import { PrismaPg } from '@prisma/adapter-pg'
import type { SqlDriverAdapterFactory } from '@prisma/driver-adapter-utils'
import { type DatabaseName, serverUrl } from '../support/available-databases.js'
import { Database, type Generated } from '../support/database.js'

/** A database that several processes can open. */
export interface DatabasePlace {
  readonly name: Exclude<DatabaseName, 'pglite'>
  /** SQLite's file; the name of a database on a server. */
  readonly place: string
}

/** The place of an open database; undefined for PGlite, which lives in one process. */
export async function placeOf(db: Database): Promise<DatabasePlace | undefined> {
  if (db.name === 'pglite') return undefined
  const questions = {
    sqlite: `SELECT file AS place FROM pragma_database_list WHERE name = 'main'`,
    postgresql: 'SELECT current_database() AS place',
    mariadb: 'SELECT database() AS place',
  }
  const [row] = await db.raw(questions[db.name])
  return { name: db.name, place: String(row?.place) }
}

/** Opens it in another process, which does not drop it. */
export async function openPlace({ name, place }: DatabasePlace): Promise<Database> {
  const provider = name === 'mariadb' ? 'mysql' : name
  const [{ PrismaClient }, { fields }] = await Promise.all([
    import(`../generated/${provider}/prisma/client.js`),
    import(`../generated/${provider}/fieldseal/index.js`),
  ])
  const storage = {
    provider,
    createAdapter: () => adapterFor({ name, place }),
    drop: async () => {},
  } as const
  return new Database(name, storage, { Client: PrismaClient, fields } as Generated)
}

function adapterFor({ name, place }: DatabasePlace): SqlDriverAdapterFactory {
  if (name === 'sqlite') return new PrismaLibSql({ url: `file:${place}` })
  const url = new URL(serverUrl(name) ?? '')
  if (name === 'postgresql') return new PrismaPg({ connectionString: new URL(`/${place}`, url).href, max: 6 })
  return new PrismaMariaDb({
    host: url.hostname,
    port: Number(url.port || 3306),
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
    database: place,
    connectionLimit: 6,
  })
}
