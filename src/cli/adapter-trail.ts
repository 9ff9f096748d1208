// The trail over one of Prisma's driver adapters, without a client: what the commands read and write through.

import type { SqlValue, TrailDatabase, TrailProvider } from '../audit/trail-database.js'
import { AuditError } from '../errors.js'

/** What is used of Prisma's SqlQueryable. */
interface Queryable {
  queryRaw(query: DriverQuery): Promise<{ readonly rows: readonly (readonly unknown[])[] }>
  executeRaw(query: DriverQuery): Promise<number>
}

interface DriverQuery {
  readonly sql: string
  readonly args: unknown[]
  readonly argTypes: { readonly scalarType: string; readonly arity: 'scalar' }[]
}

/** What is used of Prisma's Transaction. */
interface DriverTransaction extends Queryable {
  readonly options: { readonly usePhantomQuery: boolean }
  commit(): Promise<void>
  rollback(): Promise<void>
}

/** What is used of Prisma's SqlDriverAdapter. */
export interface DriverAdapter extends Queryable {
  readonly provider: string
  startTransaction(): Promise<DriverTransaction>
  dispose(): Promise<void>
}

const providers: Readonly<Record<string, TrailProvider>> = {
  postgres: 'postgresql',
  mysql: 'mysql',
  sqlite: 'sqlite',
}

/**
 * The trail's tables behind a connected driver adapter. Its errors, which may quote rows, are the cause of an AuditError
 * AUDIT_DATABASE_FAILED.
 */
export class AdapterTrail implements TrailDatabase {
  readonly provider: TrailProvider
  readonly #adapter: DriverAdapter
  readonly #queryable: Queryable

  constructor(adapter: DriverAdapter, inside?: Queryable) {
    this.provider = providers[adapter.provider] as TrailProvider
    this.#adapter = adapter
    this.#queryable = inside ?? adapter
  }

  async query(sql: string, values: readonly SqlValue[] = []): Promise<readonly (readonly unknown[])[]> {
    return (await answered(() => this.#queryable.queryRaw(driverQuery(sql, values)))).rows
  }

  async execute(sql: string, values: readonly SqlValue[] = []): Promise<void> {
    await answered(() => this.#queryable.executeRaw(driverQuery(sql, values)))
  }

  async transaction<Result>(use: (inside: TrailDatabase) => Promise<Result>): Promise<Result> {
    if (this.#queryable !== this.#adapter) return use(this)
    const transaction = await answered(() => this.#adapter.startTransaction())
    let result: Result
    try {
      result = await use(new AdapterTrail(this.#adapter, transaction))
    } catch (error) {
      // The first error counts; a connection that broke is rolled back by the server.
      await end(transaction, 'ROLLBACK').catch(() => undefined)
      throw error
    }
    await answered(() => end(transaction, 'COMMIT'))
    return result
  }
}

/** What a call of the driver gives. Throws AuditError AUDIT_DATABASE_FAILED, with the driver's error as its cause. */
export async function answered<Result>(call: () => Promise<Result>): Promise<Result> {
  try {
    return await call()
  } catch (cause) {
    const { kind } = (cause as { readonly cause?: { readonly kind?: unknown } }).cause ?? {}
    throw new AuditError({
      code: 'AUDIT_DATABASE_FAILED',
      message: `The database did not do what was asked of it${typeof kind === 'string' ? ` (${kind})` : ''}.`,
      fix: 'Check the URL, and that the tables of the trail are there: `npx fieldseal init` adds them to the schema.',
      cause,
    })
  }
}

/** Some adapters leave the statement itself to their caller, and only give the connection back. */
async function end(transaction: DriverTransaction, statement: 'COMMIT' | 'ROLLBACK'): Promise<void> {
  try {
    if (!transaction.options.usePhantomQuery) await transaction.executeRaw(driverQuery(statement, []))
  } finally {
    await (statement === 'COMMIT' ? transaction.commit() : transaction.rollback())
  }
}

function driverQuery(sql: string, values: readonly SqlValue[]): DriverQuery {
  return { sql, args: [...values], argTypes: values.map(argType) }
}

function argType(value: SqlValue): DriverQuery['argTypes'][number] {
  const scalarType = typeof value === 'number' ? 'int' : typeof value === 'bigint' ? 'bigint' : 'string'
  return { scalarType, arity: 'scalar' }
}
