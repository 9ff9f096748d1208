// The argument list of an annotation: `(positional, option: value, option: [a, b], option: 2..8)`.
// It may span lines. What the options mean is annotation-table.ts.

import type { Cursor } from './cursor.js'

/** One value as written. A quoted string is told from a word: only words can be names that fieldseal knows. */
export type ArgumentValue =
  | { readonly kind: 'word'; readonly text: string }
  | { readonly kind: 'string'; readonly text: string }
  | { readonly kind: 'range'; readonly min: number; readonly max: number }
  | { readonly kind: 'list'; readonly items: readonly ArgumentValue[] }

/** An argument; one without an option name is positional. */
export interface Argument {
  readonly option: string | undefined
  readonly value: ArgumentValue
}

/** A text that is not in the grammar; caught by annotation-text.ts and reported as a finding. */
export class AnnotationSyntaxError extends Error {}

const space = /\s*/y
const word = /[A-Za-z_]\w*/y
const quoted = /"(?:[^"\\\n]|\\["\\])*"/y
const range = /\d{1,6}\s*\.\.\s*\d{1,6}/y

/** Reads `( ... )` at the cursor and moves past it. Throws AnnotationSyntaxError. */
export function readArguments(cursor: Cursor): Argument[] {
  cursor.take(/\(/y)
  return readItems(cursor, /\)/y, 'closing ")"', readArgument)
}

function readItems<T>(cursor: Cursor, close: RegExp, expected: string, readItem: (cursor: Cursor) => T): T[] {
  const items: T[] = []
  for (;;) {
    cursor.take(space)
    if (cursor.take(close)) return items
    if (items.length > 0 && !cursor.take(/,/y)) throw new AnnotationSyntaxError(missing(cursor, expected))
    cursor.take(space)
    items.push(readItem(cursor))
  }
}

function readArgument(cursor: Cursor): Argument {
  const start = cursor.at
  const option = cursor.take(word)
  if (option !== undefined && cursor.take(/\s*:/y)) {
    cursor.take(space)
    return { option, value: readValue(cursor) }
  }
  cursor.at = start
  return { option: undefined, value: readValue(cursor) }
}

function readValue(cursor: Cursor): ArgumentValue {
  if (cursor.take(/\[/y)) return { kind: 'list', items: readItems(cursor, /\]/y, 'closing "]"', readValue) }
  const text = cursor.take(word)
  if (text !== undefined) return { kind: 'word', text }
  const string = cursor.take(quoted)
  if (string !== undefined) return { kind: 'string', text: string.slice(1, -1).replace(/\\(.)/g, '$1') }
  const [min, max] = cursor.take(range)?.split('..') ?? []
  if (min !== undefined && max !== undefined) return { kind: 'range', min: Number(min), max: Number(max) }
  throw new AnnotationSyntaxError(missing(cursor, 'a value'))
}

function missing(cursor: Cursor, expected: string): string {
  const found = /^\s*(\S{1,20})/.exec(cursor.text.slice(cursor.at))?.[1]
  return found === undefined ? `it ends without ${expected}` : `${expected} is expected before "${found}"`
}
