// What both platform modules (crypto-node.ts, crypto-noble.ts) agree on: the sizes of AES-256-GCM and
// the opaque handle of a key. Changing a size here makes every stored value unreadable.

/** Bytes of an AES-256 key, and of every key that fieldseal derives. */
export const keyBytes = 32

/** Bytes of the random nonce of one message (96 bits, NIST SP 800-38D §5.2.1.1). */
export const nonceBytes = 12

/** Bytes of the authentication tag; shorter tags are never accepted. */
export const tagBytes = 16

/** Bytes that a payload (a message with its type byte first) has beside its ciphertext. */
export const payloadOverheadBytes = 1 + nonceBytes + tagBytes

/** A key that the platform holds, made by `importKey` of `#crypto`; says nothing about its bytes. */
export interface ImportedKey {
  /** Exists in the type alone, so that no other object passes for a key. */
  readonly '~imported': true
}
