// The two platform modules behind `#crypto`, for tests that hold for both.

import * as noble from '../../src/core/crypto-noble.js'
import * as node from '../../src/core/crypto-node.js'

/** Each platform by name; the type holds crypto-noble.ts to the exports of crypto-node.ts. */
export const platforms: readonly (readonly [name: string, platform: typeof node])[] = [
  ['node', node],
  ['noble', noble],
]

/** Bytes of hex text. */
export function hex(text: string): Uint8Array {
  return Uint8Array.from(Buffer.from(text, 'hex'))
}

/** Hex text of bytes. */
export function toHex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex')
}
