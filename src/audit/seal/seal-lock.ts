// One sealer at a time, so that others do not work in vain. Nothing rests on it: the keys of the tables keep two
// sealers from writing two trees.

import type { TrailDatabase, TrailProvider } from '../trail-database.js'

interface LockSql {
  /** Gives 1 or true where the lock was free; without a `take` the first write of the transaction locks. */
  readonly take?: string
  readonly write?: string
  /** For locks that outlive the transaction. */
  readonly release?: string
}

/** A lock of MySQL is the server's, so its name says which database. */
const mysqlName = `CONCAT('fieldseal.', MD5(DATABASE()))`

const lockSql: Readonly<Record<TrailProvider, LockSql>> = {
  postgresql: {
    take: `SELECT pg_try_advisory_xact_lock(hashtext('fieldseal.audit'), hashtext(current_schema())) AS taken`,
  },
  mysql: { take: `SELECT GET_LOCK(${mysqlName}, 0) AS taken`, release: `DO RELEASE_LOCK(${mysqlName})` },
  sqlite: { write: 'DELETE FROM "audit_checkpoint" WHERE 0' },
}

/** Runs `use` under the sealer's lock; undefined where another sealer holds it. Call it inside a transaction. */
export async function underSealLock<Result>(
  db: TrailDatabase,
  use: () => Promise<Result>,
): Promise<Result | undefined> {
  const { take, write, release } = lockSql[db.provider]
  if (write) await db.execute(write)
  if (take && !Number((await db.query(take))[0]?.[0])) return undefined
  try {
    return await use()
  } finally {
    if (release) await db.execute(release)
  }
}
