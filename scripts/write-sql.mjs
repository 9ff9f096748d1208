// Writes prisma/sql/{sqlite,postgresql,mysql}.sql, which create every table of prisma/schema.prisma. Run it after
// changing the schema: `npm run generate && node scripts/write-sql.mjs`. With --check it writes nothing and fails
// where a file is stale, which a test does.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { createTablesSql } from './create-tables-sql.mjs'
import { providers } from './provider-schema.mjs'

process.chdir(fileURLToPath(new URL('..', import.meta.url)))

const isCheck = process.argv.includes('--check')

mkdirSync('prisma/sql', { recursive: true })
for (const provider of providers) {
  const file = `prisma/sql/${provider}.sql`
  const schema = readFileSync(`test/generated/${provider}/schema.prisma`, 'utf8')
  const { datamodel } = JSON.parse(readFileSync(`test/generated/${provider}/dmmf.json`, 'utf8'))
  const sql = await createTablesSql(provider, schema, datamodel)
  if (isCheck) check(file, sql)
  else writeFileSync(file, sql)
}

function check(file, sql) {
  if (readFileSync(file, 'utf8') === sql) return
  console.error(`${file} is stale. Run \`npm run generate && node scripts/write-sql.mjs\`.`)
  process.exitCode = 1
}
