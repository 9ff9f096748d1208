// One way to write SQL for three dialects: standard quotes and question marks, put into the dialect when it is sent.

import type { TrailProvider } from '../trail-database.js'

/** The statement with names as the dialect quotes them, and its placeholders. Texts belong among the values. */
export function inDialect(provider: TrailProvider, sql: string): string {
  if (provider === 'mysql') return sql.replaceAll('"', '`')
  let count = 0
  return provider === 'postgresql' ? sql.replaceAll('?', () => `$${++count}`) : sql
}
