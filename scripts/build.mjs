// Compiles src/ to dist/ with plain tsc, then removes what an earlier build left there. The folder is never empty in
// between, so that a generator or a demo under way beside the build keeps working; after an error the last build stays.
import { spawnSync } from 'node:child_process'
import { chmodSync, readdirSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

process.chdir(fileURLToPath(new URL('..', import.meta.url)))

const compiler = [
  'node_modules/typescript/bin/tsc',
  '-p',
  'tsconfig.json',
  '--noEmitOnError',
  '--listEmittedFiles',
]
const { status, stdout } = spawnSync(process.execPath, compiler, { encoding: 'utf8' })
const lines = stdout.split('\n').filter(line => line !== '')
const emitted = new Set(lines.filter(line => line.startsWith('TSFILE: ')).map(line => resolve(line.slice(8))))
const messages = lines.filter(line => !line.startsWith('TSFILE: '))

if (messages.length > 0) console.error(messages.join('\n'))
if (status === 0) tidy()
else process.exitCode = 1

function tidy() {
  for (const entry of readdirSync('dist', { recursive: true, withFileTypes: true })) {
    const file = join(entry.parentPath, entry.name)
    if (entry.isFile() && !emitted.has(resolve(file))) rmSync(file, { force: true })
  }
  chmodSync('dist/bin.js', 0o755)
}
