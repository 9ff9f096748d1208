// What the figures were measured on.

import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { arch, cpus, platform, totalmem } from 'node:os'
import { fileURLToPath } from 'node:url'

/** The machine and the versions of everything that was measured. */
export interface Machine {
  readonly cpu: string
  readonly cores: number
  readonly memoryGib: number
  readonly platform: string
  readonly versions: Readonly<Record<string, string>>
  /** The commit that was measured, with "+" where files had been changed. */
  readonly commit: string
}

/** Describes this machine. */
export function describeMachine(): Machine {
  const all = cpus()
  return {
    cpu: all[0]?.model.trim() ?? 'unknown',
    cores: all.length,
    memoryGib: Math.round(totalmem() / 2 ** 30),
    platform: `${platform()}-${arch()}`,
    versions: {
      node: process.versions.node,
      ...Object.fromEntries(packages.map(name => [name, versionOf(name)])),
    },
    commit: commit(),
  }
}

const packages = ['@prisma/client', 'fieldseal', 'prisma-field-encryption']

/** The installed version of a package. */
export function versionOf(name: string): string {
  const file = new URL(`node_modules/${name}/package.json`, import.meta.url)
  return JSON.parse(readFileSync(file, 'utf8')).version
}

function commit(): string {
  const git = (...args: string[]) => {
    const cwd = fileURLToPath(new URL('..', import.meta.url))
    return spawnSync('git', args, { cwd, encoding: 'utf8' }).stdout?.trim() ?? ''
  }
  return git('rev-parse', '--short', 'HEAD') + (git('status', '--porcelain', 'src') ? '+' : '')
}
