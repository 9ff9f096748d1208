// One key of the keyring as one column uses it: makes and opens payloads, and keeps the derived key and the
// associated data, which is all that can be prepared before a value is known.

import { importAeadKey } from '#crypto'
import type { AeadKey, Plaintext } from './aead.js'
import { deriveKey } from './derive-key.js'
import type { Key } from './key.js'
import { lengthPrefixed } from './length-prefixed.js'

/** Seals under one key for one column; payload = type(1) || nonce(12) || ciphertext || tag(16). */
export class ColumnKey {
  readonly id: string
  readonly #key: AeadKey
  readonly #application: string
  readonly #column: string
  /** Associated data without binding, by type byte. */
  readonly #unbound: Uint8Array[] = []

  constructor(key: Key, application: string, column: string) {
    this.id = key.id
    this.#key = importAeadKey(deriveKey(key, { purpose: 'seal', application, columns: [column] }))
    this.#application = application
    this.#column = column
  }

  /** Encrypts into a new payload. Only tests of frozen vectors give a `nonce`. */
  encrypt(
    typeByte: number,
    plaintext: Plaintext,
    binding: readonly string[],
    nonce?: Uint8Array,
  ): Uint8Array {
    return this.#key.encrypt(this.#associate(typeByte, binding), typeByte, plaintext, nonce)
  }

  /** The same as `encrypt`, in base64url. */
  encryptToText(
    typeByte: number,
    plaintext: Plaintext,
    binding: readonly string[],
    nonce?: Uint8Array,
  ): string {
    return this.#key.encryptToText(this.#associate(typeByte, binding), typeByte, plaintext, nonce)
  }

  /**
   * Decrypts a payload, as bytes or in base64url, whose first byte is `typeByte`. Throws an Error for one that is too
   * short, altered, or sealed in another context.
   */
  decrypt(typeByte: number, payload: Uint8Array | string, binding: readonly string[]): Uint8Array {
    const associatedData = this.#associate(typeByte, binding)
    return typeof payload === 'string'
      ? this.#key.decryptText(associatedData, payload)
      : this.#key.decrypt(associatedData, payload)
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
