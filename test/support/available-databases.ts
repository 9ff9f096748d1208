// Which databases a run uses: SQLite always, the servers whose URL is given, and PGlite, which needs no server, where there
// is no PostgreSQL: both read one dialect, and the server has what PGlite has not. The long run takes all of them.

/** The environment variables that hold the URLs of databases on a server. */
export const serverVariables = {
  postgresql: 'FIELDSEAL_TEST_POSTGRES_URL',
  mariadb: 'FIELDSEAL_TEST_MARIADB_URL',
} as const

export type ServerName = keyof typeof serverVariables
export type DatabaseName = 'sqlite' | 'pglite' | ServerName

/** Prisma's name for the SQL dialect. */
export type Provider = 'sqlite' | 'postgresql' | 'mysql'

/** Every database that needs a server. */
export const serverNames: readonly ServerName[] = ['postgresql', 'mariadb']

/** The URL of a server, or undefined where none is given. */
export function serverUrl(name: ServerName): string | undefined {
  return process.env[serverVariables[name]] || undefined
}

/** The databases of this run, in the order in which a suite visits them. */
export const databases: readonly DatabaseName[] = [
  'sqlite',
  ...(serverUrl('postgresql') === undefined || process.env.FIELDSEAL_LONG === '1'
    ? (['pglite'] as const)
    : []),
  ...serverNames.filter(name => serverUrl(name) !== undefined),
]
