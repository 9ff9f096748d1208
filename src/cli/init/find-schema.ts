// Finds the Prisma schema where Prisma's own commands find it. Paths are those from the current folder.

import { existsSync, readFileSync } from 'node:fs'
import { normalize } from 'node:path'
import { ConfigError } from '../../errors.js'

const extensions = ['js', 'ts', 'mjs', 'cjs', 'mts', 'cts']
const configFiles = ['prisma7.config', 'prisma.config'].flatMap(name =>
  extensions.map(end => `${name}.${end}`),
)
const defaultFiles = ['schema.prisma', 'prisma/schema.prisma']

/**
 * The path of the schema file or folder: the one given, the one that Prisma's config file or package.json names, or the
 * default. Throws ConfigError CONFIG_OPTION_INVALID where there is none.
 */
export function findSchema(given?: string): string {
  const path = given ?? configuredSchema() ?? packagedSchema() ?? defaultFiles.find(existsSync)
  if (path !== undefined && existsSync(path)) return path
  throw notFound(
    path === undefined ? 'There is no schema.prisma here or in prisma/.' : `There is no schema at ${path}.`,
  )
}

// The file is a program. Only a path that stands in it as a text is read.
function configuredSchema(): string | undefined {
  const file = configFiles.find(existsSync)
  const program = file ? readFileSync(file, 'utf8').replace(/^\s*\/\/.*$/gm, '') : ''
  const setting = /(?<![\w.])schema\s*:\s*(?:(["'`])([^"'`$]+)\1\s*[,}\n])?/.exec(program)
  if (!setting) return undefined
  const [, , path] = setting
  if (path === undefined)
    throw notFound(`${file} says where the schema is in a way that only Prisma can read.`)
  return normalize(path)
}

function packagedSchema(): string | undefined {
  if (!existsSync('package.json')) return undefined
  const about = JSON.parse(readFileSync('package.json', 'utf8')) as {
    readonly prisma?: { readonly schema?: string }
  }
  return about.prisma?.schema
}

function notFound(message: string): ConfigError {
  return new ConfigError({ code: 'CONFIG_OPTION_INVALID', message, fix: 'Give its path with --schema.' })
}
