// Generates the Prisma client, the field map and the metamodel dump of each provider into test/generated/.
// Usage: node scripts/generate-clients.mjs [sqlite|postgresql|mysql ...] [--quiet]
// A provider whose inputs have not changed since the last run is left as it is.
import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { providerSchema, providers } from './provider-schema.mjs'

process.chdir(fileURLToPath(new URL('..', import.meta.url)))

const prismaCommand = 'node_modules/prisma/build/index.js'
const root = 'test/generated'

const chosen = process.argv.slice(2).filter(argument => argument !== '--quiet')
const isQuiet = process.argv.includes('--quiet')

const unknown = chosen.filter(name => !providers.includes(name))
if (unknown.length > 0) fail(`Unknown provider: ${unknown.join(', ')}. Choose from ${providers.join(', ')}.`)
if (!existsSync('dist/bin.js')) fail('dist/bin.js is missing. Run `npm run build` first.')

const schema = readFileSync('prisma/schema.prisma', 'utf8')
const toolsHash = hashTools()
const results = await Promise.allSettled((chosen.length > 0 ? chosen : providers).map(generate))
const failures = results.filter(result => result.status === 'rejected')
if (failures.length > 0) fail(failures.map(failure => failure.reason.message).join('\n\n'))

async function generate(provider) {
  const text = providerSchema(schema, provider)
  const stamp = sha256(toolsHash, text)
  const target = join(root, provider)
  if (readStamp(target) === stamp) return
  const startedAt = performance.now()
  // Prisma writes beside the target, so that a run under way in another process never sees half a client.
  const folder = join(root, `.${provider}-${process.pid}`)
  mkdirSync(folder, { recursive: true })
  try {
    writeFileSync(join(folder, 'schema.prisma'), text)
    await runPrisma(provider, folder)
    writeFileSync(join(folder, 'stamp'), stamp)
    replaceFolder(target, folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
  if (!isQuiet) console.log(`generated ${target} in ${Math.round(performance.now() - startedAt)} ms`)
}

async function runPrisma(provider, folder) {
  const env = {
    ...process.env,
    // Prisma asks for a schema engine binary though generating never runs it: any existing file will do.
    PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
    PRISMA_HIDE_UPDATE_MESSAGE: '1',
    CHECKPOINT_DISABLE: '1',
  }
  const args = [prismaCommand, 'generate', '--no-hints', '--schema', join(folder, 'schema.prisma')]
  try {
    await promisify(execFile)(process.execPath, args, { env })
  } catch (error) {
    const output = `${error.stdout ?? ''}${error.stderr ?? ''}`.trim() || error.message
    throw new Error(`prisma generate failed for ${provider}:\n${output}`)
  }
}

function replaceFolder(target, folder) {
  const old = `${folder}-old`
  if (existsSync(target)) renameSync(target, old)
  renameSync(folder, target)
  rmSync(old, { recursive: true, force: true })
}

// What decides the output beside the schema: our generator, Prisma's version and these scripts. The extension in
// dist/prisma has no part in generating.
function hashTools() {
  const built = readdirSync('dist', { recursive: true })
    .filter(name => name.endsWith('.js') && !name.startsWith('prisma/'))
    .sort()
    .map(name => join('dist', name))
  const scripts = ['generate-clients', 'provider-schema', 'dump-dmmf'].map(name => `scripts/${name}.mjs`)
  const files = [...built, ...scripts, 'node_modules/prisma/package.json']
  return sha256(...files.flatMap(file => [file, readFileSync(file, 'utf8')]))
}

function readStamp(target) {
  const file = join(target, 'stamp')
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined
}

function sha256(...parts) {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex')
}

function fail(message) {
  console.error(message)
  process.exit(1)
}
