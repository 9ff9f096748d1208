// Accounts by the hundred thousand, written by the database itself: synthetic index texts, nothing that opens.

import type { Database } from '../support/databases.js'

/** The columns that get a text of their own in each row. */
const columns = [
  'ssn',
  'usernameIndex',
  'ssnIndex',
  'birthDateIndex',
  'lastNameIndex',
  'nameBirthIndex',
  'sessionToken',
]

/** Rows in one statement. */
const batch = 100_000

/** SQL for the numbers from 1 to `batch`, named n, for text from parts, and for counting what is there. */
const dialects = {
  sqlite: {
    numbers: `WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < ${batch})
      SELECT * FROM numbers`,
    concat: (...parts: string[]) => parts.join(' || '),
    analyze: ['ANALYZE'],
  },
  postgresql: {
    numbers: `SELECT n FROM generate_series(1, ${batch}) AS n`,
    concat: (...parts: string[]) => parts.join(' || '),
    analyze: ['ANALYZE "Account"', 'ANALYZE "Post"'],
  },
  mysql: {
    numbers: `SELECT seq AS n FROM seq_1_to_${batch}`,
    concat: (...parts: string[]) => `concat(${parts.join(', ')})`,
    analyze: ['ANALYZE TABLE `Account`', 'ANALYZE TABLE `Post`'],
  },
}

/** Adds this many accounts, to the nearest 100,000, each with a post; then has the database look at its tables. */
export async function fillAccounts(db: Database, count: number): Promise<void> {
  for (let first = 0; first < count; first += batch) {
    await db.plain.$executeRawUnsafe(insertAccounts(db, first))
    await db.plain.$executeRawUnsafe(insertPosts(db, first))
  }
  for (const sql of dialects[db.provider].analyze) await db.plain.$queryRawUnsafe(sql)
}

function insertAccounts(db: Database, first: number): string {
  const texts = columns.map(column => [column, indexText(db, first)])
  const row = { id: rowId(db, first), tenant: `'t1'`, username: indexText(db, first) }
  return insert(db, 'Account', { ...row, ...Object.fromEntries(texts) })
}

function insertPosts(db: Database, first: number): string {
  return insert(db, 'Post', {
    title: `'fs1.k1.x'`,
    titleIndex: indexText(db, first),
    accountId: rowId(db, first),
  })
}

function rowId(db: Database, first: number): string {
  return dialects[db.provider].concat(`'row'`, `(${first} + n)`)
}

/** As long as an index text; in order, since MariaDB takes ten minutes to sort a million into every index. */
function indexText(db: Database, first: number): string {
  return dialects[db.provider].concat(`'i1.${'0'.repeat(14)}'`, `(${first} + 10000000 + n)`)
}

/** Inserts one row for each number; the values are SQL. */
function insert(db: Database, table: string, row: Readonly<Record<string, string>>): string {
  const names = Object.keys(row).map(name => db.quote(name))
  const values = Object.values(row).join(', ')
  const { numbers } = dialects[db.provider]
  return `INSERT INTO ${db.quote(table)} (${names.join(', ')}) SELECT ${values} FROM (${numbers}) AS numbers`
}
