// Writes prisma/sql/{sqlite,postgresql,mysql}.sql, which create every table of prisma/schema.prisma. Run it after
// changing the schema: `npm run generate && node scripts/write-sql.mjs`. A test fails while the files are stale.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { createTablesSql } from './create-tables-sql.mjs'
import { providers } from './provider-schema.mjs'

process.chdir(fileURLToPath(new URL('..', import.meta.url)))

mkdirSync('prisma/sql', { recursive: true })
for (const provider of providers) {
  const schema = readFileSync(`test/generated/${provider}/schema.prisma`, 'utf8')
  const { datamodel } = JSON.parse(readFileSync(`test/generated/${provider}/dmmf.json`, 'utf8'))
  writeFileSync(`prisma/sql/${provider}.sql`, await createTablesSql(provider, schema, datamodel))
  console.log(`wrote prisma/sql/${provider}.sql`)
}
