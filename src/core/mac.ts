// HMAC-SHA-256 as both platform modules (crypto-node.ts, crypto-noble.ts) offer it.

/** An HMAC-SHA-256 key (RFC 2104) that the platform holds. */
export interface MacKey {
  /** The MAC of `data`: 32 bytes. */
  compute(data: Uint8Array): Uint8Array
  /** The same over text in UTF-8, as base64url: of short texts in two thirds of the time. */
  computeText(text: string): string
}
