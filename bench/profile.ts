// Writes a CPU profile of one case on fieldseal, for a browser's developer tools, and says where the time went.

import { mkdirSync, writeFileSync } from 'node:fs'
import { type Profiler, Session } from 'node:inspector/promises'
import { fileURLToPath } from 'node:url'

const profileMs = 4_000
const samplingUs = 100

type Operate = (n: number) => Promise<unknown>

/**
 * Runs a case for four seconds, after two to warm up, and writes generated/profiles/<case>.cpuprofile.
 * @param restore takes back what was written
 */
export async function profile(
  name: string,
  operate: Operate,
  restore: () => Promise<unknown>,
): Promise<void> {
  await runFor(2_000, operate)
  await restore()
  const session = new Session()
  session.connect()
  await session.post('Profiler.enable')
  await session.post('Profiler.setSamplingInterval', { interval: samplingUs })
  await session.post('Profiler.start')
  await runFor(profileMs, operate)
  const { profile } = await session.post('Profiler.stop')
  session.disconnect()
  await restore()
  const file = new URL(`generated/profiles/${name.replaceAll(' ', '-')}.cpuprofile`, import.meta.url)
  mkdirSync(new URL('.', file), { recursive: true })
  writeFileSync(file, JSON.stringify(profile))
  printShares(name, profile)
  console.log(fileURLToPath(file))
}

async function runFor(ms: number, operate: Operate): Promise<void> {
  const end = performance.now() + ms
  for (let n = 0; performance.now() < end; n++) await operate(n)
}

function printShares(title: string, { nodes, samples = [] }: Profiler.Profile): void {
  const owners = ownersOf(nodes)
  const counts = new Map<string, number>()
  for (const id of samples) {
    const owner = owners.get(id) ?? 'unknown'
    counts.set(owner, (counts.get(owner) ?? 0) + 1)
  }
  console.log(`\n${title}: share of the time, by whose code runs`)
  for (const [owner, count] of [...counts].sort((a, b) => b[1] - a[1])) {
    console.log(`${((100 * count) / samples.length).toFixed(1).padStart(6)} %  ${owner}`)
  }
}

/** The owner of each node of the call tree; native code without an address counts for its caller. */
function ownersOf(nodes: readonly Profiler.ProfileNode[]): Map<number, string> {
  const owners = new Map<number, string>()
  // Parents come before their children.
  for (const { id, callFrame, children = [] } of nodes) {
    const owner = ownerOf(callFrame) ?? owners.get(id) ?? 'native'
    owners.set(id, owner)
    for (const child of children) owners.set(child, owner)
  }
  return owners
}

const known: readonly (readonly [RegExp, string])[] = [
  [/^node:internal\/crypto/, 'node:crypto'],
  [/^node:(internal\/)?buffer/, 'node:buffer'],
  [/^node:/, 'node, other'],
  [/\/dist\/(audit|core|masking|prisma|schema)\/|\/dist\/context/, 'fieldseal'],
  [/adapter-|better-sqlite3|\/pg|libsql/, 'database driver'],
  // Prisma's query compiler is WebAssembly.
  [/@prisma|\/generated\/|^wasm:/, 'Prisma'],
]

function ownerOf({ url, functionName }: Profiler.ProfileNode['callFrame']): string | undefined {
  if (url === '') return functionName.startsWith('(') && functionName !== '(root)' ? functionName : undefined
  return known.find(([pattern]) => pattern.test(url))?.[1] ?? 'other'
}
