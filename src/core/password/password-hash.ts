// A hash that was made elsewhere, on its way into a column. A plain string is always a password to be hashed, whatever it
// looks like; to store a hash as it is takes one of these.

import { readHash, schemeName } from './read-hash.js'

/**
 * The texts, by a function that each PasswordHash carries. Prisma copies arguments property by property, so that of an
 * object's class and private fields nothing is left when they are written; functions it passes on as they are.
 */
const texts = new WeakMap<object, string>()

const mark = '~passwordHash'

/**
 * An already hashed password, made by `importHash` and its kin. Prints as its scheme, never as the hash; JSON leaves it
 * out, and it cannot be cloned to another thread.
 */
export class PasswordHash {
  readonly [mark]: () => string

  /** @param text a hash of a scheme that fieldseal reads. Throws as `importHash`. */
  constructor(text: string) {
    readHash(text)
    const scheme = schemeName(text)
    this[mark] = () => `PasswordHash(${scheme})`
    texts.set(this[mark], text)
    Object.freeze(this)
  }

  /** `PasswordHash(bcrypt)`. */
  toString(): string {
    return this[mark]()
  }

  /** Nothing: a text in its place would be taken for a password later. */
  toJSON(): undefined {
    return undefined
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return this.toString()
  }
}

/** What `importHash` returns. Typed as a string as well, since Prisma's types take nothing else for the column. */
export type ImportedHash = PasswordHash & string

/**
 * Takes over a hash that other software made: Argon2, bcrypt, scrypt, PBKDF2 or salted SHA-256, in the forms that
 * docs/passwords.md lists. It is stored as it is, and replaced at its owner's next login. Throws OpenError
 * OPEN_HASH_UNKNOWN, OPEN_HASH_INVALID or OPEN_HASH_TOO_COSTLY.
 */
export function importHash(text: string): ImportedHash {
  return new PasswordHash(text) as ImportedHash
}

/** The hash in a PasswordHash or in Prisma's copy of one; undefined for anything else. Never print it. */
export function hashTextOf(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, mark)) return undefined
  const carried: unknown = (value as Record<string, unknown>)[mark]
  return typeof carried === 'function' ? texts.get(carried) : undefined
}
