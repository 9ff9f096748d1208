// What the TypeScript examples of the pages stand on: the names that they use without declaring them, over an SQLite
// database with the tables of prisma/schema.prisma.

import { pbkdf2Sync, randomBytes } from 'node:crypto'
import {
  type FieldsealOptions,
  fieldseal,
  generateKeyText,
  hashPassword,
  importHash,
  keysFrom,
} from 'fieldseal'
import { fields, typed } from '../generated/sqlite/fieldseal/index.js'
import { PrismaClient } from '../generated/sqlite/prisma/client.js'
import { tables } from '../support/database.js'
import { openStorage } from '../support/open-storage.js'

const storage = await openStorage('sqlite')
const keyTexts = {
  data: [{ id: 'k1', key: generateKeyText() }],
  index: [{ id: 'i1', key: generateKeyText() }],
}

/** The keys of the clients below. */
export const keys = keysFrom(() => keyTexts)

/** A driver adapter. */
export const adapter = storage.createAdapter()

/** A client without the extension. */
export const plain = new PrismaClient({ adapter: storage.createAdapter() })

/** A client with it. */
export const db = sealedClient({})

/** A client in migration mode. */
export const migratingDb = sealedClient({ readPlaintext: true })

/** Values as a secret store returns them. */
export const secretStore = {
  async read(_name: string): Promise<string> {
    return generateKeyText()
  },
}

const password = 'correct horse battery'
const hash = await hashPassword(password)

/** A table of users as a script stored them: salt and hash of PBKDF2 with SHA-512 in hex. */
export const oldDatabase = {
  async query(_sql: string): Promise<readonly { id: string; salt: string; hash: string }[]> {
    const salt = randomBytes(16)
    const hash = pbkdf2Sync(password, salt, 100_000, 64, 'sha512')
    return [{ id: 'barbara', salt: salt.toString('hex'), hash: hash.toString('hex') }]
  },
}

/** Empties the tables and writes what examples read. */
export async function resetStage(): Promise<void> {
  await plain.$transaction(tables.map(table => plain.$executeRawUnsafe(`DELETE FROM "${table}"`)))
  await db.patient.create({
    data: {
      id: 'ada',
      name: 'Ada Lovelace',
      email: 'Ada.Lovelace@Example.com',
      cardNumber: '4242424242424242',
      age: typed.Patient.age(36),
      visits: { create: { note: 'Palpitations.' } },
    },
  })
  await db.user.create({ data: { id: 'ada', login: 'ada', password: importHash(hash) } })
  // As they stood before the pepper, and before passwords were taken over.
  await plain.user.create({ data: { id: 'charles', login: 'charles', password: hash } })
  await plain.user.create({ data: { id: 'barbara', login: 'barbara' } })
}

/** Adds rows as they stood before encryption. */
export async function addPlaintext(): Promise<void> {
  const data = [1, 2, 3].map(n => ({ name: `Old ${n}`, email: `old${n}@example.com`, cardNumber: '4000' }))
  await plain.patient.createMany({ data })
}

/** The stored e-mail addresses that are not sealed. */
export async function plaintextEmails(): Promise<readonly string[]> {
  const rows = await plain.patient.findMany({ where: { NOT: { email: { startsWith: 'fs1.' } } } })
  return rows.map(({ email }) => email)
}

/** Removes the database. */
export async function closeStage(): Promise<void> {
  await Promise.all([plain, db, migratingDb].map(client => client.$disconnect()))
  await storage.drop()
}

function sealedClient(options: Partial<FieldsealOptions<typeof fields>>) {
  const client = new PrismaClient({ adapter: storage.createAdapter() })
  return client.$extends(fieldseal({ fields, keys, ...options }))
}

export { fields, PrismaClient, typed }
