// Takes over hashes that a script stored in several columns, such as salt and hash in hex, whose parameters stand in its
// code. They are stored in one column as PHC strings.

import { utf8Bytes } from '#crypto'
import { type ImportedHash, importHash } from './password-hash.js'
import { formatPbkdf2, type Pbkdf2Digest } from './pbkdf2-scheme.js'
import { decodeBase64 } from './phc-string.js'
import { formatScrypt } from './scrypt-scheme.js'

/**
 * Bytes as a column has them. `text` is for a salt that was passed to the hash function as the very text that is stored,
 * hex digits perhaps: `randomBytes(16).toString('hex')` given to `pbkdf2` is such a one.
 */
export type StoredBytes = { readonly hex: string } | { readonly base64: string } | { readonly text: string }

/** A PBKDF2 hash in columns. */
export interface Pbkdf2Columns {
  /** As given to `pbkdf2`. */
  readonly digest: Pbkdf2Digest
  readonly iterations: number
  readonly salt: StoredBytes
  readonly hash: StoredBytes
}

/** A scrypt hash in columns. */
export interface ScryptColumns {
  /** Node's `cost`, 16,384 by default; a power of 2. */
  readonly N?: number
  /** Node's `blockSize`, 8 by default. */
  readonly r?: number
  /** Node's `parallelization`, 1 by default. */
  readonly p?: number
  readonly salt: StoredBytes
  readonly hash: StoredBytes
}

/** Takes over a PBKDF2 hash as `$pbkdf2-sha256$i=...$salt$hash`. Throws TypeError for bytes that do not parse, and as `importHash`. */
export function importPbkdf2({ digest, iterations, salt, hash }: Pbkdf2Columns): ImportedHash {
  return importHash(formatPbkdf2({ digest, iterations, salt: bytesOf(salt), hash: bytesOf(hash) }))
}

/** Takes over a scrypt hash as `$scrypt$ln=...,r=...,p=...$salt$hash`. Throws as `importPbkdf2`. */
export function importScrypt({ N = 16_384, r = 8, p = 1, salt, hash }: ScryptColumns): ImportedHash {
  return importHash(formatScrypt({ N, r, p, salt: bytesOf(salt), hash: bytesOf(hash) }))
}

function bytesOf(stored: StoredBytes): Uint8Array {
  if ('hex' in stored) return decodeHex(stored.hex)
  if ('base64' in stored) return decodeBase64(stored.base64.replace(/={1,2}$/, ''))
  return utf8Bytes(stored.text)
}

function decodeHex(text: string): Uint8Array {
  if (!/^(?:[0-9a-fA-F]{2})*$/.test(text)) throw new TypeError('Expected hex digits.')
  return Uint8Array.from(text.match(/../g) ?? [], pair => Number.parseInt(pair, 16))
}
