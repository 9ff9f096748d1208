// What of a field's value goes into the MAC of an index: the ids of its normalisers, and its one canonical encoding.

import type { Plaintext } from './aead.js'
import { codecs } from './codec.js'
import { lengthPrefixed } from './length-prefixed.js'
import { type Normalizer, normalize } from './normalize.js'
import type { ValueType } from './value-type.js'

/** How the values of one field are read into an index. */
export interface IndexedFieldOptions {
  readonly type: ValueType
  /** For String values alone; other types have one encoding for each value. */
  readonly normalizers: readonly Normalizer[]
}

/** Reads the values of one field into an index. */
export class IndexedField {
  readonly #type: ValueType
  readonly #normalizers: readonly Normalizer[]
  readonly #ids: Uint8Array

  constructor({ type, normalizers }: IndexedFieldOptions) {
    this.#type = type
    this.#normalizers = normalizers
    this.#ids = lengthPrefixed(normalizers.map(({ id }) => id))
  }

  /**
   * The two items of a value: LP(normaliser ids), and the bytes of the normalised value. Throws TypeError or RangeError,
   * without the value, for one that the type or a normaliser refuses, null and undefined among them.
   */
  items(value: unknown): readonly [Uint8Array, Plaintext] {
    if (value === null || value === undefined) throw new TypeError('Expected a value, not null.')
    return [this.#ids, codecs[this.#type].encode(this.#normalize(value))]
  }

  #normalize(value: unknown): unknown {
    if (this.#type !== 'String') return value
    if (typeof value !== 'string') throw new TypeError('Expected a string.')
    return normalize(value, this.#normalizers)
  }
}
