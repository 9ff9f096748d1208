// Hashes that other software made, and standards' vectors of what they are made with.

import { argon2d, argon2i, argon2id } from '@noble/hashes/argon2.js'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Argon2Request, argon2Engines, argon2Types } from '../../../src/core/password/argon2-engine.js'
import { importPbkdf2, importScrypt } from '../../../src/core/password/import-columns.js'
import { importHash } from '../../../src/core/password/password-hash.js'
import { PasswordHasher } from '../../../src/core/password/password-hasher.js'
import type { Pbkdf2Digest } from '../../../src/core/password/pbkdf2-scheme.js'
import { needsUpgrade, verifyPassword } from '../../../src/core/password/verify-password.js'
import frozen from '../../vectors/password-schemes.json' with { type: 'json' }
import standards from '../../vectors/password-standards.json' with { type: 'json' }
import { hex, toHex } from '../platforms.js'

/** Of these parameters the current cost is no improvement; all others are to be upgraded. */
const strong = ['Argon2id, m=65536, t=1, p=2', 'Argon2id as Django writes it']

test.each(frozen.vectors)(
  '$name, by $source, matches its password alone',
  async ({ name, password, hash }) => {
    const hasher = new PasswordHasher()
    expect(await hasher.verify(hash, password)).toEqual({
      matches: true,
      needsUpgrade: !strong.includes(name),
    })
    expect(await verifyPassword(hash, `x${password}`)).toBe(false)
    expect(() => importHash(hash)).not.toThrow()
  },
)

test('bcrypt looks at 72 bytes, and Django’s bcrypt_sha256 at all of them', async () => {
  const [plain, hashed] = frozen.vectors.filter(({ password }) => password.length > 72).reverse()
  expect(plain?.hash).toMatch(/^\$2a/)
  expect(await verifyPassword(plain?.hash, `${plain?.password.slice(0, 72)} and more`)).toBe(true)
  expect(await verifyPassword(plain?.hash, plain?.password.slice(0, 71) as string)).toBe(false)
  expect(hashed?.hash).toMatch(/^bcrypt_sha256\$/)
  expect(await verifyPassword(hashed?.hash, hashed?.password.slice(0, 72) as string)).toBe(false)
})

test('a password that other software did not normalise matches as typed, and is to be upgraded', async () => {
  const vector = frozen.vectors.find(({ name }) => name.includes('NFKC'))
  expect(vector?.password).not.toBe(vector?.password.normalize('NFKC'))
  expect(await verifyPassword(vector?.hash, vector?.password as string)).toBe(true)
  const raw = await argon2Engines.native(Buffer.from('ﬁsh'), {
    ...{ type: 'argon2id', version: 0x13, memoryKiB: 19_456, passes: 2, lanes: 1, length: 32 },
    salt: Buffer.alloc(16, 7),
  })
  const hash = `$argon2id$v=19$m=19456,t=2,p=1$BwcHBwcHBwcHBwcHBwcHBw$${Buffer.from(raw).toString('base64').slice(0, 43)}`
  expect(needsUpgrade(hash)).toBe(false)
  expect(await new PasswordHasher().verify(hash, 'ﬁsh')).toEqual({ matches: true, needsUpgrade: true })
  expect(await verifyPassword(hash, 'fish')).toBe(false)
})

test.each(standards.scrypt.vectors)('RFC 7914: scrypt, N=$N, r=$r, p=$p', async vector => {
  const { password, N, r, p } = vector
  const hash = importScrypt({ N, r, p, salt: { text: vector.salt }, hash: { hex: vector.hash } })
  expect(await verifyPassword(hash, password)).toBe(true)
  expect(await verifyPassword(hash, 'other')).toBe(false)
})

test.each(standards.pbkdf2.vectors)(
  'RFC 7914 and 6070: PBKDF2 with $digest, $iterations iterations',
  async vector => {
    const { password, iterations, digest } = vector
    const hash = importPbkdf2({
      digest: digest as Pbkdf2Digest,
      iterations,
      salt: { text: vector.salt },
      hash: { hex: vector.hash },
    })
    expect(await verifyPassword(hash, password)).toBe(true)
    expect(await verifyPassword(hash, 'other')).toBe(false)
  },
)

const noble = { argon2d, argon2i, argon2id }
const types = Object.keys(argon2Types) as (keyof typeof argon2Types)[]

test.each(types)('RFC 9106: the second implementation computes %s', type => {
  const { password, salt, secret, associatedData, memoryKiB, passes, lanes, tags } = standards.argon2
  const tag = noble[type](hex(password), hex(salt), {
    ...{ m: memoryKiB, t: passes, p: lanes, dkLen: 32 },
    key: hex(secret),
    personalization: hex(associatedData),
  })
  expect(toHex(tag)).toBe(tags[type])
})

test('both implementations of Argon2 compute the same', async () => {
  const anyBytes = (minLength: number, maxLength: number) => fc.uint8Array({ minLength, maxLength })
  const anyRequest: fc.Arbitrary<Argon2Request> = fc
    .record({
      type: fc.constantFrom(...types),
      version: fc.constantFrom<Argon2Request['version']>(0x10, 0x13),
      extraKiB: fc.integer({ min: 0, max: 100 }),
      passes: fc.integer({ min: 1, max: 3 }),
      lanes: fc.integer({ min: 1, max: 3 }),
      salt: anyBytes(8, 40),
      length: fc.integer({ min: 16, max: 80 }),
    })
    .map(({ extraKiB, ...request }) => ({ ...request, memoryKiB: 8 * request.lanes + extraKiB }))
  await fc.assert(
    fc.asyncProperty(anyBytes(1, 100), anyRequest, async (password, request) => {
      const [native, inJavaScript] = await Promise.all([
        argon2Engines.native(password, request),
        argon2Engines.javascript(password, request),
      ])
      expect(toHex(native)).toBe(toHex(inJavaScript))
    }),
    { numRuns: 60 },
  )
})

test('an application without a native module can ask for JavaScript', async () => {
  const hasher = new PasswordHasher({ argon2: 'javascript' })
  const hash = await hasher.hash('correct horse')
  expect(await verifyPassword(hash, 'correct horse')).toBe(true)
  expect(hasher.work.concurrency).toBe(1)
  expect(() => new PasswordHasher({ argon2: 'fast' as 'native' })).toThrow(RangeError)
})
