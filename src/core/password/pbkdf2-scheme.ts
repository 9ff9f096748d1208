// PBKDF2 (RFC 8018 §5.2): as Django writes it, `pbkdf2_sha256$iterations$salt$hash`, and as a PHC string,
// `$pbkdf2-sha512$i=iterations$salt$hash`, the form that imported columns are put into (import-columns.ts).

import { equalBytes, utf8Bytes } from '#crypto'
import { checkLengths, hashLimits, keepWithin } from './hash-limits.js'
import type { HashScheme, StoredHash } from './hash-scheme.js'
import { loadNodeCrypto } from './node-crypto.js'
import { decodeBase64, formatPhc, parsePhc } from './phc-string.js'

/** The hash functions under HMAC, and the bytes that one block of output has. */
const digests = { sha1: 20, sha256: 32, sha512: 64 } as const

/** The hash function under PBKDF2's HMAC. */
export type Pbkdf2Digest = keyof typeof digests

/** A PBKDF2 hash in its parts; as many bytes are computed as `hash` has. */
export interface Pbkdf2Hash {
  readonly digest: Pbkdf2Digest
  readonly iterations: number
  readonly salt: Uint8Array
  readonly hash: Uint8Array
}

/** PBKDF2 with HMAC-SHA-1, HMAC-SHA-256 or HMAC-SHA-512. */
export const pbkdf2Scheme: HashScheme = {
  name: 'PBKDF2',
  start: /^(?:pbkdf2_sha(?:1|256)\$|\$pbkdf2-sha(?:1|256|512)\$)/,
  read: text => stored(text.startsWith('$') ? parsePhcForm(text) : parseDjangoForm(text)),
}

/** The PHC string of a PBKDF2 hash: `$pbkdf2-sha256$i=600000$salt$hash`. */
export function formatPbkdf2({ digest, iterations, salt, hash }: Pbkdf2Hash): string {
  return formatPhc({ id: `pbkdf2-${digest}`, parameters: `i=${iterations}`, salt, hash })
}

function parsePhcForm(text: string): Pbkdf2Hash {
  const { id, parameters, salt, hash } = parsePhc(text)
  const iterations = /^i=(\d{1,9})$/.exec(parameters)?.[1]
  return { digest: id.replace('pbkdf2-', '') as Pbkdf2Digest, iterations: Number(iterations), salt, hash }
}

function parseDjangoForm(text: string): Pbkdf2Hash {
  const match = /^pbkdf2_(sha1|sha256)\$(\d{1,9})\$([^$]*)\$([^$=]+)={0,2}$/.exec(text)
  if (!match) throw new TypeError('Expected a hash as Django writes it.')
  const [, digest = '', iterations, salt = '', hash = ''] = match
  return {
    digest: digest as Pbkdf2Digest,
    iterations: Number(iterations),
    salt: utf8Bytes(salt),
    hash: decodeBase64(hash),
  }
}

function stored({ digest, iterations, salt, hash }: Pbkdf2Hash): StoredHash {
  checkLengths(salt, hash)
  if (!(iterations >= 1)) throw new TypeError('Expected one iteration at least.')
  keepWithin(
    hashLimits.pbkdf2Rounds,
    iterations * Math.ceil(hash.length / digests[digest]),
    'iterations times blocks',
  )
  return {
    matches: async password => {
      const { pbkdf2 } = await loadNodeCrypto()
      return equalBytes(await pbkdf2(password, salt, iterations, hash.length, digest), hash)
    },
  }
}
