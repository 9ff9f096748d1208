// Two clients of one bank, for tests of what one does while the other is at work.

import { beforeEach } from 'vitest'
import type { Database } from '../support/databases.js'
import { type SealedClient, sealedClient } from '../support/keys.js'
import { seedBank } from './seed-bank.js'

/** The clients, there once a test begins; each test begins with the bank as it is seeded. */
export interface TwoClients {
  client: SealedClient
  other: SealedClient
}

/** Makes them before the first test. */
export function twoClients(db: () => Database): TwoClients {
  const clients = {} as TwoClients
  beforeEach(async () => {
    clients.client ??= sealedClient(db())
    clients.other ??= sealedClient(db())
    await seedBank(db(), clients.client)
  })
  return clients
}

/** True for a database in which several can write at a time. */
export function isServer({ name }: Database): boolean {
  return name === 'postgresql' || name === 'mariadb'
}

/** Gives others time to come to where they wait. */
export function pause(ms: number): Promise<unknown> {
  return new Promise(resolve => setTimeout(resolve, ms))
}
