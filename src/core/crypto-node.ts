// The `#crypto` port on Node, made of node:crypto. crypto-noble.ts has the same exports and makes and accepts the
// same bytes. AES-256-GCM here is the hot path of every sealed value. What is slow about it is making objects, so
// small payloads are made and read in two buffers that stay.

import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  createSecretKey,
  hash,
  hkdfSync,
  randomFillSync,
  timingSafeEqual,
} from 'node:crypto'
import { type AeadKey, nonceBytes, type Plaintext, payloadOverheadBytes, tagBytes } from './aead.js'
import type { MacKey } from './mac.js'
import { NoncePool } from './nonce-pool.js'

const algorithm = 'aes-256-gcm'
const tagOptions = { authTagLength: tagBytes }
const headBytes = 1 + nonceBytes
const noncePool = new NoncePool(randomFillSync)

const scratchBytes = 4096
const sealScratch = Buffer.allocUnsafeSlow(scratchBytes)
const sealNonce = sealScratch.subarray(1, headBytes)
const openScratch = Buffer.allocUnsafeSlow(scratchBytes)
const openNonce = openScratch.subarray(1, headBytes)

/** Imports 32 key bytes for AES-256-GCM; the caller may clear its copy afterwards. */
export function importAeadKey(bytes: Uint8Array): AeadKey {
  return new NodeAeadKey(bytes)
}

class NodeAeadKey implements AeadKey {
  // A raw key costs several microseconds more in each call on Node 24.
  readonly #key

  constructor(bytes: Uint8Array) {
    this.#key = createSecretKey(bytes)
  }

  encrypt(associatedData: Uint8Array, lead: number, plaintext: Plaintext, nonce?: Uint8Array): Uint8Array {
    return new Uint8Array(this.#encrypt(associatedData, lead, plaintext, nonce))
  }

  encryptToText(associatedData: Uint8Array, lead: number, plaintext: Plaintext, nonce?: Uint8Array): string {
    return this.#encrypt(associatedData, lead, plaintext, nonce).toString('base64url')
  }

  decrypt(associatedData: Uint8Array, payload: Uint8Array): Uint8Array {
    return this.#decrypt(associatedData, payload, payload.length, payload.subarray(1, headBytes))
  }

  decryptText(associatedData: Uint8Array, text: string): Uint8Array {
    const isSmall = text.length <= scratchBytes
    const payload = isSmall ? openScratch : Buffer.allocUnsafeSlow(text.length)
    const size = payload.write(text, 0, 'base64url')
    refuseUnlessSame(text, payload.toString('base64url', 0, size))
    return this.#decrypt(associatedData, payload, size, isSmall ? openNonce : payload.subarray(1, headBytes))
  }

  /** The payload, perhaps in a buffer that the next call overwrites. */
  #encrypt(associatedData: Uint8Array, lead: number, plaintext: Plaintext, nonce?: Uint8Array): Buffer {
    sealScratch[0] = lead
    if (nonce) sealNonce.set(nonce)
    else noncePool.drawInto(sealNonce)
    const cipher = createCipheriv(algorithm, this.#key, sealNonce, tagOptions)
    cipher.setAAD(associatedData)
    const ciphertext =
      typeof plaintext === 'string' ? cipher.update(plaintext, 'utf8') : cipher.update(plaintext)
    cipher.final()
    return assemble(ciphertext, cipher.getAuthTag())
  }

  #decrypt(associatedData: Uint8Array, payload: Uint8Array, size: number, nonce: Uint8Array): Uint8Array {
    const end = size - tagBytes
    if (end < headBytes) throw new RangeError('The payload is too short.')
    const decipher = createDecipheriv(algorithm, this.#key, nonce, tagOptions)
    decipher.setAAD(associatedData)
    decipher.setAuthTag(payload.subarray(end, size))
    const plaintext = decipher.update(payload.subarray(headBytes, end))
    decipher.final()
    return plaintext
  }
}

/** Puts ciphertext and tag behind the lead byte and the nonce that the scratch holds. */
function assemble(ciphertext: Uint8Array, tag: Uint8Array): Buffer {
  const size = payloadOverheadBytes + ciphertext.length
  const isSmall = size <= scratchBytes
  const payload = isSmall ? sealScratch : Buffer.allocUnsafeSlow(size)
  if (!isSmall) payload.set(sealScratch.subarray(0, headBytes))
  payload.set(ciphertext, headBytes)
  payload.set(tag, headBytes + ciphertext.length)
  return payload.subarray(0, size)
}

/** Imports key bytes, 1 or more, for HMAC-SHA-256; the caller may clear its copy afterwards. */
export function importMacKey(bytes: Uint8Array): MacKey {
  const key = createSecretKey(bytes)
  return {
    compute: data => createHmac('sha256', key).update(data).digest(),
    computeText: text => createHmac('sha256', key).update(text, 'utf8').digest('base64url'),
  }
}

/** HKDF-SHA-256 (RFC 5869): `length` bytes, at most 8,160. */
export function hkdfSha256(ikm: Uint8Array, salt: Uint8Array, info: Uint8Array, length: number): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', ikm, salt, info, length))
}

/** SHA-256 of `data` (text as UTF-8) in 64 lower-case hex digits. */
export function sha256Hex(data: Uint8Array | string): string {
  return createHash('sha256').update(data).digest('hex')
}

/** SHA-256 of `data` (text as UTF-8): 32 bytes. */
export function sha256(data: Uint8Array | string): Uint8Array {
  // Asked for a buffer, Node 20 takes three times as long.
  return Buffer.from(hash('sha256', data, 'binary'), 'binary')
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

/** Padded base64 (RFC 4648 §4). */
export function encodeBase64(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('base64')
}

/**
 * The bytes of unpadded base64url text. Throws TypeError for anything that `encodeBase64url` does not write: foreign
 * characters, padding, a left-over character, non-zero trailing bits (RFC 4648 §3.5).
 */
export function decodeBase64url(text: string): Uint8Array {
  const bytes = Buffer.from(text, 'base64url')
  refuseUnlessSame(text, bytes.toString('base64url'))
  return bytes
}

/** Node skips characters that it does not know; writing the bytes again proves that nothing was skipped. */
function refuseUnlessSame(text: string, written: string): void {
  if (written !== text) throw new TypeError('Expected canonical base64url text.')
}

/** True where both hold the same bytes; takes the same time wherever they differ. */
export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && timingSafeEqual(a, b)
}
