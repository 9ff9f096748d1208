// The outer form of a sealed value (format 1): which key sealed it, and the payload
// type(1) || nonce(12) || ciphertext || tag(16). Nothing here is authenticated yet.

import { payloadOverheadBytes } from './aead.js'
import { leadByteOf } from './base64url.js'
import { keyIdPattern } from './key.js'

/** What every sealed text begins with. */
export const sealedTextPrefix = 'fs1.'

/** The first two bytes of every sealed byte string; the second is the format. */
export const sealedBytesPrefix = [0xf5, 0x01] as const

/** The fewest characters of a payload in base64url. */
const minPayloadLength = Math.ceil((payloadOverheadBytes * 4) / 3)

/** A sealed value in its parts, `Payload` being bytes or their base64url text. */
export interface Envelope<Payload extends Uint8Array | string = Uint8Array | string> {
  readonly keyId: string
  /** The first byte of the payload. */
  readonly typeByte: number
  readonly payload: Payload
}

/** `fs1.` keyId `.` payload in base64url. */
export function formatSealedText(keyId: string, payload: string): string {
  return `${sealedTextPrefix}${keyId}.${payload}`
}

/**
 * Parses sealed text; whether the payload is canonical base64url shows when it is decrypted. Throws TypeError for text of
 * another form.
 */
export function parseSealedText(text: string): Envelope<string> {
  const dot = text.indexOf('.', sealedTextPrefix.length)
  const keyId = text.slice(sealedTextPrefix.length, dot)
  const payload = text.slice(dot + 1)
  const typeByte = leadByteOf(payload)
  const isWhole = dot >= 0 && keyIdPattern.test(keyId) && payload.length >= minPayloadLength
  if (!text.startsWith(sealedTextPrefix) || !isWhole || typeByte === undefined) {
    throw new TypeError('Expected sealed text.')
  }
  return { keyId, typeByte, payload }
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
export function parseSealedBytes(bytes: Uint8Array): Envelope<Uint8Array> {
  const headBytes = 3 + (bytes[2] ?? 0)
  const keyId = String.fromCharCode(...bytes.subarray(3, headBytes))
  const payload = bytes.subarray(headBytes)
  const isWhole = keyIdPattern.test(keyId) && payload.length >= payloadOverheadBytes
  if (!hasSealedPrefix(bytes) || !isWhole) throw new TypeError('Expected sealed bytes.')
  return { keyId, typeByte: payload[0] as number, payload }
}

/**
 * True where a stored value begins as sealed ones do. A cheap look, no proof: it says which error to give,
 * and tells plaintext apart during a migration.
 */
export function looksSealed(stored: unknown): boolean {
  if (typeof stored === 'string') return stored.startsWith(sealedTextPrefix)
  return ArrayBuffer.isView(stored) && hasSealedPrefix(stored as Uint8Array)
}

function hasSealedPrefix(bytes: Uint8Array): boolean {
  return bytes[0] === sealedBytesPrefix[0] && bytes[1] === sealedBytesPrefix[1]
}
