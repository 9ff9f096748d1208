// The SQL of prisma/sql/, statement by statement.

import { readFile } from 'node:fs/promises'
import type { Provider } from './available-databases.js'

/** The statements that create every table of prisma/schema.prisma. */
export async function readStatements(provider: Provider): Promise<string[]> {
  const script = await readFile(new URL(`../../prisma/sql/${provider}.sql`, import.meta.url), 'utf8')
  const statements = script.replace(/^--.*$/gm, '').split(/;\s*$/m)
  return statements.map(statement => statement.trim()).filter(statement => statement !== '')
}
