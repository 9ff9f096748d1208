// A client that reports what it sends to the database.

import type { Database, PlainOptions, PrismaClient } from '../support/databases.js'

/** A client without the extension, and the SQL it has sent so far, oldest first. */
export interface WatchedClient {
  readonly plain: PrismaClient
  readonly statements: string[]
}

/** Opens a client whose statements are listed. */
export function watchQueries(db: Database, options: Omit<PlainOptions, 'log'> = {}): WatchedClient {
  const plain = db.createPlain({ ...options, log: [{ emit: 'event', level: 'query' }] })
  const statements: string[] = []
  plain.$on('query', event => statements.push(event.query))
  return { plain: plain as PrismaClient, statements }
}
