// The `#crypto` port on Node: AES-256-GCM, HMAC and HKDF of node:crypto. crypto-noble.ts has the same exports
// and makes and accepts the same bytes; this one is the hot path of every sealed value.

import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  createSecretKey,
  hkdfSync,
  type KeyObject,
  randomFillSync,
  timingSafeEqual,
} from 'node:crypto'
import { type ImportedKey, nonceBytes, tagBytes } from './aead.js'

const algorithm = 'aes-256-gcm'
const tagOptions = { authTagLength: tagBytes }

/** Hands key bytes (1 or more) to the platform; the caller may clear its copy afterwards. */
export function importKey(bytes: Uint8Array): ImportedKey {
  // A raw key costs several microseconds more in each call on Node 24; a KeyObject is imported once.
  return createSecretKey(bytes) as unknown as ImportedKey
}

/**
 * Encrypts `plaintext` under a fresh random nonce and writes nonce(12) || ciphertext || tag(16) into
 * `message` from `at`. Only tests of frozen vectors give a `nonce`; one nonce must never serve twice.
 * Safe for 2^32 messages per key (NIST SP 800-38D §8.3).
 */
export function encrypt(
  key: ImportedKey,
  associatedData: Uint8Array,
  plaintext: Uint8Array,
  message: Uint8Array,
  at: number,
  nonce?: Uint8Array,
): void {
  if (nonce) message.set(nonce, at)
  else fillNonce(message, at)
  const start = at + nonceBytes
  const cipher = createCipheriv(algorithm, keyObject(key), message.subarray(at, start), tagOptions)
  cipher.setAAD(associatedData)
  message.set(cipher.update(plaintext), start)
  cipher.final()
  message.set(cipher.getAuthTag(), start + plaintext.length)
}

/**
 * Decrypts nonce(12) || ciphertext || tag(16) that fills `message` from `at` to its end. Throws an Error,
 * and releases nothing, where the tag does not match or the message is too short.
 */
export function decrypt(
  key: ImportedKey,
  associatedData: Uint8Array,
  message: Uint8Array,
  at: number,
): Uint8Array {
  const start = at + nonceBytes
  const end = message.length - tagBytes
  if (end < start) throw new RangeError('The message is shorter than its nonce and tag.')
  const decipher = createDecipheriv(algorithm, keyObject(key), message.subarray(at, start), tagOptions)
  decipher.setAAD(associatedData)
  decipher.setAuthTag(message.subarray(end))
  const plaintext = decipher.update(message.subarray(start, end))
  decipher.final()
  return plaintext
}

/** HMAC-SHA-256 (RFC 2104) of `data`: 32 bytes. */
export function hmacSha256(key: ImportedKey, data: Uint8Array): Uint8Array {
  return createHmac('sha256', keyObject(key)).update(data).digest()
}

/** HKDF-SHA-256 (RFC 5869): `length` bytes, at most 8,160. */
export function hkdfSha256(ikm: Uint8Array, salt: Uint8Array, info: Uint8Array, length: number): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', ikm, salt, info, length))
}

/** SHA-256 of `data` (text as UTF-8) in 64 lower-case hex digits. */
export function sha256Hex(data: Uint8Array | string): string {
  return createHash('sha256').update(data).digest('hex')
}

/** `length` bytes from the platform's CSPRNG. */
export function randomBytes(length: number): Uint8Array {
  return randomFillSync(new Uint8Array(length))
}

/** The UTF-8 bytes of well-formed text; a lone surrogate becomes U+FFFD, so callers check first. */
export function utf8Bytes(text: string): Uint8Array {
  return Buffer.from(text, 'utf8')
}

/** base64url without padding (RFC 4648 §5). */
export function encodeBase64url(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('base64url')
}

/**
 * The bytes of unpadded base64url text. Throws TypeError for anything that `encodeBase64url` does not
 * write: foreign characters, padding, a left-over character, non-zero trailing bits (RFC 4648 §3.5).
 */
export function decodeBase64url(text: string): Uint8Array {
  const bytes = Buffer.from(text, 'base64url')
  // Buffer skips what it does not know; writing the bytes again proves that nothing was skipped.
  if (bytes.toString('base64url') !== text) throw new TypeError('Expected canonical base64url text.')
  return bytes
}

/** True where both hold the same bytes; takes the same time wherever they differ. */
export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && timingSafeEqual(a, b)
}

const noncePool = new Uint8Array(nonceBytes * 512)
let poolAt = noncePool.length

function fillNonce(message: Uint8Array, at: number): void {
  if (poolAt === noncePool.length) {
    randomFillSync(noncePool)
    poolAt = 0
  }
  for (let i = 0; i < nonceBytes; i++) message[at + i] = noncePool[poolAt + i] as number
  poolAt += nonceBytes
}

function keyObject(key: ImportedKey): KeyObject {
  return key as unknown as KeyObject
}
