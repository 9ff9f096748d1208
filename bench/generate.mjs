// Generates what the run needs of each schema and database into generated/: the Prisma client, the field map and
// tables.sql. PostgreSQL only where it is named or BENCH_POSTGRES_URL is set. Needs a built ../dist and an installed
// repository. Usage: node generate.mjs [sqlite postgresql]
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

process.chdir(fileURLToPath(new URL('.', import.meta.url)))

if (!existsSync('../dist/bin.js'))
  fail('../dist is missing. Run `npm ci && npm run build` in the repository first.')
const { createTablesSql } = await import('../scripts/create-tables-sql.mjs')
/** Each schema and the folder that its providers' folders stand in. */
const schemas = { 'schema.prisma': 'generated', 'audit/schema.prisma': 'generated/audit' }
const available = process.env.BENCH_POSTGRES_URL ? ['sqlite', 'postgresql'] : ['sqlite']
for (const provider of process.argv.length > 2 ? process.argv.slice(2) : available) {
  for (const [schema, folder] of Object.entries(schemas))
    await generate(schema, provider, join(folder, provider))
}

async function generate(file, provider, folder) {
  const schema = readFileSync(file, 'utf8').replace('provider = "sqlite"', `provider = "${provider}"`)
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  // The generator's command is run from this folder, and outputs stand beside the schema.
  writeFileSync(join(folder, 'schema.prisma'), schema)
  runPrisma(join(folder, 'schema.prisma'))
  writeFileSync(join(folder, 'tables.sql'), await createTablesSql(provider, schema))
}

function runPrisma(schema) {
  const args = ['node_modules/prisma/build/index.js', 'generate', '--no-hints', '--schema', schema]
  // Prisma asks for a schema engine binary though generating never runs it: any existing file will do.
  const env = { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, CHECKPOINT_DISABLE: '1' }
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { env, encoding: 'utf8' })
  if (status !== 0) fail(`prisma generate failed:\n${stdout}${stderr}`)
}

function fail(message) {
  console.error(message)
  process.exit(1)
}
