// The sources as the structure tests see them: paths below src/, text, and what each file imports.

import { readdirSync, readFileSync } from 'node:fs'
import { join, posix } from 'node:path'
import { fileURLToPath } from 'node:url'

/** One file: its path below src/, such as `core/key.ts`. */
export interface SourceFile {
  readonly path: string
  readonly text: string
}

const sourceFolder = fileURLToPath(new URL('../../src', import.meta.url))

/** Every source file of the package. */
export function readSources(): readonly SourceFile[] {
  return readdirSync(sourceFolder, { recursive: true, encoding: 'utf8' })
    .filter(name => name.endsWith('.ts'))
    .map(name => name.replaceAll('\\', '/'))
    .sort()
    .map(path => ({ path, text: readFileSync(join(sourceFolder, path), 'utf8') }))
}

/** What a file imports or re-exports, types included: paths below src/, or the names of packages. */
export function importsOf({ path, text }: SourceFile): readonly string[] {
  const statements = /^(?:import|export)\s+(?:[\w$*{},\s]+\sfrom\s+)?['"]([^'"]+)['"]/gm
  const calls = /\bimport\(\s*['"]([^'"]+)['"]\s*\)/g
  const specifiers = [statements, calls].flatMap(pattern =>
    [...withoutComments(text).matchAll(pattern)].map(match => match[1] as string),
  )
  return [...new Set(specifiers.map(specifier => resolve(path, specifier)))]
}

function withoutComments(text: string): string {
  return text.replace(/^\s*\/\/.*$/gm, '').replace(/\/\*[\s\S]*?\*\//g, '')
}

function resolve(path: string, specifier: string): string {
  if (!specifier.startsWith('.')) return specifier
  return posix.join(posix.dirname(path), specifier).replace(/\.js$/, '.ts')
}
