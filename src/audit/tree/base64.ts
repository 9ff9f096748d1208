// Padded base64 (RFC 4648 §4), in which signed notes and the tables of the trail hold hashes and signatures.

import { decodeBase64url } from '#crypto'

/** The bytes of a text that `encodeBase64` of #crypto writes, or undefined for any other. */
export function decodeBase64(text: string): Uint8Array | undefined {
  const digits = /^([A-Za-z0-9+/]*)(={0,2})$/.exec(text)?.[1]
  if (digits === undefined || text.length % 4 !== 0) return undefined
  try {
    return decodeBase64url(digits.replaceAll('+', '-').replaceAll('/', '_'))
  } catch {
    return undefined
  }
}
