// One key of the keyring as one column uses it: makes and opens payloads, and keeps the derived key and the
// associated data, which is all that can be prepared before a value is known.

import { decrypt, encrypt } from '#crypto'
import type { ImportedKey } from './aead.js'
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
  readonly #unbound: Uint8Array[] = []

  constructor(key: Key, application: string, column: string) {
    this.id = key.id
    this.#key = deriveKey(key, { purpose: 'seal', application, columns: [column] })
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
    return encrypt(this.#key, this.#associate(typeByte, binding), typeByte, plaintext, nonce)
  }

  /** Decrypts a payload. Throws an Error for one that is too short, altered, or sealed in another context. */
  decrypt(payload: Uint8Array, binding: readonly string[]): Uint8Array {
    return decrypt(this.#key, this.#associate(payload[0] as number, binding), payload)
  }

  /** LP("fieldseal/1", keyId, type, application, column, binding...). */
  #associate(typeByte: number, binding: readonly string[]): Uint8Array {
    this.#unbound[typeByte] ??= lengthPrefixed([
      'fieldseal/1',
      this.id,
      typeByte,
      this.#application,
      this.#column,
    ])
    const unbound = this.#unbound[typeByte]
    return binding.length === 0 ? unbound : lengthPrefixed(binding, unbound)
  }
}
