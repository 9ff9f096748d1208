// From a stored text to the hash that it is: the table of the schemes.

import { looksSealed } from '../envelope.js'
import { argon2Scheme } from './argon2-scheme.js'
import { bcryptScheme } from './bcrypt-scheme.js'
import { type HashPlace, hashInvalid, hashTooCostly, hashUnknown, pepperMissing } from './hash-errors.js'
import { LimitError, maxHashLength } from './hash-limits.js'
import type { HashScheme, StoredHash } from './hash-scheme.js'
import { pbkdf2Scheme } from './pbkdf2-scheme.js'
import { saltedSha256Scheme } from './salted-sha256-scheme.js'
import { scryptScheme } from './scrypt-scheme.js'

/** Every scheme that is read; the first one is written. */
export const hashSchemes: readonly HashScheme[] = [
  argon2Scheme,
  bcryptScheme,
  scryptScheme,
  pbkdf2Scheme,
  saltedSha256Scheme,
]

/**
 * The hash that a text is. Throws OpenError OPEN_HASH_UNKNOWN, OPEN_HASH_INVALID or OPEN_HASH_TOO_COSTLY, and ConfigError
 * CONFIG_KEYS_MISSING for a sealed hash.
 */
export function readHash(text: string, place: HashPlace = {}): StoredHash {
  const scheme = schemeOf(text, place)
  if (text.length > maxHashLength) throw hashInvalid(scheme.name, place)
  try {
    return scheme.read(text)
  } catch (error) {
    if (error instanceof LimitError) throw hashTooCostly(scheme.name, error.message, place)
    throw hashInvalid(scheme.name, place)
  }
}

/** The name of the scheme of a text. Throws as `readHash` for a text of none. */
export function schemeName(text: string): string {
  return schemeOf(text, {}).name
}

function schemeOf(text: unknown, place: HashPlace): HashScheme {
  if (typeof text !== 'string') throw hashUnknown(place)
  if (looksSealed(text)) throw pepperMissing('The stored password hash is sealed', place)
  const scheme = hashSchemes.find(({ start }) => start.test(text))
  if (!scheme) throw hashUnknown(place)
  return scheme
}
