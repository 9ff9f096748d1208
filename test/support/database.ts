// One open database as tests see it: clients without the extension, and a look at what is stored.

import type { fields } from '../generated/sqlite/fieldseal/index.js'
import type { Prisma, PrismaClient } from '../generated/sqlite/prisma/client.js'
import type { DatabaseName, Provider } from './available-databases.js'
import type { Storage } from './open-storage.js'

type LogSetting = Prisma.LogLevel | Prisma.LogDefinition
type EventsOf<Log extends readonly LogSetting[]> = Prisma.GetLogType<Log[number]>

/** What `createPlain` takes: the client's options but the adapter. */
export interface PlainOptions<Log extends readonly LogSetting[] = readonly LogSetting[]> {
  log?: [...Log]
  errorFormat?: Prisma.ErrorFormat
  omit?: Prisma.GlobalOmitConfig
  transactionOptions?: {
    maxWait?: number
    timeout?: number
    isolationLevel?: Prisma.TransactionIsolationLevel
  }
}

/** What the generators wrote for a provider; all of them are given the types of SQLite's. */
export interface Generated {
  readonly Client: new (options: Prisma.PrismaClientOptions) => PrismaClient
  readonly fields: typeof fields
}

/** Every table, those that refer to others first. */
export const tables = [
  'audit_checkpoint',
  'audit_leaf',
  'audit_entry',
  'audit_event',
  '_CustomerToLabel',
  '_RelatedLabels',
  'Label',
  'Passport',
  'Claim',
  'contracts',
  'District',
  'customers',
  'Region',
  '_DoctorToPatient',
  'visits',
  'rooms',
  'doctors',
  'insurance_policies',
  'BoundRecord',
  'Patient',
  'Vault',
  'Post',
  'Account',
  'Payment',
  'Cardholder',
  'UserSession',
  'User',
  'Member',
  'PlainPost',
  'PlainAccount',
  'PlainPatient',
]

/** A database with every table of prisma/schema.prisma, for one test file. */
export class Database {
  readonly name: DatabaseName
  /** Prisma's name for the dialect: pglite's is postgresql, mariadb's is mysql. */
  readonly provider: Provider
  /** The field map that the generator wrote for this provider. */
  readonly fields: typeof fields
  /** A client without the extension, which shows what is stored. */
  readonly plain: PrismaClient
  readonly #storage: Storage
  readonly #Client: Generated['Client']
  readonly #clients: PrismaClient[] = []

  constructor(name: DatabaseName, storage: Storage, generated: Generated) {
    this.name = name
    this.provider = storage.provider
    this.fields = generated.fields
    this.#storage = storage
    this.#Client = generated.Client
    this.plain = this.createPlain()
  }

  /** False on PGlite: its adapter has no savepoints, so a transaction inside a transaction fails. */
  get hasSavepoints(): boolean {
    return this.name !== 'pglite'
  }

  /** False on PGlite: it has one connection, so a second client waits until an open transaction ends. */
  get hasManyConnections(): boolean {
    return this.name !== 'pglite'
  }

  /** False on MariaDB: Prisma's mysql provider has no createManyAndReturn and updateManyAndReturn. */
  get hasReturning(): boolean {
    return this.provider !== 'mysql'
  }

  /**
   * A new client without the extension, disconnected when the database is closed. What SQLite's client lacks, such as
   * `mode: 'insensitive'`, needs a cast.
   */
  createPlain<const Log extends readonly LogSetting[] = []>(
    options: PlainOptions<Log> = {},
  ): PrismaClient<EventsOf<Log>> {
    const client = new this.#Client({ ...options, adapter: this.#storage.createAdapter() })
    this.#clients.push(client)
    return client as PrismaClient<EventsOf<Log>>
  }

  /** The rows of a query in the provider's own SQL. */
  raw(sql: string, ...values: unknown[]): Promise<Record<string, unknown>[]> {
    return this.plain.$queryRawUnsafe(sql, ...values)
  }

  /** The stored values of a column, by the database's names of table and column; `where` is SQL. */
  async rawColumn(table: string, column: string, where?: string): Promise<unknown[]> {
    const condition = where === undefined ? '' : ` WHERE ${where}`
    const rows = await this.raw(`SELECT ${this.quote(column)} AS value FROM ${this.quote(table)}${condition}`)
    return rows.map(row => row.value)
  }

  /** Quotes the name of a table or column. */
  quote(name: string): string {
    return this.provider === 'mysql' ? `\`${name}\`` : `"${name}"`
  }

  /** Deletes every row of every table; generated ids go on counting. */
  async clear(): Promise<void> {
    // MariaDB deletes row by row, and keeps a row that another of the same table refers to.
    const unlink = `UPDATE ${this.quote('Claim')} SET ${this.quote('parentId')} = NULL`
    const deletes = tables.map(table => `DELETE FROM ${this.quote(table)}`)
    await this.plain.$transaction([unlink, ...deletes].map(sql => this.plain.$executeRawUnsafe(sql)))
  }

  /** Disconnects every client and removes the database. */
  async close(): Promise<void> {
    await Promise.all(this.#clients.map(client => client.$disconnect()))
    await this.#storage.drop()
  }
}
