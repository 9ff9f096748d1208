// Salted SHA-256: `sha256$salt$hash`, where hash is SHA-256(salt || password) in 64 hex digits, in the manner of Django's
// former `sha1$salt$hash`. Whoever steals such hashes tries billions of passwords a second: seal them with a pepper.

import { equalBytes, sha256Hex, utf8Bytes } from '#crypto'
import { checkLengths } from './hash-limits.js'
import type { HashScheme, StoredHash } from './hash-scheme.js'

/** SHA-256 of a salt, as text, and the password after it. */
export const saltedSha256Scheme: HashScheme = { name: 'salted SHA-256', start: /^sha256\$/, read }

function read(text: string): StoredHash {
  const match = /^sha256\$([^$]*)\$([0-9a-fA-F]{64})$/.exec(text)
  if (!match) throw new TypeError('Expected a salted SHA-256.')
  const salt = utf8Bytes(match[1] as string)
  const hash = utf8Bytes((match[2] as string).toLowerCase())
  checkLengths(salt, hash)
  return {
    matches: async password => equalBytes(utf8Bytes(sha256Hex(joined(salt, password))), hash),
  }
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(a.length + b.length)
  bytes.set(a)
  bytes.set(b, a.length)
  return bytes
}
