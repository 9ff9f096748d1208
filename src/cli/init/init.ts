// `fieldseal init`: prepares a schema for fieldseal and its audit trail. With --print and --harden it writes SQL for
// those who keep their tables by other means, and touches nothing.

import { stat, writeFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import type { TrailProvider } from '../../audit/trail-database.js'
import { ConfigError } from '../../errors.js'
import { readSchemaFiles } from '../../generator/read-schema-files.js'
import { hardeningSql, type TrailRoles } from '../../schema/trail/hardening-sql.js'
import { trailTablesSql } from '../../schema/trail/trail-tables-sql.js'
import { extendSchema } from './extend-schema.js'
import { findSchema } from './find-schema.js'
import { placedBlocks, schemaProvider, type WrittenFile } from './schema-provider.js'

/** The options of the command. */
export interface InitOptions {
  /** The schema file or folder. */
  readonly schema?: string | undefined
  /** The provider to print SQL for; without it that of the schema. */
  readonly provider?: TrailProvider | undefined
  /** Print the SQL that creates the tables. */
  readonly print?: boolean | undefined
  /** Print the SQL that makes the tables append-only. */
  readonly harden?: boolean | undefined
  readonly appRole?: string | undefined
  readonly sealerRole?: string | undefined
}

// No quotes and no blanks, whatever the dialect.
const roleName = /^[A-Za-z_][\w.$@%:/-]{0,127}$/

const nextSteps = `Next: write /// @@audit above each model whose changes are to be recorded, then
  npx prisma migrate dev --create-only --name audit
  npx prisma generate
`

/**
 * Extends the schema of the project in the current folder, or makes SQL. Returns what to print. Throws ConfigError for
 * options that do not go together, and SchemaError for a schema that it does not understand.
 */
export async function init(options: InitOptions): Promise<string> {
  if (options.print || options.harden) return sqlFor(options)
  const misplaced = (['provider', 'appRole', 'sealerRole'] as const).find(name => options[name] !== undefined)
  if (misplaced)
    throw invalid('--provider, --app-role and --sealer-role are for SQL.', 'Add --print or --harden.')
  const path = findSchema(options.schema)
  const { files, target } = await readFiles(path)
  const changed = extendSchema(files, target)
  for (const { path: file, text } of changed) await writeFile(file, text)
  if (changed.length === 0) return `${path} has everything already.\n`
  const lines = changed.map(({ path: file, added }) => `${file}: added ${added.join(', ')}.\n`)
  return `${lines.join('')}${nextSteps}`
}

async function sqlFor(options: InitOptions): Promise<string> {
  const provider = options.provider ?? (await providerIn(options.schema))
  const roles = rolesOf(options, provider)
  const parts = [
    ...(options.print ? [trailTablesSql(provider)] : []),
    ...(options.harden ? [hardeningSql(provider, roles)] : []),
  ]
  return parts.join('\n')
}

async function providerIn(schema: string | undefined): Promise<TrailProvider> {
  const { files } = await readFiles(findSchema(schema))
  return schemaProvider(placedBlocks(files)) as TrailProvider
}

/** The files of a schema, and the one that takes the models: in a folder `audit.prisma`. */
async function readFiles(path: string): Promise<{ files: readonly WrittenFile[]; target: string }> {
  const read = await readSchemaFiles(path)
  const files = read.map(({ path: file = path, text }) => ({ path: file, text }))
  return {
    files,
    target: (await stat(path)).isDirectory() ? relative('.', join(path, 'audit.prisma')) : path,
  }
}

function rolesOf({ harden, appRole, sealerRole }: InitOptions, provider: string): TrailRoles | undefined {
  const given = [appRole, sealerRole].filter(role => role !== undefined)
  if (given.length === 0) return undefined
  if (!harden) throw invalid('--app-role and --sealer-role are for --harden.', 'Add --harden.')
  if (appRole === undefined) throw invalid('--sealer-role needs --app-role.', 'Name both roles.')
  if (appRole === sealerRole) throw invalid('Both roles are one.', 'Name two, or leave --sealer-role out.')
  if (provider === 'sqlite') throw invalid('SQLite has no roles.', 'Leave --app-role and --sealer-role out.')
  if (!given.every(role => roleName.test(role)))
    throw invalid('The name of a role cannot be quoted.', 'Use letters, digits and _ . - $ @ % : /.')
  return { app: appRole, sealer: sealerRole }
}

function invalid(message: string, fix: string): ConfigError {
  return new ConfigError({ code: 'CONFIG_OPTION_INVALID', message, fix })
}
