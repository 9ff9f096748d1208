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
import { type ImportedKey, nonceBytes, payloadOverheadBytes, tagBytes } from './aead.js'

const algorithm = 'aes-256-gcm'
const headBytes = 1 + nonceBytes
const tagOptions = { authTagLength: tagBytes }

/** Hands key bytes (1 or more) to the platform; the caller may clear its copy afterwards. */
export function importKey(bytes: Uint8Array): ImportedKey {
  // A raw key costs several microseconds more in each call on Node 24; a KeyObject is imported once.
  return createSecretKey(bytes) as unknown as ImportedKey
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
  nonce?: Uint8Array,
): Uint8Array {
  // Pooled memory: a small Uint8Array lives on the V8 heap, and a native call would first move it out.
  const message = Buffer.allocUnsafe(payloadOverheadBytes + plaintext.length)
  message[0] = leadByte
  if (nonce) message.set(nonce, 1)
  else fillNonce(message)
  const cipher = createCipheriv(algorithm, keyObject(key), message.subarray(1, headBytes), tagOptions)
  cipher.setAAD(associatedData)
  message.set(cipher.update(plaintext), headBytes)
  cipher.final()
  message.set(cipher.getAuthTag(), headBytes + plaintext.length)
  return message
}

/**
 * The plaintext of what `encrypt` wrote. Throws an Error, and releases nothing, where the tag does not match or the
 * message is too short. The lead byte is not looked at.
 */
export function decrypt(key: ImportedKey, associatedData: Uint8Array, message: Uint8Array): Uint8Array {
  const end = message.length - tagBytes
  if (end < headBytes) throw new RangeError('The message is too short.')
  const decipher = createDecipheriv(algorithm, keyObject(key), message.subarray(1, headBytes), tagOptions)
  decipher.setAAD(associatedData)
  decipher.setAuthTag(message.subarray(end))
  const plaintext = decipher.update(message.subarray(headBytes, end))
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
  const buffer = bytes instanceof Buffer ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  return buffer.toString('base64url')
}

/**
 * The bytes of unpadded base64url text. Throws TypeError for anything that `encodeBase64url` does not write: foreign
 * characters, padding, a left-over character, non-zero trailing bits (RFC 4648 §3.5).
 */
export function decodeBase64url(text: string): Uint8Array {
  const bytes = Buffer.from(text, 'base64url')
  // Node skips characters that it does not know; writing the bytes again proves that nothing was skipped.
  if (bytes.toString('base64url') !== text) throw new TypeError('Expected canonical base64url text.')
  return bytes
}

/** True where both hold the same bytes; takes the same time wherever they differ. */
export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && timingSafeEqual(a, b)
}

const noncePool = new Uint8Array(nonceBytes * 512)
let poolAt = noncePool.length

/** Writes 12 random bytes after the lead byte; each byte of the pool is used once. */
function fillNonce(message: Uint8Array): void {
  if (poolAt === noncePool.length) {
    randomFillSync(noncePool)
    poolAt = 0
  }
  for (let i = 1; i < headBytes; i++) message[i] = noncePool[poolAt++] as number
}

function keyObject(key: ImportedKey): KeyObject {
  return key as unknown as KeyObject
}
