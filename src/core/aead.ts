// AES-256-GCM as both platform modules (crypto-node.ts, crypto-noble.ts) offer it. Changing a size here makes every
// stored value unreadable.

/** Bytes of an AES-256 key, and of every key that fieldseal derives. */
export const keyBytes = 32

/** Bytes of the random nonce of one message (96 bits, NIST SP 800-38D §5.2.1.1). */
export const nonceBytes = 12

/** Bytes of the authentication tag; shorter tags are never accepted. */
export const tagBytes = 16

/** Bytes that a payload has beside its ciphertext: lead byte, nonce and tag. */
export const payloadOverheadBytes = 1 + nonceBytes + tagBytes

/** Plaintext bytes, or well-formed text that stands for its UTF-8 bytes, which the platform makes on the way. */
export type Plaintext = Uint8Array | string

/**
 * An AES-256-GCM key that the platform holds. A payload is leadByte(1) || nonce(12) || ciphertext || tag(16); the lead
 * byte is authenticated only if the associated data holds it. Safe for 2^32 payloads (NIST SP 800-38D §8.3).
 */
export interface AeadKey {
  /**
   * Encrypts under a fresh random nonce into a new payload. Only tests of frozen vectors give a `nonce`: one nonce must
   * never serve twice.
   */
  encrypt(associatedData: Uint8Array, leadByte: number, plaintext: Plaintext, nonce?: Uint8Array): Uint8Array
  /** The same as `encrypt`, in base64url. */
  encryptToText(
    associatedData: Uint8Array,
    leadByte: number,
    plaintext: Plaintext,
    nonce?: Uint8Array,
  ): string
  /** Decrypts a payload. Throws an Error, and releases nothing, for one that is altered, too short or of another key. */
  decrypt(associatedData: Uint8Array, payload: Uint8Array): Uint8Array
  /** Decrypts a payload in base64url, which must be canonical. Throws as `decrypt`. */
  decryptText(associatedData: Uint8Array, text: string): Uint8Array
}
