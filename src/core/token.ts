// Tokens (session ids, API keys, reset links): the database keeps a keyed hash, by which a token that comes in is
// looked up; nothing leads back from it.

import { encodeBase64url, randomBytes } from '#crypto'
import type { BlindIndexOptions } from './blind-index.js'
import { ColumnMac } from './column-mac.js'
import { formatIndexText } from './index-text.js'
import { IndexedField } from './indexed-field.js'
import { lengthPrefixed } from './length-prefixed.js'

const tokenBytes = 32
const prefixPattern = /^[\w.-]{0,32}$/

/** What the tokens of one column are hashed with. */
export type TokenColumnOptions = Omit<BlindIndexOptions, 'type'>

/**
 * Hashes the tokens of one column: keyId `.` base64url(HMAC-SHA-256(K, LP(LP(normaliser ids), token))), all 32 bytes.
 * Shows which rows hold equal tokens. A token that people choose can be guessed by whoever has the index key.
 */
export class TokenColumn {
  readonly #field: IndexedField
  readonly #mac: ColumnMac

  constructor({ keyring, application, column, normalizers }: TokenColumnOptions) {
    this.#field = new IndexedField({ type: 'String', normalizers })
    this.#mac = new ColumnMac(keyring, { purpose: 'token', application, columns: [column] })
  }

  /** The text to store for a token, under the active key. Throws TypeError for anything but a string. */
  compute(token: unknown): string {
    return this.#text(this.#mac.activeId, this.#message(token))
  }

  /** The texts to look a token up by, one for each loaded key, active first. Throws as `compute`. */
  computeAll(token: unknown): readonly string[] {
    const message = this.#message(token)
    return this.#mac.keyIds.map(keyId => this.#text(keyId, message))
  }

  #message(token: unknown): Uint8Array {
    return lengthPrefixed(this.#field.items(token))
  }

  #text(keyId: string, message: Uint8Array): string {
    return formatIndexText(keyId, encodeBase64url(this.#mac.compute(keyId, message)))
  }
}

/**
 * A new token of 256 random bits: `prefix` and 43 characters of base64url. The prefix, such as `sk_live_`, says to
 * people and secret scanners what it is: up to 32 letters, digits, `_`, `-` and `.`; RangeError for another.
 */
export function newToken(prefix = ''): string {
  if (!prefixPattern.test(prefix))
    throw new RangeError('Expected a prefix of up to 32 letters, digits, "_", "-", ".".')
  return prefix + encodeBase64url(randomBytes(tokenBytes))
}
