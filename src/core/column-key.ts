// One key of the keyring as one column uses it: makes and opens payloads, and keeps the derived key and the
// associated data, which is all that can be prepared before a value is known.

import { decrypt, encrypt } from '#crypto'
import { type ImportedKey, payloadOverheadBytes } from './aead.js'
import { deriveKey } from './derive-key.js'
import type { Key } from './key.js'
import { lengthPrefixed } from './length-prefixed.js'

/** Seals under one key for one column; payload = type(1) || nonce(12) || ciphertext || tag(16). */
export class ColumnKey {
  readonly id: string
  readonly #key: ImportedKey
  readonly #application: string
  readonly #column: string
  /** Associated data without binding, by type byte. */
  readonly #associatedData: Uint8Array[] = []

  constructor(key: Key, application: string, column: string) {
    this.id = key.id
    this.#key = deriveKey(key, { purpose: 'seal', application, column })
    this.#application = application
    this.#column = column
  }

  /** Encrypts into a new payload. Only tests of frozen vectors give a `nonce`. */
  encrypt(
    typeByte: number,
    plaintext: Uint8Array,
    binding: readonly string[],
    nonce?: Uint8Array,
  ): Uint8Array {
    const payload = new Uint8Array(payloadOverheadBytes + plaintext.length)
    payload[0] = typeByte
    encrypt(this.#key, this.#associate(typeByte, binding), plaintext, payload, 1, nonce)
    return payload
  }

  /** Decrypts a payload. Throws an Error for one that is too short, altered, or sealed in another context. */
  decrypt(payload: Uint8Array, binding: readonly string[]): Uint8Array {
    return decrypt(this.#key, this.#associate(payload[0] as number, binding), payload, 1)
  }

  /** LP("fieldseal/1", keyId, type, application, column, binding...). */
  #associate(typeByte: number, binding: readonly string[]): Uint8Array {
    const known = binding.length === 0 ? this.#associatedData[typeByte] : undefined
    if (known) return known
    const context = ['fieldseal/1', this.id, typeByte, this.#application, this.#column]
    const associatedData = lengthPrefixed([...context, ...binding])
    if (binding.length === 0) this.#associatedData[typeByte] = associatedData
    return associatedData
  }
}
