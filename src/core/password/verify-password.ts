// Passwords outside of Prisma: hash one, verify one, and know when to hash anew.

import { costOf, defaultCost, type PasswordCost } from './password-cost.js'
import { hashTextOf, type PasswordHash } from './password-hash.js'
import { defaultHasher, isOutdated, type PasswordHasher } from './password-hasher.js'
import { readHash } from './read-hash.js'

/** Options of the plain functions. */
export interface PasswordOptions {
  /** `owasp` by default. */
  readonly cost?: PasswordCost
  /** What hashes; by default one for all, with default options. */
  readonly hasher?: PasswordHasher
}

/**
 * An Argon2id hash of a password, as a PHC string. Rejects with TypeError for anything but well-formed text, with
 * RangeError for an empty password or one of more than 1,024 bytes, and with ConfigError CONFIG_MODULE_MISSING.
 */
export function hashPassword(
  password: string,
  { cost, hasher = defaultHasher }: PasswordOptions = {},
): Promise<string> {
  return hasher.hash(password, { cost })
}

/**
 * True where a hash is of this password; the schemes are those of `importHash`. Null or undefined stands for a user
 * without a password, or without existence: the same work is done, and the answer is false. Rejects with OpenError for a
 * text that is no hash, TypeError for a password that is no string, and ConfigError CONFIG_MODULE_MISSING.
 */
export async function verifyPassword(
  hash: string | PasswordHash | null | undefined,
  password: string,
  { cost, hasher = defaultHasher }: PasswordOptions = {},
): Promise<boolean> {
  const { matches } =
    hash === null || hash === undefined
      ? await hasher.dummyVerify(password, { cost })
      : await hasher.verify(hashTextOf(hash) ?? (hash as string), password, { cost })
  return matches
}

/** True where a hash is of an older scheme or a lower cost than new ones: hash the password anew when it was verified. */
export function needsUpgrade(
  hash: string | PasswordHash,
  { cost = defaultCost }: { readonly cost?: PasswordCost } = {},
): boolean {
  return isOutdated(readHash(hashTextOf(hash) ?? (hash as string)), costOf(cost))
}
