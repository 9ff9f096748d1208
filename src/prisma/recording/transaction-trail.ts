// The trail's tables over a Prisma client: inside a transaction, or alone.

import type { SqlValue, TrailDatabase, TrailProvider } from '../../audit/trail-database.js'
import type { Clients, ModelClient } from '../clients.js'
import type { RawClient } from './row-reader.js'

/** The trail as a client inside a transaction sees it. */
export function trailIn({ client }: ModelClient, provider: TrailProvider): TrailDatabase {
  const raw = client as unknown as RawClient
  const trail: TrailDatabase = {
    provider,
    query: async (sql, values = []) => {
      const rows = await raw.$queryRawUnsafe(sql, ...values)
      return rows.map(row => Object.values(row))
    },
    execute: async (sql: string, values: readonly SqlValue[] = []) => {
      await raw.$executeRawUnsafe(sql, ...values)
    },
    transaction: use => use(trail),
  }
  return trail
}

/** The trail as a client outside of transactions sees it. */
export function trailOf(clients: Clients, provider: TrailProvider): TrailDatabase {
  return {
    ...trailIn(clients.in(undefined), provider),
    transaction: use => clients.alone(own => use(trailIn(clients.in(own), provider))),
  }
}
