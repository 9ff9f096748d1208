// bcrypt: `$2b$12$` and 53 characters, alone or as Django writes it. bcrypt looks at 72 bytes of a password at most;
// a hash that was made so matches whatever begins with them, until its owner's next login replaces it by Argon2id.

import { sha256Hex } from '#crypto'
import { hashLimits, keepWithin } from './hash-limits.js'
import type { HashScheme, StoredHash } from './hash-scheme.js'
import { loadModule } from './load-module.js'

/**
 * The last characters of salt and hash hold 2 and 6 bits: others are no bcrypt output, and would never match. `$2x$`, the
 * mark of hashes from an implementation with a flaw, is not read.
 */
const form = /^(bcrypt\$|bcrypt_sha256\$)?(\$2[aby]\$(\d\d)\$[./\w]{21}[.Oeu][./\w]{30}[.CGKOSWaeimquy26])$/

/** bcrypt, by the optional peer dependency @node-rs/bcrypt. */
export const bcryptScheme: HashScheme = {
  name: 'bcrypt',
  start: /^(?:bcrypt\$|bcrypt_sha256\$)?\$2[aby]\$/,
  read: readBcrypt,
}

function readBcrypt(text: string): StoredHash {
  const [, prefix, hash = '', cost] = form.exec(text) ?? []
  if (hash === '' || Number(cost) < 4) throw new TypeError('Expected a bcrypt hash.')
  keepWithin(hashLimits.bcryptCost, Number(cost), 'as its cost')
  return {
    // Django's bcrypt_sha256 hashes the hex digits of SHA-256, so that all of a long password counts.
    matches: password => verify(prefix === 'bcrypt_sha256$' ? sha256Hex(password) : password, hash),
  }
}

async function verify(password: Uint8Array | string, hash: string): Promise<boolean> {
  const bcrypt = await loadModule(
    '@node-rs/bcrypt',
    () => import('@node-rs/bcrypt'),
    'Run `npm install @node-rs/bcrypt`: stored hashes are of bcrypt.',
  )
  return bcrypt.verify(password, hash)
}
