// The key derivation functions of node:crypto that older hashes were made with, as promises. They run on libuv's pool.

import { loadModule } from './load-module.js'

/** N, r and p of RFC 7914, and the memory that may be used, in bytes. */
export interface ScryptOptions {
  readonly N: number
  readonly r: number
  readonly p: number
  readonly maxmem: number
}

/** What is used of node:crypto. */
export interface NodeCrypto {
  pbkdf2(
    password: Uint8Array,
    salt: Uint8Array,
    iterations: number,
    length: number,
    digest: string,
  ): Promise<Uint8Array>
  scrypt(password: Uint8Array, salt: Uint8Array, length: number, options: ScryptOptions): Promise<Uint8Array>
}

/** Loads node:crypto. Rejects with ConfigError CONFIG_MODULE_MISSING on a platform without it. */
export async function loadNodeCrypto(): Promise<NodeCrypto> {
  const crypto = await loadModule(
    'node:crypto',
    async () => builtin(),
    'Verify hashes of PBKDF2 and scrypt on Node.',
  )
  return {
    pbkdf2: (password, salt, iterations, length, digest) =>
      settled(done => crypto.pbkdf2(password, salt, iterations, length, digest, done)),
    scrypt: (password, salt, length, options) =>
      settled(done => crypto.scrypt(password, salt, length, options, done)),
  }
}

/** Not imported, so that bundlers for other platforms find no reference to it. */
function builtin(): typeof import('node:crypto') {
  const crypto = globalThis.process?.getBuiltinModule?.('node:crypto')
  if (crypto) return crypto
  throw new TypeError('Expected a platform with node:crypto.')
}

function settled(
  start: (done: (error: Error | null, bytes: Uint8Array) => void) => void,
): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    start((error, bytes) => (error ? reject(error) : resolve(bytes)))
  })
}
