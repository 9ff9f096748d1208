// A blind index over several fields at once, which makes a combination of them unique or found as a whole.

import { blindIndexText } from './blind-index.js'
import { ColumnMac } from './column-mac.js'
import { IndexedField, type IndexedFieldOptions } from './indexed-field.js'
import type { Keyring } from './keyring.js'
import { lengthPrefixed } from './length-prefixed.js'

/** One field of a compound index. */
export interface CompoundField extends IndexedFieldOptions {
  /** `Model.field`, or the stable name given with `as:`. */
  readonly column: string
}

/** What a compound index is made with. */
export interface CompoundIndexOptions {
  /** The index keys; never the data keys. */
  readonly keyring: Keyring
  /** Name of the application, for those that share keys; empty for most. */
  readonly application: string
  /** Two fields or more; their order is part of the index. */
  readonly fields: readonly CompoundField[]
}

/**
 * Finds equal combinations: keyId `.` base64url(HMAC-SHA-256(K, LP(LP(normaliser ids of a), a, LP(...), b, ...))[0..16)),
 * with a key that the fields' names are part of. Shows which rows hold equal combinations, and how often each occurs;
 * nothing about one field alone.
 */
export class CompoundIndex {
  readonly #fields: readonly IndexedField[]
  readonly #mac: ColumnMac

  constructor({ keyring, application, fields }: CompoundIndexOptions) {
    const columns = fields.map(({ column }) => column)
    this.#fields = fields.map(field => new IndexedField(field))
    this.#mac = new ColumnMac(keyring, { purpose: 'compound-index', application, columns })
  }

  /**
   * The text to store for the values, in the order of the fields, under the active key. Throws TypeError or RangeError
   * for another number of values, null and bad values.
   */
  compute(values: readonly unknown[]): string {
    return blindIndexText(this.#mac, this.#mac.activeId, this.#message(values))
  }

  /** The texts to search by, one for each loaded key, active first. Throws as `compute`. */
  computeAll(values: readonly unknown[]): readonly string[] {
    const message = this.#message(values)
    return this.#mac.keyIds.map(keyId => blindIndexText(this.#mac, keyId, message))
  }

  #message(values: readonly unknown[]): Uint8Array {
    if (values.length !== this.#fields.length) throw new RangeError('Expected one value for each field.')
    return lengthPrefixed(this.#fields.flatMap((field, i) => field.items(values[i])))
  }
}
