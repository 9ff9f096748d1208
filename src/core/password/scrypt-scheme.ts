// scrypt (RFC 7914): as a PHC string and in passlib, `$scrypt$ln=17,r=8,p=1$salt$hash`, and as Django writes it,
// `scrypt$N$salt$r$p$hash`. What Node scripts store has no form of its own: import-columns.ts puts it into the first.

import { equalBytes, utf8Bytes } from '#crypto'
import { checkLengths, hashLimits, keepWithin, keepWithinBytes } from './hash-limits.js'
import type { HashScheme, StoredHash } from './hash-scheme.js'
import { loadNodeCrypto } from './node-crypto.js'
import { decodeBase64, formatPhc, parsePhc } from './phc-string.js'

/** A scrypt hash in its parts, with RFC 7914's names; as many bytes are computed as `hash` has. */
export interface ScryptHash {
  /** Cost, a power of 2. */
  readonly N: number
  /** Block size. */
  readonly r: number
  /** Parallelization. */
  readonly p: number
  readonly salt: Uint8Array
  readonly hash: Uint8Array
}

/** scrypt. */
export const scryptScheme: HashScheme = {
  name: 'scrypt',
  start: /^\$?scrypt\$/,
  read: text => stored(text.startsWith('$') ? parsePhcForm(text) : parseDjangoForm(text)),
}

/** The PHC string of a scrypt hash. */
export function formatScrypt({ N, r, p, salt, hash }: ScryptHash): string {
  return formatPhc({ id: 'scrypt', parameters: `ln=${Math.log2(N)},r=${r},p=${p}`, salt, hash })
}

function parsePhcForm(text: string): ScryptHash {
  const { parameters, salt, hash } = parsePhc(text)
  const match = /^ln=(\d{1,2}),r=(\d{1,9}),p=(\d{1,9})$/.exec(parameters)
  return { N: 2 ** Number(match?.[1]), r: Number(match?.[2]), p: Number(match?.[3]), salt, hash }
}

function parseDjangoForm(text: string): ScryptHash {
  const match = /^scrypt\$(\d{1,9})\$([^$]*)\$(\d{1,9})\$(\d{1,9})\$([^$=]+)={0,2}$/.exec(text)
  if (!match) throw new TypeError('Expected a hash as Django writes it.')
  const [, N, salt = '', r, p, hash = ''] = match
  return { N: Number(N), r: Number(r), p: Number(p), salt: utf8Bytes(salt), hash: decodeBase64(hash) }
}

function stored({ N, r, p, salt, hash }: ScryptHash): StoredHash {
  checkLengths(salt, hash)
  if (!(Number.isInteger(Math.log2(N)) && N >= 2 && r >= 1 && p >= 1))
    throw new TypeError('Expected N, r and p.')
  keepWithinBytes(hashLimits.memoryBytes, 128 * N * r, 'memory')
  keepWithin(hashLimits.scryptBlocks, r * p, 'as r times p')
  keepWithinBytes(hashLimits.scryptWorkBytes, 128 * N * r * p, 'memory times p')
  return {
    matches: async password => {
      const { scrypt } = await loadNodeCrypto()
      // V of RFC 7914 §6 has N blocks of 128 r bytes, B has p, and OpenSSL takes two more.
      const options = { N, r, p, maxmem: 128 * r * (N + p + 2) }
      return equalBytes(await scrypt(password, salt, hash.length, options), hash)
    },
  }
}
