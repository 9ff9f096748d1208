// How a database says that it would find the rows of a statement.

import { inDialect } from '../../src/audit/report/in-dialect.js'
import type { SqlValue, TrailDatabase, TrailProvider } from '../../src/audit/trail-database.js'

const explain: Readonly<Record<TrailProvider, string>> = {
  sqlite: 'EXPLAIN QUERY PLAN',
  postgresql: 'EXPLAIN',
  mysql: 'EXPLAIN',
}

/** Has the database look at what stands in its tables now. */
export async function analyze(db: TrailDatabase, ...tables: string[]): Promise<void> {
  for (const table of tables)
    await db.execute(db.provider === 'mysql' ? `ANALYZE TABLE ${table}` : `ANALYZE ${table}`)
}

/** The plan of a statement, in standard quotes or as it was sent: a line for each step. */
export async function planOf(db: TrailDatabase, sql: string, values: readonly SqlValue[]): Promise<string> {
  const rows = await db.query(`${explain[db.provider]} ${inDialect(db.provider, sql)}`, values)
  return rows.map(row => row.join(' ')).join('\n')
}
