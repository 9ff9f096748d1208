// The rows that a test of the bank begins with.

import type { Database } from '../support/databases.js'
import type { SealedClient } from '../support/keys.js'

/** Empties the database, and makes the regions A and B and the customers c1, c2 and c3 of region A. The trail is empty. */
export async function seedBank(db: Database, client: SealedClient): Promise<void> {
  await db.clear()
  await db.plain.region.createMany({ data: ['A', 'B'].map(code => ({ code, name: code })) })
  const customers = ['c1', 'c2', 'c3'].map(id => ({ id, name: id, email: id, regionCode: 'A' }))
  await client.customer.createMany({ data: customers })
  for (const table of ['audit_entry', 'audit_event']) await db.plain.$executeRawUnsafe(`DELETE FROM ${table}`)
}
