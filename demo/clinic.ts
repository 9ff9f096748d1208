// The clinic of the demo: an SQLite file in a temporary folder, a client with fieldseal, and one without for looking
// at what is stored.

import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PrismaLibSql } from '@prisma/adapter-libsql'
import { fieldseal, generateKeyText, keysFrom } from 'fieldseal'
import { fields } from '../test/generated/sqlite/fieldseal/index.js'
import { PrismaClient } from '../test/generated/sqlite/prisma/client.js'
import { readStatements } from '../test/support/read-statements.js'

// An application takes its keys from the environment (keysFromEnv) or from a secret store; these live for one run.
const keys = {
  data: [{ id: 'k1', key: generateKeyText() }],
  index: [{ id: 'i1', key: generateKeyText() }],
}

/** Where the client has its keys from. */
export const keySource = keysFrom(() => keys)

/** The clinic's database, seen from both sides. */
export interface Clinic {
  /** The database's folder. */
  readonly folder: string
  /** A client without the extension: what is stored. */
  readonly plain: PrismaClient
  /** The application's client. */
  readonly db: ReturnType<typeof protect>
  /** The bytes of every file of the database. */
  readBytes(): Promise<Buffer>
  close(): Promise<void>
}

/** Creates the file and its tables. */
export async function openClinic(): Promise<Clinic> {
  const folder = await mkdtemp(join(tmpdir(), 'fieldseal-demo-'))
  const connect = () =>
    new PrismaClient({ adapter: new PrismaLibSql({ url: `file:${join(folder, 'clinic.db')}` }) })
  const plain = connect()
  const db = protect(connect())
  for (const statement of await readStatements('sqlite')) await plain.$executeRawUnsafe(statement)
  return {
    folder,
    plain,
    db,
    readBytes: async () =>
      Buffer.concat(await Promise.all((await readdir(folder)).map(file => readFile(join(folder, file))))),
    close: async () => {
      await Promise.all([plain.$disconnect(), db.$disconnect()])
      await rm(folder, { recursive: true, force: true })
    },
  }
}

function protect(client: PrismaClient) {
  return client.$extends(fieldseal({ fields, keys: keySource, audit: { readers: ['auditor'] } }))
}
