// The databases that tests run on. START HERE to write a test that needs one:
//
//   onEachDatabase('finding by e-mail', db => {
//     test('ignores case', async () => { const client = sealedClient(db()) ... })
//   })

import { afterAll, beforeAll, describe } from 'vitest'
import { type DatabaseName, databases, type Provider } from './available-databases.js'
import { Database, type Generated } from './database.js'
import { openStorage } from './open-storage.js'

export type { Prisma, PrismaClient } from '../generated/sqlite/prisma/client.js'
export { type DatabaseName, databases } from './available-databases.js'
export type { Database, PlainOptions } from './database.js'

// Literal paths, which vite needs to find the TypeScript behind them.
const generated = {
  sqlite: () =>
    Promise.all([
      import('../generated/sqlite/prisma/client.js'),
      import('../generated/sqlite/fieldseal/index.js'),
    ]),
  postgresql: () =>
    Promise.all([
      import('../generated/postgresql/prisma/client.js'),
      import('../generated/postgresql/fieldseal/index.js'),
    ]),
  mysql: () =>
    Promise.all([
      import('../generated/mysql/prisma/client.js'),
      import('../generated/mysql/fieldseal/index.js'),
    ]),
}

/** Opens an empty database of its own; the caller closes it. */
export async function openDatabase(name: DatabaseName): Promise<Database> {
  const storage = await openStorage(name)
  return new Database(name, storage, await loadGenerated(storage.provider))
}

/** Runs a suite on each database of this run; its tests share one database, empty at the start. */
export function onEachDatabase(title: string, suite: (db: () => Database) => void): void {
  describe.each(databases)(`${title} (%s)`, name => {
    let database: Database | undefined
    beforeAll(async () => {
      database = await openDatabase(name)
    })
    afterAll(() => database?.close())
    suite(() => {
      if (!database)
        throw new Error('Call db() inside tests and hooks: the database opens before the first test')
      return database
    })
  })
}

async function loadGenerated(provider: Provider): Promise<Generated> {
  const [{ PrismaClient }, { fields }] = await generated[provider]()
  return { Client: PrismaClient, fields } as unknown as Generated
}
