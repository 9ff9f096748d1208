// How rows are locked while they are read, in the words of each dialect.

import type { TrailProvider } from '../../audit/trail-database.js'

/**
 * How rows are locked: `change` for rows that change, `key` where other rows must not come to refer to them either.
 * `seen` reads what is committed by now, on MySQL too, whose plain reads go on showing what was there when the
 * transaction began to read; `kept` does so and has the rows keep their ids, which others may go on changing otherwise.
 * `none` is a plain read.
 */
export type RowLock = 'none' | 'seen' | 'kept' | 'change' | 'key'

type Locks = Readonly<Record<RowLock, string>>

/** SQLite has one writer at a time, and no locks on rows. */
const clauses: Readonly<Record<TrailProvider, Locks>> = {
  sqlite: { none: '', seen: '', kept: '', change: '', key: '' },
  postgresql: {
    none: '',
    seen: '',
    kept: ' FOR KEY SHARE',
    change: ' FOR NO KEY UPDATE',
    key: ' FOR UPDATE',
  },
  mysql: {
    none: '',
    seen: ' LOCK IN SHARE MODE',
    kept: ' LOCK IN SHARE MODE',
    change: ' FOR UPDATE',
    key: ' FOR UPDATE',
  },
}

/** What a SELECT ends with. */
export function lockClause(provider: TrailProvider, lock: RowLock): string {
  return clauses[provider][lock]
}
