// Ways in which the trail's tables can refuse what is recorded, each to be mended again.

import type { Database } from '../support/databases.js'

/** SQL that breaks the trail, and SQL that mends it. */
export interface Breakage {
  readonly title: string
  readonly breaks: (db: Database) => readonly string[]
  readonly mends: (db: Database) => readonly string[]
}

/** A trigger that refuses rows of a table. */
function refusing(db: Database, table: string): readonly string[] {
  if (db.provider === 'sqlite')
    return [`CREATE TRIGGER refuse BEFORE INSERT ON ${table} BEGIN SELECT RAISE(ABORT, 'full'); END`]
  if (db.provider === 'mysql')
    return [`CREATE TRIGGER refuse BEFORE INSERT ON ${table} FOR EACH ROW SIGNAL SQLSTATE '45000'`]
  return [
    `CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'full'; END $$`,
    `CREATE TRIGGER refuse BEFORE INSERT ON ${table} FOR EACH ROW EXECUTE FUNCTION refuse()`,
  ]
}

function accepting(db: Database, table: string): readonly string[] {
  return db.provider === 'postgresql'
    ? [`DROP TRIGGER refuse ON ${table}`, 'DROP FUNCTION refuse']
    : ['DROP TRIGGER refuse']
}

/** Every way. */
export const breakages: readonly Breakage[] = [
  {
    title: 'whose table of entries is gone',
    breaks: () => ['ALTER TABLE audit_entry RENAME TO audit_entry_away'],
    mends: () => ['ALTER TABLE audit_entry_away RENAME TO audit_entry'],
  },
  {
    title: 'that refuses events',
    breaks: db => refusing(db, 'audit_event'),
    mends: db => accepting(db, 'audit_event'),
  },
  {
    title: 'that refuses entries',
    breaks: db => refusing(db, 'audit_entry'),
    mends: db => accepting(db, 'audit_entry'),
  },
  {
    // PostgreSQL's own message for it holds the whole row.
    title: 'whose entries fit no check',
    breaks: db =>
      db.provider === 'sqlite'
        ? refusing(db, 'audit_entry')
        : ['ALTER TABLE audit_entry ADD CONSTRAINT refuse CHECK (position < 0)'],
    mends: db =>
      db.provider === 'sqlite'
        ? accepting(db, 'audit_entry')
        : ['ALTER TABLE audit_entry DROP CONSTRAINT refuse'],
  },
]

/** Runs `use` while the trail is broken. */
export async function whileBroken<Result>(
  db: Database,
  { breaks, mends }: Breakage,
  use: () => Promise<Result>,
): Promise<Result> {
  for (const sql of breaks(db)) await db.plain.$executeRawUnsafe(sql)
  try {
    return await use()
  } finally {
    for (const sql of mends(db)) await db.plain.$executeRawUnsafe(sql)
  }
}
