// The `#crypto` port for runtimes without node:crypto (edge workers, browsers, React Native): audited
// JavaScript of @noble. crypto-node.ts has the same exports and makes and accepts the same bytes.

import { gcm } from '@noble/ciphers/aes.js'
import { hkdf } from '@noble/hashes/hkdf.js'
import { hmac } from '@noble/hashes/hmac.js'
import { sha256 as nobleSha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import { type AeadKey, nonceBytes, type Plaintext, payloadOverheadBytes } from './aead.js'
import { decodeBase64url, encodeBase64url } from './base64url.js'
import type { MacKey } from './mac.js'

export { decodeBase64url, encodeBase64url } from './base64url.js'

const headBytes = 1 + nonceBytes
const textEncoder = new TextEncoder()

/** Imports 32 key bytes for AES-256-GCM; the caller may clear its copy afterwards. */
export function importAeadKey(bytes: Uint8Array): AeadKey {
  return new NobleAeadKey(bytes)
}

/** Imports key bytes, 1 or more, for HMAC-SHA-256; the caller may clear its copy afterwards. */
export function importMacKey(bytes: Uint8Array): MacKey {
  const key = Uint8Array.from(bytes)
  return {
    compute: data => hmac(nobleSha256, key, data),
    computeText: text => encodeBase64url(hmac(nobleSha256, key, utf8Bytes(text))),
  }
}

class NobleAeadKey implements AeadKey {
  readonly #bytes: Uint8Array

  constructor(bytes: Uint8Array) {
    this.#bytes = Uint8Array.from(bytes)
  }

  encrypt(
    associatedData: Uint8Array,
    leadByte: number,
    plaintext: Plaintext,
    nonce: Uint8Array = randomBytes(nonceBytes),
  ): Uint8Array {
    const bytes = typeof plaintext === 'string' ? utf8Bytes(plaintext) : plaintext
    const payload = new Uint8Array(payloadOverheadBytes + bytes.length)
    payload[0] = leadByte
    payload.set(nonce, 1)
    payload.set(gcm(this.#bytes, nonce, associatedData).encrypt(bytes), headBytes)
    return payload
  }

  encryptToText(
    associatedData: Uint8Array,
    leadByte: number,
    plaintext: Plaintext,
    nonce?: Uint8Array,
  ): string {
    return encodeBase64url(this.encrypt(associatedData, leadByte, plaintext, nonce))
  }

  decrypt(associatedData: Uint8Array, payload: Uint8Array): Uint8Array {
    if (payload.length < payloadOverheadBytes) throw new RangeError('The payload is too short.')
    const nonce = payload.subarray(1, headBytes)
    return gcm(this.#bytes, nonce, associatedData).decrypt(payload.subarray(headBytes))
  }

  decryptText(associatedData: Uint8Array, text: string): Uint8Array {
    return this.decrypt(associatedData, decodeBase64url(text))
  }
}

/** HKDF-SHA-256 (RFC 5869): `length` bytes, at most 8,160. */
export function hkdfSha256(ikm: Uint8Array, salt: Uint8Array, info: Uint8Array, length: number): Uint8Array {
  return hkdf(nobleSha256, ikm, salt, info, length)
}

/** SHA-256 of `data` (text as UTF-8) in 64 lower-case hex digits. */
export function sha256Hex(data: Uint8Array | string): string {
  return bytesToHex(sha256(data))
}

/** SHA-256 of `data` (text as UTF-8): 32 bytes. */
export function sha256(data: Uint8Array | string): Uint8Array {
  return nobleSha256(typeof data === 'string' ? utf8Bytes(data) : data)
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

/** Padded base64 (RFC 4648 §4). */
export function encodeBase64(bytes: Uint8Array): string {
  const text = encodeBase64url(bytes).replaceAll('-', '+').replaceAll('_', '/')
  return text + '='.repeat((4 - (text.length % 4)) % 4)
}

/** True where both hold the same bytes; takes the same time wherever they differ. */
export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false
  let difference = 0
  for (let i = 0; i < a.length; i++) difference |= (a[i] as number) ^ (b[i] as number)
  return difference === 0
}
