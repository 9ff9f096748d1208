// The outer form of a sealed value (format 1): which key sealed it, and the payload
// type(1) || nonce(12) || ciphertext || tag(16). Nothing here is authenticated yet.

import { decodeBase64url, encodeBase64url } from '#crypto'
import { payloadOverheadBytes } from './aead.js'
import { keyIdPattern } from './key.js'

/** What every sealed text begins with. */
export const sealedTextPrefix = 'fs1.'

/** The first two bytes of every sealed byte string; the second is the format. */
export const sealedBytesPrefix = [0xf5, 0x01] as const

/** A sealed value in two parts. */
export interface Envelope {
  readonly keyId: string
  readonly payload: Uint8Array
}

/** `fs1.` keyId `.` base64url(payload). */
export function formatSealedText(keyId: string, payload: Uint8Array): string {
  return `${sealedTextPrefix}${keyId}.${encodeBase64url(payload)}`
}

/** Parses sealed text. Throws TypeError for anything that `formatSealedText` does not write. */
export function parseSealedText(text: string): Envelope {
  const dot = text.indexOf('.', sealedTextPrefix.length)
  const keyId = text.slice(sealedTextPrefix.length, dot)
  if (!text.startsWith(sealedTextPrefix) || dot < 0 || !keyIdPattern.test(keyId)) {
    throw new TypeError('Expected sealed text.')
  }
  return withPayload(keyId, decodeBase64url(text.slice(dot + 1)))
}

/** 0xF5 0x01 len(keyId) keyId payload. */
export function formatSealedBytes(keyId: string, payload: Uint8Array): Uint8Array {
  const headBytes = 3 + keyId.length
  const bytes = new Uint8Array(headBytes + payload.length)
  bytes.set([...sealedBytesPrefix, keyId.length])
  for (let i = 0; i < keyId.length; i++) bytes[3 + i] = keyId.charCodeAt(i)
  bytes.set(payload, headBytes)
  return bytes
}

/** Parses sealed bytes; the payload shares their memory. Throws TypeError for what `formatSealedBytes` does not write. */
export function parseSealedBytes(bytes: Uint8Array): Envelope {
  const headBytes = 3 + (bytes[2] ?? 0)
  const keyId = String.fromCharCode(...bytes.subarray(3, headBytes))
  if (!hasSealedPrefix(bytes) || !keyIdPattern.test(keyId)) throw new TypeError('Expected sealed bytes.')
  return withPayload(keyId, bytes.subarray(headBytes))
}

/**
 * True where a stored value begins as sealed ones do. A cheap look, no proof: it says which error to give,
 * and tells plaintext apart during a migration.
 */
export function looksSealed(stored: unknown): boolean {
  if (typeof stored === 'string') return stored.startsWith(sealedTextPrefix)
  return ArrayBuffer.isView(stored) && hasSealedPrefix(stored as Uint8Array)
}

function withPayload(keyId: string, payload: Uint8Array): Envelope {
  if (payload.length < payloadOverheadBytes) throw new TypeError('Expected a sealed value.')
  return { keyId, payload }
}

function hasSealedPrefix(bytes: Uint8Array): boolean {
  return bytes[0] === sealedBytesPrefix[0] && bytes[1] === sealedBytesPrefix[1]
}
