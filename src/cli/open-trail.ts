// The database that a command works on: the URL says which driver adapter, which the application has installed.

import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { TrailDatabase } from '../audit/trail-database.js'
import { ConfigError } from '../errors.js'
import { AdapterTrail, answered, type DriverAdapter } from './adapter-trail.js'
import type { Terminal } from './terminal.js'

/** How commands are told of the database. */
export interface DatabaseOptions {
  /** In place of the environment's `DATABASE_URL`. */
  readonly url?: string | undefined
}

interface Driver {
  readonly module: string
  /** The name of the adapter's factory in the module. */
  readonly factory: string
  readonly config: (url: string) => unknown
}

type Factory = new (config: unknown) => { connect(): Promise<DriverAdapter> }

/** How long SQLite waits for a lock. */
const timeout = 5000

const postgresql: Driver = {
  module: '@prisma/adapter-pg',
  factory: 'PrismaPg',
  config: url => ({ connectionString: url, ...searchPath(url) }),
}
const mysql: Driver = { module: '@prisma/adapter-mariadb', factory: 'PrismaMariaDb', config: url => url }
const sqlite = (module: string, factory: string): Driver => ({
  module,
  factory,
  config: url => ({ url, timeout }),
})

/** The drivers for each protocol; the first that is installed is taken. */
const drivers: Readonly<Record<string, readonly Driver[]>> = {
  'postgresql:': [postgresql],
  'postgres:': [postgresql],
  'mysql:': [mysql],
  'mariadb:': [mysql],
  'file:': [
    sqlite('@prisma/adapter-libsql', 'PrismaLibSql'),
    sqlite('@prisma/adapter-better-sqlite3', 'PrismaBetterSqlite3'),
  ],
}

/**
 * Opens the database for `use` and closes it afterwards. Throws ConfigError CONFIG_OPTION_INVALID without a URL of a known
 * protocol, CONFIG_MODULE_MISSING without a driver, and AuditError AUDIT_DATABASE_FAILED for the database's own errors,
 * which may quote rows and are its cause.
 */
export async function withTrail<Result>(
  { url }: DatabaseOptions,
  { env, folder }: Terminal,
  use: (db: TrailDatabase) => Promise<Result>,
): Promise<Result> {
  const target = url ?? env.DATABASE_URL
  if (!target) throw invalid('There is no URL of a database.', 'Set DATABASE_URL, or give --url.')
  const { driver, Factory } = driverFor(target, folder ?? process.cwd())
  const config = driver.config(target)
  const adapter = await answered(async () => new Factory(config).connect())
  try {
    return await use(new AdapterTrail(adapter))
  } finally {
    await adapter.dispose()
  }
}

function driverFor(url: string, folder: string): { readonly driver: Driver; readonly Factory: Factory } {
  const candidates = drivers[/^[a-z]+:/.exec(url)?.[0] ?? '']
  if (!candidates || !URL.canParse(url)) {
    const known = Object.keys(drivers).join(', ')
    throw invalid(
      'The URL of the database is none, or has an unknown protocol.',
      `Give one that begins with ${known}.`,
    )
  }
  const require = createRequire(join(folder, 'package.json'))
  for (const driver of candidates) {
    const Factory = load(require, driver)
    if (Factory) return { driver, Factory }
  }
  const names = candidates.map(({ module }) => module).join(' or ')
  throw new ConfigError({
    code: 'CONFIG_MODULE_MISSING',
    message: `This database needs ${names}, which is not installed here.`,
    fix: `Run the command in the application's folder, or install it there: npm install ${candidates[0]?.module}.`,
  })
}

function load(require: NodeJS.Require, { module, factory }: Driver): Factory | undefined {
  try {
    require.resolve(module)
  } catch {
    return undefined
  }
  return require(module)[factory]
}

/** Prisma's own parameter of a URL, which the driver does not know. */
function searchPath(url: string): { readonly options?: string } {
  const schema = new URL(url).searchParams.get('schema')
  if (schema === null) return {}
  if (!/^\w+$/.test(schema))
    throw invalid('The schema in the URL has an odd name.', 'Use letters, digits and _.')
  return { options: `-c search_path="${schema}"` }
}

function invalid(message: string, fix: string): ConfigError {
  return new ConfigError({ code: 'CONFIG_OPTION_INVALID', message, fix })
}
