// Argon2 (RFC 9106) as PHC strings: `$argon2id$v=19$m=19456,t=2,p=1$salt$hash`. Writes Argon2id alone; reads all three
// variants, the version before the RFC, any parameters, and the prefix that Django puts before it.

import { equalBytes, randomBytes } from '#crypto'
import type { Argon2Engine, Argon2Request, Argon2Version } from './argon2-engine.js'
import { checkLengths, hashLimits, keepWithin, keepWithinBytes } from './hash-limits.js'
import type { HashScheme, StoredHash } from './hash-scheme.js'
import type { Argon2Cost } from './password-cost.js'
import { formatPhc, parsePhc } from './phc-string.js'

/** Bytes of the random salt of a new hash (RFC 9106 §3.1). */
const saltBytes = 16

/** Bytes of a new hash. */
const hashBytes = 32

/** The longest text of a new hash of any named cost, in characters. */
export const argon2HashLength = 97

const version: Argon2Version = 0x13
const type = 'argon2id'

/** A new hash of a password: `$argon2id$v=19$m=...,t=...,p=...$salt$hash`. */
export async function hashWithArgon2(
  password: Uint8Array,
  { memoryKiB, passes, lanes }: Argon2Cost,
  argon2: Argon2Engine,
): Promise<string> {
  const salt = randomBytes(saltBytes)
  const hash = await argon2(password, { type, version, memoryKiB, passes, lanes, salt, length: hashBytes })
  return formatPhc({ id: type, version, parameters: `m=${memoryKiB},t=${passes},p=${lanes}`, salt, hash })
}

/** Argon2id, Argon2i and Argon2d. */
export const argon2Scheme: HashScheme = {
  name: 'Argon2',
  start: /^(?:argon2)?\$argon2(?:id|i|d)\$/,
  read: text => readArgon2(text.replace(/^argon2\$/, '$')),
}

function readArgon2(text: string): StoredHash {
  const { id, version: stated = 0x10, parameters, salt, hash } = parsePhc(text)
  const request = { type: id as Argon2Request['type'], version: versionOf(stated), ...costOf(parameters) }
  checkLengths(salt, hash)
  if (salt.length < 8) throw new TypeError('Expected a longer salt.')
  const isCurrent = id === type && stated === version && salt.length >= saltBytes && hash.length >= hashBytes
  return {
    cost: isCurrent ? costOf(parameters) : undefined,
    matches: async (password, argon2) =>
      equalBytes(await argon2(password, { ...request, salt, length: hash.length }), hash),
  }
}

function costOf(parameters: string): Argon2Cost {
  const match = /^m=(\d{1,9}),t=(\d{1,9}),p=(\d{1,3})$/.exec(parameters)
  const [memoryKiB = 0, passes = 0, lanes = 0] = match?.slice(1).map(Number) ?? []
  if (passes < 1 || lanes < 1 || memoryKiB < 8 * lanes) throw new TypeError('Expected m, t and p.')
  const bytes = memoryKiB * 1024
  keepWithinBytes(hashLimits.memoryBytes, bytes, 'memory')
  keepWithinBytes(hashLimits.argon2MemoryPassesBytes, bytes * passes, 'memory times passes')
  keepWithin(hashLimits.lanes, lanes, 'lanes')
  return { memoryKiB, passes, lanes }
}

function versionOf(stated: number): Argon2Version {
  if (stated !== 0x10 && stated !== 0x13) throw new TypeError('Expected version 16 or 19.')
  return stated
}
