// The one way in which fieldseal puts several items into one byte string that is authenticated or derived
// from: no two different lists give the same bytes. Changing it makes every stored value unreadable.

import { encodeText } from './text-codec.js'

const emptyList = new Uint8Array(4)

/** An item of a length-prefixed list: text (as UTF-8), bytes, or a number from 0 to 255 (one byte). */
export type LengthPrefixedItem = string | number | Uint8Array

/**
 * LP(items): uint32 big-endian count, then for each item its uint32 big-endian byte length and its bytes. With
 * `start`, which is such a list, the list that has its items first. Throws TypeError for text with a lone surrogate
 * and RangeError for a number that is not one byte.
 */
export function lengthPrefixed(
  items: readonly LengthPrefixedItem[],
  start: Uint8Array = emptyList,
): Uint8Array {
  const parts = items.map(bytesOf)
  let length = start.length
  for (const part of parts) length += 4 + part.length
  const bytes = new Uint8Array(length)
  bytes.set(start)
  writeUint32(bytes, 0, readUint32(start) + parts.length)
  let at = start.length
  for (const part of parts) {
    writeUint32(bytes, at, part.length)
    bytes.set(part, at + 4)
    at += 4 + part.length
  }
  return bytes
}

function bytesOf(item: LengthPrefixedItem): Uint8Array {
  if (typeof item === 'string') return encodeText(item)
  if (typeof item !== 'number') return item
  if (!Number.isInteger(item) || item < 0 || item > 255)
    throw new RangeError('Expected an integer from 0 to 255.')
  return Uint8Array.of(item)
}

function readUint32(bytes: Uint8Array): number {
  const [a = 0, b = 0, c = 0, d = 0] = bytes
  return ((a << 24) | (b << 16) | (c << 8) | d) >>> 0
}

function writeUint32(bytes: Uint8Array, at: number, value: number): void {
  bytes[at] = value >>> 24
  bytes[at + 1] = value >>> 16
  bytes[at + 2] = value >>> 8
  bytes[at + 3] = value
}
