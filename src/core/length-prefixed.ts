// The one way in which fieldseal puts several items into one byte string that is authenticated or derived
// from: no two different lists give the same bytes. Changing it makes every stored value unreadable.

import { encodeText } from './text-codec.js'

/** An item of a length-prefixed list: text (as UTF-8), bytes, or a number from 0 to 255 (one byte). */
export type LengthPrefixedItem = string | number | Uint8Array

/**
 * LP(items): uint32 big-endian count, then for each item its uint32 big-endian byte length and its bytes.
 * Throws TypeError for text with a lone surrogate and RangeError for a number that is not one byte.
 */
export function lengthPrefixed(items: readonly LengthPrefixedItem[]): Uint8Array {
  const parts = items.map(bytesOf)
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + 4 + part.length, 4))
  const view = new DataView(bytes.buffer)
  view.setUint32(0, parts.length)
  let at = 4
  for (const part of parts) {
    view.setUint32(at, part.length)
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
