// What every way of hashing a password answers; read-hash.ts has the table of them.

import type { Argon2Engine } from './argon2-engine.js'
import type { Argon2Cost } from './password-cost.js'

/** A hash that was read: what it takes to compare a password with it. */
export interface StoredHash {
  /** True where the hash is of this password. Takes the work that the hash's own parameters say. */
  matches(password: Uint8Array, argon2: Argon2Engine): Promise<boolean>
  /** Its cost, where it is an Argon2id hash as they are written today; undefined for anything older. */
  readonly cost?: Argon2Cost | undefined
}

/** A way in which passwords were hashed. */
export interface HashScheme {
  /** For people. */
  readonly name: string
  /** Matches what each hash of the scheme begins with, and the hash of no other. */
  readonly start: RegExp
  /** Reads a hash. Throws TypeError for a malformed one, and LimitError for one that would take too much work. */
  read(text: string): StoredHash
}
