// The hashes of the tree (RFC 6962 §2.1, the same in RFC 9162 §2.1.1): a first byte keeps leaves and nodes apart.

import { sha256 } from '#crypto'

/** Bytes of every hash. */
export const treeHashBytes = 32

// A node is hashed a million times in a row: its bytes are put together in one buffer that stays.
const node = new Uint8Array(1 + 2 * treeHashBytes).fill(1, 0, 1)

/** The hash of a leaf: SHA-256 of a zero byte and the text in UTF-8. */
export function leafHash(text: string): Uint8Array {
  return sha256(`\0${text}`)
}

/** The hash of a node over its two children: SHA-256 of a byte of 1, left and right. */
export function nodeHash(left: Uint8Array, right: Uint8Array): Uint8Array {
  node.set(left, 1)
  node.set(right, 1 + treeHashBytes)
  return sha256(node)
}

/** The root of the tree without leaves: SHA-256 of nothing. */
export function emptyRoot(): Uint8Array {
  return sha256('')
}

/** How many of `size` leaves (2 or more) stand under the left child of the root: the greatest power of 2 below `size`. */
export function leftSize(size: number): number {
  let left = 1
  while (left * 2 < size) left *= 2
  return left
}
