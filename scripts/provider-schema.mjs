// Derives a provider's schema from prisma/schema.prisma: the provider, the outputs, the generator that dumps
// Prisma's metamodel for tests and, for MySQL, column types wide enough for what is stored. Needs a build.

import { isTrailModel } from '../dist/audit/trail-tables.js'
import { renderTrailModel } from '../dist/schema/trail/render-trail-model.js'

/** The providers that the tests know, by Prisma's names. */
export const providers = ['sqlite', 'postgresql', 'mysql']

const metamodelGenerator = `generator metamodel {
  provider = "node scripts/dump-dmmf.mjs"
  output   = "."
}`

/** The schema text for `provider`, with every output relative to the schema's own folder. */
export function providerSchema(text, provider) {
  const derived = text
    .replace(/^(datasource [^}]*provider\s*=\s*)"\w+"/m, `$1"${provider}"`)
    .replace(/"[^"]*test\/generated\/sqlite\/(\w+)"/g, '"./$1"')
    .replace(/^model /m, `${metamodelGenerator}\n\nmodel `)
  if (provider !== 'mysql') return derived
  return derived.replace(/^(?:\/\/\/ .*\n)*model (\w+) [\s\S]*?\n}/gm, (model, name) =>
    isTrailModel(name) ? renderTrailModel(name, provider) : addNativeTypes(model),
  )
}

// Prisma's String is VARCHAR(191) on MySQL, too short for a sealed value or a password's hash; text columns cannot be
// unique, and a key holds at most 768 characters of utf8mb4.
function addNativeTypes(model) {
  const keyed = new Set(
    [...model.matchAll(/@@unique\(\[([^\]]*)\]/g)].flatMap(match => match[1].split(/,\s*/)),
  )
  let isProtected = false
  const lines = model.split('\n').map(line => {
    if (/^\s*\/\/\//.test(line)) {
      isProtected ||= /@(encrypted|password)\b/.test(line)
      return line
    }
    const field = isProtected ? /^\s+(\w+)\s+String\b/.exec(line) : null
    isProtected = false
    if (!field) return line
    return `${line} ${keyed.has(field[1]) || /@unique\b/.test(line) ? '@db.VarChar(512)' : '@db.LongText'}`
  })
  return lines.join('\n')
}
