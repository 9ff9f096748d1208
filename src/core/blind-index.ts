// The blind index of one field: a keyed hash beside the sealed value, by which the database finds equal values
// without seeing them.

import { encodeBase64url } from '#crypto'
import { ColumnMac } from './column-mac.js'
import { formatIndexText } from './index-text.js'
import { IndexedField, type IndexedFieldOptions } from './indexed-field.js'
import type { Keyring } from './keyring.js'
import { lengthPrefixed } from './length-prefixed.js'

/** Bytes of a MAC that an equality index keeps: two values share one once in 2^64 values. */
export const blindIndexBytes = 16

/** What the index of one field is made with. */
export interface BlindIndexOptions extends IndexedFieldOptions {
  /** The index keys; never the data keys. */
  readonly keyring: Keyring
  /** Name of the application, for those that share keys; empty for most. */
  readonly application: string
  /** `Model.field` of the encrypted field, or its stable name given with `as:`. */
  readonly column: string
}

/**
 * Finds equal values: keyId `.` base64url(HMAC-SHA-256(K, LP(LP(normaliser ids), value))[0..16)).
 *
 * Whoever reads the column learns which rows hold equal values, and how often each value occurs; with few possible
 * values (a sex, a diagnosis), or a known distribution, that is the value. Whoever also has the index key can try
 * values. Two fields never share an index text, so nobody can join them.
 */
export class BlindIndex {
  readonly #field: IndexedField
  readonly #mac: ColumnMac

  constructor(options: BlindIndexOptions) {
    const { keyring, application, column } = options
    this.#field = new IndexedField(options)
    this.#mac = new ColumnMac(keyring, { purpose: 'index', application, columns: [column] })
  }

  /** The text to store for a value, under the active key. Throws TypeError or RangeError for null and bad values. */
  compute(value: unknown): string {
    return blindIndexText(this.#mac, this.#mac.activeId, this.#message(value))
  }

  /** The texts to search by, one for each loaded key, active first. Throws as `compute`. */
  computeAll(value: unknown): readonly string[] {
    const message = this.#message(value)
    return this.#mac.keyIds.map(keyId => blindIndexText(this.#mac, keyId, message))
  }

  #message(value: unknown): Uint8Array {
    return lengthPrefixed(this.#field.items(value))
  }
}

/** The stored text of an equality index over `message`, under the key of that id. */
export function blindIndexText(mac: ColumnMac, keyId: string, message: Uint8Array): string {
  return formatIndexText(keyId, encodeBase64url(mac.compute(keyId, message).subarray(0, blindIndexBytes)))
}
