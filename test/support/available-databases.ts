// Which databases a run uses: SQLite and PGlite always, since they need no server, and the servers whose URL is given.

export type DatabaseName = 'sqlite' | 'pglite' | 'postgresql' | 'mariadb'

/** The databases that need a server, with the environment variable that holds its URL. */
export const servers = [
  { name: 'postgresql', variable: 'FIELDSEAL_TEST_POSTGRES_URL' },
  { name: 'mariadb', variable: 'FIELDSEAL_TEST_MARIADB_URL' },
] as const

/** The URL of a server, or undefined where none is given. */
export function serverUrl(name: 'postgresql' | 'mariadb'): string | undefined {
  const server = servers.find(candidate => candidate.name === name)
  return (server && process.env[server.variable]) || undefined
}

/** The databases of this run, in the order in which a suite visits them. */
export const databases: readonly DatabaseName[] = [
  'sqlite',
  'pglite',
  ...servers.map(server => server.name).filter(name => serverUrl(name) !== undefined),
]
