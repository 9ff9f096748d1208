// The port through which the trail is read and written: SQL on any of the three dialects, over a Prisma client in an
// application (prisma/) or over a driver adapter on the command line (cli/).

/** Prisma's name of the SQL dialect. */
export type TrailProvider = 'sqlite' | 'postgresql' | 'mysql'

/** A value of a statement. */
export type SqlValue = string | number | bigint | null

/** A connection to the database that holds the trail. */
export interface TrailDatabase {
  readonly provider: TrailProvider
  /**
   * The rows of a SELECT, each a list of values in the order of its columns, which need names of their own; BigInt columns
   * as bigint or number.
   */
  query(sql: string, values?: readonly SqlValue[]): Promise<readonly (readonly unknown[])[]>
  /** Sends a statement that gives no rows. */
  execute(sql: string, values?: readonly SqlValue[]): Promise<void>
  /** Runs `use` in one transaction, rolled back where it throws. */
  transaction<Result>(use: (inside: TrailDatabase) => Promise<Result>): Promise<Result>
}
