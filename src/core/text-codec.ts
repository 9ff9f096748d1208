// Text and its UTF-8 bytes, strict both ways: what goes in comes out, or an error is thrown.

import { utf8Bytes } from '#crypto'

const loneSurrogate = /\p{Surrogate}/u
// ignoreBOM keeps a leading U+FEFF, which the default would swallow.
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/**
 * Returns text that UTF-8 can hold. Throws TypeError for anything but a string, and for a string with a lone
 * surrogate.
 */
export function checkText(value: unknown): string {
  if (typeof value !== 'string') throw new TypeError('Expected a string.')
  if (loneSurrogate.test(value))
    throw new TypeError('Expected well-formed Unicode text, without lone surrogates.')
  return value
}

/** Encodes text as UTF-8. Throws as `checkText`. */
export function encodeText(value: unknown): Uint8Array {
  return utf8Bytes(checkText(value))
}

/** Decodes UTF-8 bytes. Throws TypeError for anything that is not well-formed UTF-8. */
export function decodeText(bytes: Uint8Array): string {
  return decoder.decode(bytes)
}
