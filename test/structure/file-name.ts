// How files are named: in kebab-case, after what they export, and never by a word that fits any content.

import { exportsOf } from './exports.js'
import type { SourceFile } from './source-file.js'

const kebabCase = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*\.ts$/
const vagueWords = ['utils', 'util', 'helpers', 'helper', 'common', 'misc', 'types', 'manager', 'service']

/** What is wrong with the name of a file; undefined where nothing is. */
export function nameProblem(file: SourceFile): string | undefined {
  const segments = file.path.split('/')
  const base = segments.at(-1) as string
  if (!kebabCase.test(base)) return `${file.path} is not in kebab-case`
  const words = segments.flatMap(segment => segment.replace(/\.ts$/, '').split('-'))
  const vague = words.find(word => vagueWords.includes(word))
  // `extension-types` and `render-types` are about types; a file called `types` alone would be about anything.
  if (vague !== undefined && (vague !== 'types' || base === 'types.ts')) return `${file.path} says "${vague}"`
  return isNamedAfterExport(file) ? undefined : `${file.path} is named after none of its exports`
}

/** True where some export shares a word with the file's name. A file without exports is an entry point. */
function isNamedAfterExport(file: SourceFile): boolean {
  const exported = exportsOf(file).flatMap(({ name }) => wordsOf(name))
  const own = (file.path.split('/').at(-1) as string).replace(/\.ts$/, '').split('-')
  return exported.length === 0 || own.some(word => exported.some(other => isSameWord(word, other)))
}

function wordsOf(name: string): string[] {
  return name.split(/(?=[A-Z])|_/).map(word => word.toLowerCase())
}

/** `error` and `errors`, `walk` and `walker`, `token` and `Token` are one word; so are `seal` and `sealed`. */
function isSameWord(a: string, b: string): boolean {
  const [short, long] = a.length < b.length ? [a, b] : [b, a]
  return short === long || (short.length >= 3 && long.startsWith(short) && long.length - short.length <= 4)
}
