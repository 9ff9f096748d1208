// What a stored hash may ask for. Its parameters come from the database, and whoever can write there must not be able
// to keep the server busy with them. Each limit is 1 to 2 s of one core, several times what anyone uses for logins.

const mebibyte = 2 ** 20

/** The limits. A hash of fewer bytes would match by chance, and one of none would match any password. */
export const hashLimits = {
  memoryBytes: 256 * mebibyte,
  /** Memory times passes, of Argon2: libsodium's MODERATE asks for 768 MiB. */
  argon2MemoryPassesBytes: 4096 * mebibyte,
  lanes: 64,
  /** 128 · N · r · p, of scrypt: OWASP asks for 128 MiB. */
  scryptWorkBytes: 512 * mebibyte,
  /** r · p, of scrypt: 8 to 80 in practice. Before and after its own work PBKDF2 goes over 128 bytes for each. */
  scryptBlocks: 1024,
  /** Iterations times blocks of output: OWASP asks for 1,300,000 of SHA-1. */
  pbkdf2Rounds: 5_000_000,
  /** 2^15 rounds; most people use 10 to 12. */
  bcryptCost: 15,
  minHashBytes: 16,
  maxHashBytes: 512,
  maxSaltBytes: 256,
} as const

/** The longest text that can be a hash within those limits, in characters. */
export const maxHashLength = 1200

/** Thrown for a hash that asks for more than a limit; `message` names it. */
export class LimitError extends RangeError {}

/** Throws LimitError where `asked` is more than `limit`; `unit` follows the number in the message. */
export function keepWithin(limit: number, asked: number, unit: string): void {
  if (asked > limit) throw new LimitError(`${limit.toLocaleString('en')} ${unit}`)
}

/** The same for memory and work in bytes. */
export function keepWithinBytes(limit: number, asked: number, unit: string): void {
  if (asked > limit) throw new LimitError(`${limit / mebibyte} MiB of ${unit}`)
}

/** Throws TypeError for a salt that is too long, and a hash that is too short or too long. */
export function checkLengths(salt: Uint8Array, hash: Uint8Array): void {
  const { minHashBytes, maxHashBytes, maxSaltBytes } = hashLimits
  if (salt.length > maxSaltBytes || hash.length < minHashBytes || hash.length > maxHashBytes)
    throw new TypeError('Expected another length.')
}
