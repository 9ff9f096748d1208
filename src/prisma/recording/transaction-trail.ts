// The trail's tables over a Prisma client: inside a transaction, or alone.

import type { TrailDatabase, TrailProvider } from '../../audit/trail-database.js'
import type { Clients } from '../clients.js'
import type { InternalTransaction } from '../internals.js'

/** The trail as an interactive transaction sees it. */
export function trailIn(
  clients: Clients,
  transaction: InternalTransaction,
  provider: TrailProvider,
): TrailDatabase {
  const trail: TrailDatabase = {
    provider,
    query: async (sql, values = []) => (await clients.query(transaction, sql, values)).map(Object.values),
    execute: (sql, values = []) => clients.execute(transaction, sql, values),
    transaction: use => use(trail),
  }
  return trail
}

interface RawClient {
  $queryRawUnsafe(sql: string, ...values: unknown[]): Promise<object[]>
  $executeRawUnsafe(sql: string, ...values: unknown[]): Promise<number>
}

/** The trail as a client outside of transactions sees it. */
export function trailOf(clients: Clients, provider: TrailProvider): TrailDatabase {
  const raw = clients.in(undefined).client as unknown as RawClient
  return {
    provider,
    query: async (sql, values = []) => (await raw.$queryRawUnsafe(sql, ...values)).map(Object.values),
    execute: async (sql, values = []) => {
      await raw.$executeRawUnsafe(sql, ...values)
    },
    transaction: use => clients.alone(own => use(trailIn(clients, own, provider))),
  }
}
