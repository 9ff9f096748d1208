// Json values and their bytes: the text of JSON.stringify, refused wherever JSON would lose something in silence.

import { decodeText } from './text-codec.js'

/**
 * JSON text. Objects with `toJSON` are asked as JSON does, and undefined properties are dropped; -0 becomes
 * 0. Throws TypeError for what JSON would alter: undefined at the top or in an array, NaN and infinities, bigint,
 * functions, symbols, cycles, and objects that are not records or arrays (Map, Set, Error, typed arrays).
 */
export function encodeJson(value: unknown): string {
  try {
    const text = JSON.stringify(value, check)
    if (text !== undefined) return text
  } catch (error) {
    if (error instanceof Refusal) throw new TypeError(error.message)
    // The message about a cycle names properties, and toJSON may throw anything.
    throw new TypeError('Expected a JSON value without cycles, bigints and a toJSON that throws.')
  }
  throw new TypeError('Expected a JSON value.')
}

/** The value that `encodeJson` wrote. Throws TypeError for bytes that are not JSON text. */
export function decodeJson(bytes: Uint8Array): unknown {
  const text = decodeText(bytes)
  try {
    return JSON.parse(text)
  } catch {
    // The SyntaxError of JSON.parse quotes the text.
    throw new TypeError('Expected JSON text.')
  }
}

class Refusal extends TypeError {}

/** Sees each value after its toJSON; returns it as it is, or refuses it. */
function check(this: unknown, _key: string, value: unknown): unknown {
  if (isJsonValue(value)) return value
  if (value === undefined && !Array.isArray(this)) return value
  throw new Refusal('Expected a JSON value: null, boolean, finite number, string, array or plain object.')
}

function isJsonValue(value: unknown): boolean {
  if (typeof value === 'number') return Number.isFinite(value)
  if (typeof value !== 'object') return typeof value === 'string' || typeof value === 'boolean'
  if (value === null || Array.isArray(value)) return true
  return Object.prototype.toString.call(value) === '[object Object]'
}
