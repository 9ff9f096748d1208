// The keyed hash (HMAC-SHA-256) under every blind index and token: one derived key for each key of the index keyring.

import { importMacKey } from '#crypto'
import { deriveKey, type KeyScope } from './derive-key.js'
import type { Keyring } from './keyring.js'
import type { MacKey } from './mac.js'

/** Computes MACs for one scope under the keys of a keyring. */
export class ColumnMac {
  readonly #keyring: Keyring
  readonly #scope: KeyScope
  readonly #keys = new Map<string, MacKey>()

  constructor(keyring: Keyring, scope: KeyScope) {
    this.#keyring = keyring
    this.#scope = scope
  }

  /** The id of the key that writes. */
  get activeId(): string {
    return this.#keyring.active.id
  }

  /** The ids of every loaded key, active first. */
  get keyIds(): readonly string[] {
    return this.#keyring.ids
  }

  /** HMAC-SHA-256 of `message` under the key of that id: 32 bytes. Throws KeyError KEY_UNKNOWN. */
  compute(keyId: string, message: Uint8Array): Uint8Array {
    return this.#key(keyId).compute(message)
  }

  /** The same of text in UTF-8, as base64url. Throws KeyError KEY_UNKNOWN. */
  computeText(keyId: string, text: string): string {
    return this.#key(keyId).computeText(text)
  }

  #key(keyId: string): MacKey {
    const known = this.#keys.get(keyId)
    if (known) return known
    const key = importMacKey(deriveKey(this.#keyring.get(keyId), this.#scope))
    this.#keys.set(keyId, key)
    return key
  }
}
