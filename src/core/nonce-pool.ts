// Nonces from a pool of random bytes: a call of the CSPRNG for each would cost as much as the encryption.

import { nonceBytes } from './aead.js'

const pooledNonces = 512

/** Hands out random nonces; each byte of the pool is used once. */
export class NoncePool {
  readonly #bytes = new Uint8Array(nonceBytes * pooledNonces)
  readonly #fill: (bytes: Uint8Array) => void
  #at = this.#bytes.length

  /** `fill` overwrites all bytes with those of a CSPRNG; called for the first time when a nonce is drawn. */
  constructor(fill: (bytes: Uint8Array) => void) {
    this.#fill = fill
  }

  /** Writes a new nonce over the first 12 bytes of `target`. */
  drawInto(target: Uint8Array): void {
    if (this.#at === this.#bytes.length) {
      this.#fill(this.#bytes)
      this.#at = 0
    }
    for (let i = 0; i < nonceBytes; i++) target[i] = this.#bytes[this.#at++] as number
  }
}
