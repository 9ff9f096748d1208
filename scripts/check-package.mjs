// Packs the package and checks the tarball as a user would get it: what it holds, publint, attw, and that its entries
// and its command load. Needs a build; uses no network.
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

process.chdir(fileURLToPath(new URL('..', import.meta.url)))

const intended = /^(package\.json|[A-Z]+(\.md)?|dist\/.+\.(js|d\.ts)|docs\/.+\.md)$/
const about = JSON.parse(readFileSync('package.json', 'utf8'))
const folder = mkdtempSync(join(tmpdir(), 'fieldseal-pack-'))
const problems = []

try {
  const [{ filename, files }] = JSON.parse(run('npm', ['pack', '--json', '--pack-destination', folder]))
  const tarball = join(folder, filename)
  checkFiles(new Set(files.map(file => file.path)))
  tryCommand('publint', ['node_modules/publint/src/cli.js', 'run', '--strict', tarball])
  tryCommand('attw', ['node_modules/@arethetypeswrong/cli/dist/index.js', '--profile', 'esm-only', tarball])
  checkUse(tarball)
} finally {
  rmSync(folder, { recursive: true, force: true })
}

for (const problem of problems) console.error(`package: ${problem}`)
if (problems.length === 0) console.log('package: the tarball is as it should be')
else process.exitCode = 1

function checkFiles(packed) {
  for (const path of packed) if (!intended.test(path)) problems.push(`${path} is packed by mistake`)
  for (const path of ['README.md', 'LICENSE', ...namedFiles([about.exports, about.imports, about.bin])]) {
    if (!packed.has(path)) problems.push(`${path} is missing`)
  }
  for (const entry of about.files) {
    if (![...packed].some(path => path === entry || path.startsWith(`${entry}/`)))
      problems.push(`${entry} is missing`)
  }
}

function namedFiles(value) {
  return typeof value === 'string' ? [value.replace(/^\.\//, '')] : Object.values(value).flatMap(namedFiles)
}

// Unpacks the tarball as an installed package, beside links to what it depends on.
function checkUse(tarball) {
  const modules = join(folder, 'node_modules')
  writeFileSync(join(folder, 'package.json'), '{ "private": true, "type": "module" }')
  const home = join(modules, about.name)
  mkdirSync(home, { recursive: true })
  run('tar', ['-xzf', tarball, '-C', home, '--strip-components=1'])
  for (const name of Object.keys({ ...about.dependencies, ...about.peerDependencies })) {
    mkdirSync(dirname(join(modules, name)), { recursive: true })
    symlinkSync(resolve('node_modules', name), join(modules, name))
  }
  for (const entry of Object.keys(about.exports).filter(name => !name.endsWith('.json'))) {
    const specifier = about.name + entry.slice(1)
    const program = `await import('${specifier}')`
    tryCommand(`import '${specifier}'`, ['--input-type=module', '--eval', program], folder)
  }
  tryCommand('the command', [join(home, about.bin[about.name]), '--help'], folder)
}

function tryCommand(name, args, cwd = '.') {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd, encoding: 'utf8' })
  if (status !== 0) problems.push(`${name} failed:\n${stdout}${stderr}`)
}

function run(command, args) {
  return execFileSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })
}
