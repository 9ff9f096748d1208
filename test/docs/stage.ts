// What the TypeScript examples of the pages stand on: the names that they use without declaring them, over an SQLite
// database with the tables of prisma/schema.prisma.

import { type FieldsealOptions, fieldseal, generateKeyText, keysFrom } from 'fieldseal'
import { fields, typed } from '../generated/sqlite/fieldseal/index.js'
import { PrismaClient } from '../generated/sqlite/prisma/client.js'
import { tables } from '../support/database.js'
import { openStorage } from '../support/open-storage.js'

const storage = await openStorage('sqlite')
const keys = {
  data: [{ id: 'k1', key: generateKeyText() }],
  index: [{ id: 'i1', key: generateKeyText() }],
}

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
  return client.$extends(fieldseal({ fields, keys: keysFrom(() => keys), ...options }))
}

export { fields, PrismaClient, typed }
