// The SQL that creates the tables of a schema: by Prisma's own schema engine for SQLite and PostgreSQL, and by
// mysql-tables.mjs for MySQL, which the WebAssembly build of that engine does not know.
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { PGlite } from '@electric-sql/pglite'
import { PrismaLibSql } from '@prisma/adapter-libsql'
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils'
import * as engineModule from '@prisma/schema-engine-wasm/schema_engine_bg'
import { PrismaPGlite } from 'pglite-prisma-adapter'
import { mysqlTablesSql } from './mysql-tables.mjs'

let isReady

const header = '-- Written by scripts/write-sql.mjs from prisma/schema.prisma.\n\n'

/** The script for `provider`, from the schema's text and, for MySQL, its DMMF datamodel. */
export async function createTablesSql(provider, schema, datamodel) {
  if (provider === 'mysql') return header + mysqlTablesSql(datamodel)
  if (provider === 'sqlite')
    return header + (await diffFromEmpty(schema, new PrismaLibSql({ url: ':memory:' })))
  const pglite = new PGlite()
  try {
    return header + (await diffFromEmpty(schema, new PrismaPGlite(pglite)))
  } finally {
    await pglite.close()
  }
}

async function diffFromEmpty(content, adapterFactory) {
  isReady ??= instantiateEngine()
  await isReady
  const file = { path: 'schema.prisma', content }
  const options = { datamodels: [[file.path, content]] }
  const engine = await engineModule.SchemaEngine.new(
    options,
    () => {},
    bindMigrationAwareSqlAdapterFactory(adapterFactory),
  )
  const { stdout } = await engine.diff({
    from: { tag: 'empty' },
    to: { tag: 'schemaDatamodel', files: [file] },
    script: true,
    exitCode: null,
    shadowDatabaseUrl: null,
    filters: { externalTables: [], externalEnums: [] },
  })
  return stdout
}

// The package's own entry imports the .wasm file as a module, which Node 20 cannot do. The glue code is a single
// instance, so it is set up once.
async function instantiateEngine() {
  const wasmFile = fileURLToPath(import.meta.resolve('@prisma/schema-engine-wasm/schema_engine_bg')).replace(
    /js$/,
    'wasm',
  )
  const { instance } = await WebAssembly.instantiate(readFileSync(wasmFile), {
    './schema_engine_bg.js': engineModule,
  })
  engineModule.__wbg_set_wasm(instance.exports)
  instance.exports.__wbindgen_start()
}
