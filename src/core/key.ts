// One secret key of a keyring. Its bytes never leave this file but through HKDF, and it prints as its id.

import { decodeBase64url, encodeBase64url, hkdfSha256, randomBytes } from '#crypto'
import { KeyError } from '../errors.js'
import { keyBytes } from './aead.js'
import { isBytes } from './is-bytes.js'

const noSalt = new Uint8Array(0)
const keyFix = 'Make one with `npx fieldseal keygen`.'

/** The form of a key id: 1 to 16 characters of `[a-z0-9]`. It stands in clear in every sealed value. */
export const keyIdPattern = /^[a-z0-9]{1,16}$/

/** A secret key of 32 bytes and its id. Shows as `Key(id)` wherever it is printed, cloned or serialised. */
export class Key {
  readonly id: string
  readonly #bytes: Uint8Array

  /**
   * `key` is 32 bytes, or their base64 or base64url text. `source` names where it came from, for the error.
   * Throws KeyError KEY_INVALID for a malformed id, another length, and a key that no CSPRNG made: one of
   * few different bytes, or of nothing but printable ASCII (a passphrase).
   */
  constructor(id: string, key: Uint8Array | string, source = 'A key') {
    if (typeof id !== 'string' || !keyIdPattern.test(id)) {
      throw invalid(`${source} has an id that is not 1 to 16 characters of [a-z0-9].`)
    }
    const bytes = bytesOf(key)
    if (bytes?.length !== keyBytes) throw invalid(`${source} is not 32 bytes or their base64 text.`)
    if (isWeak(bytes)) throw invalid(`${source} is not random.`)
    this.id = id
    this.#bytes = bytes
  }

  /** HKDF-SHA-256 of the key with empty salt (RFC 5869): 32 bytes for the purpose that `info` names. */
  derive(info: Uint8Array): Uint8Array {
    return hkdfSha256(this.#bytes, noSalt, info, keyBytes)
  }

  /** `Key(id)`. */
  toString(): string {
    return `Key(${this.id})`
  }

  /** `Key(id)`. */
  toJSON(): string {
    return this.toString()
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return this.toString()
  }
}

/** A new random key as base64 text, for `fieldseal keygen`. */
export function generateKeyText(): string {
  const text = encodeBase64url(randomBytes(keyBytes))
  return `${text.replaceAll('-', '+').replaceAll('_', '/')}=`
}

function bytesOf(key: unknown): Uint8Array | undefined {
  if (isBytes(key)) return Uint8Array.from(key)
  if (typeof key !== 'string' || !/^[\w+/-]{43}=?$/.test(key)) return undefined
  const text = key.slice(0, 43).replaceAll('+', '-').replaceAll('/', '_')
  try {
    return Uint8Array.from(decodeBase64url(text))
  } catch {
    return undefined
  }
}

function isWeak(bytes: Uint8Array): boolean {
  // 32 random bytes have fewer than 12 different ones, or only printable ones, once in 10^13 keys at most.
  return new Set(bytes).size < 12 || bytes.every(byte => byte >= 0x20 && byte < 0x7f)
}

function invalid(message: string): KeyError {
  return new KeyError({ code: 'KEY_INVALID', message, fix: keyFix })
}
