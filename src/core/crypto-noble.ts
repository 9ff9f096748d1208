// The `#crypto` port for runtimes without node:crypto (edge workers, browsers, React Native): audited
// JavaScript of @noble. crypto-node.ts has the same exports and makes and accepts the same bytes.

import { gcm } from '@noble/ciphers/aes.js'
import { hkdf } from '@noble/hashes/hkdf.js'
import { hmac } from '@noble/hashes/hmac.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import { type ImportedKey, nonceBytes, payloadOverheadBytes } from './aead.js'

export { decodeBase64url, encodeBase64url } from './base64url.js'

const headBytes = 1 + nonceBytes
const textEncoder = new TextEncoder()

class NobleKey {
  readonly #bytes: Uint8Array
  constructor(bytes: Uint8Array) {
    this.#bytes = Uint8Array.from(bytes)
  }
  static bytesOf(key: ImportedKey): Uint8Array {
    return (key as unknown as NobleKey).#bytes
  }
}

/** Hands key bytes (1 or more) to the platform; the caller may clear its copy afterwards. */
export function importKey(bytes: Uint8Array): ImportedKey {
  return new NobleKey(bytes) as unknown as ImportedKey
}

/**
 * AES-256-GCM under a fresh random nonce (NIST SP 800-38D): leadByte(1) || nonce(12) || ciphertext || tag(16).
 * The lead byte is authenticated only if `associatedData` holds it. Only tests of frozen vectors give a `nonce`: one
 * nonce must never serve twice. Safe for 2^32 messages per key (§8.3).
 */
export function encrypt(
  key: ImportedKey,
  associatedData: Uint8Array,
  leadByte: number,
  plaintext: Uint8Array,
  nonce: Uint8Array = randomBytes(nonceBytes),
): Uint8Array {
  const message = new Uint8Array(payloadOverheadBytes + plaintext.length)
  message[0] = leadByte
  message.set(nonce, 1)
  message.set(gcm(NobleKey.bytesOf(key), nonce, associatedData).encrypt(plaintext), headBytes)
  return message
}

/**
 * The plaintext of what `encrypt` wrote. Throws an Error, and releases nothing, where the tag does not match or the
 * message is too short. The lead byte is not looked at.
 */
export function decrypt(key: ImportedKey, associatedData: Uint8Array, message: Uint8Array): Uint8Array {
  if (message.length < payloadOverheadBytes) throw new RangeError('The message is too short.')
  const nonce = message.subarray(1, headBytes)
  return gcm(NobleKey.bytesOf(key), nonce, associatedData).decrypt(message.subarray(headBytes))
}

/** HMAC-SHA-256 (RFC 2104) of `data`: 32 bytes. */
export function hmacSha256(key: ImportedKey, data: Uint8Array): Uint8Array {
  return hmac(sha256, NobleKey.bytesOf(key), data)
}

/** HKDF-SHA-256 (RFC 5869): `length` bytes, at most 8,160. */
export function hkdfSha256(ikm: Uint8Array, salt: Uint8Array, info: Uint8Array, length: number): Uint8Array {
  return hkdf(sha256, ikm, salt, info, length)
}

/** SHA-256 of `data` (text as UTF-8) in 64 lower-case hex digits. */
export function sha256Hex(data: Uint8Array | string): string {
  return bytesToHex(sha256(typeof data === 'string' ? utf8Bytes(data) : data))
}

/** `length` bytes from the platform's CSPRNG. */
export function randomBytes(length: number): Uint8Array {
  const bytes = new Uint8Array(length)
  // Web Crypto fills at most 65,536 bytes in one call.
  for (let at = 0; at < length; at += 65_536) crypto.getRandomValues(bytes.subarray(at, at + 65_536))
  return bytes
}

/** The UTF-8 bytes of well-formed text; a lone surrogate becomes U+FFFD, so callers check first. */
export function utf8Bytes(text: string): Uint8Array {
  return textEncoder.encode(text)
}

/** True where both hold the same bytes; takes the same time wherever they differ. */
export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false
  let difference = 0
  for (let i = 0; i < a.length; i++) difference |= (a[i] as number) ^ (b[i] as number)
  return difference === 0
}
