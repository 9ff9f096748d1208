// What may be a password, and the bytes of it that are hashed: the one place where Unicode is normalised.

import { encodeText } from '../text-codec.js'

/**
 * Unicode NFKC (UAX #15): a password typed on another keyboard or system is the same password, composed or not, in wide
 * or narrow forms, with any kind of space. NIST SP 800-63B-3 §5.1.1.2 names it; 800-63B-4 §3.1.1.2 and RFC 8265 §4.2.2
 * (OpaqueString) name NFC, and all that NFC makes equal is equal here too. No character is refused, also none that Node's
 * Unicode does not know yet. Changing the form locks people out.
 */
const unicodeForm = 'NFKC'

/** The longest password, in bytes of UTF-8 after normalisation; a longer one is refused and never cut. */
export const maxPasswordBytes = 1024

/** Bounds the work of normalising. No text longer than this normalises to as little as the limit. */
const maxCodeUnits = 4 * maxPasswordBytes

/**
 * The bytes of a new password: UTF-8 of its NFKC form. Throws TypeError for anything but a string and for lone
 * surrogates, RangeError for an empty or too long one; neither says anything about it.
 */
export function encodePassword(password: unknown): Uint8Array {
  if (typeof password !== 'string') throw new TypeError('Expected a password, which is a string.')
  if (password === '') throw new RangeError('Expected a password that is not empty.')
  if (password.length > maxCodeUnits) throw tooLong()
  const bytes = encodeText(password.normalize(unicodeForm))
  if (bytes.length > maxPasswordBytes) throw tooLong()
  return bytes
}

/**
 * The bytes that a password to verify may have been hashed from: normalised, and where that differs as it was typed,
 * since other software that stored hashes did not normalise. Empty for text that can be nobody's password (empty, too
 * long, lone surrogates). Throws TypeError for anything but a string.
 */
export function spellingsOf(password: unknown): readonly Uint8Array[] {
  if (typeof password !== 'string') throw new TypeError('Expected a password, which is a string.')
  try {
    const normalized = encodePassword(password)
    return password === password.normalize(unicodeForm) ? [normalized] : [normalized, encodeText(password)]
  } catch {
    return []
  }
}

function tooLong(): RangeError {
  return new RangeError(`Expected a password of at most ${maxPasswordBytes} bytes in UTF-8.`)
}
