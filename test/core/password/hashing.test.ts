// New hashes: what is written, and that other software reads it.

import { verify as verifyElsewhere } from '@node-rs/argon2'
import { expect, test } from 'vitest'
import { argon2HashLength } from '../../../src/core/password/argon2-scheme.js'
import { isWeaker, type PasswordCost, passwordCosts } from '../../../src/core/password/password-cost.js'
import { PasswordHasher } from '../../../src/core/password/password-hasher.js'
import { hashPassword, needsUpgrade, verifyPassword } from '../../../src/core/password/verify-password.js'

const password = 'correct horse battery staple'

test.each([
  ['owasp', 'm=19456,t=2,p=1'],
  ['strong', 'm=65536,t=3,p=1'],
] as const)('a hash of cost %s is an Argon2id PHC string with %s', async (cost, parameters) => {
  const hash = await hashPassword(password, { cost })
  expect(hash).toMatch(/^\$argon2id\$v=19\$[^$]+\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/)
  expect(hash.split('$')[3]).toBe(parameters)
  expect(hash.length).toBeLessThanOrEqual(argon2HashLength)
  expect(needsUpgrade(hash, { cost })).toBe(false)
})

test('the cost is owasp unless named, and only a named one is taken', async () => {
  expect(await hashPassword(password)).toContain('$m=19456,t=2,p=1$')
  for (const cost of ['fast', '', 'toString', { memoryKiB: 8 }])
    await expect(hashPassword(password, { cost: cost as PasswordCost })).rejects.toThrow(RangeError)
})

test('the same password never has the same hash', async () => {
  const hashes = await Promise.all([hashPassword(password), hashPassword(password)])
  expect(new Set(hashes).size).toBe(2)
})

test('a password matches its own hash alone', async () => {
  const hash = await hashPassword(password)
  expect(await verifyPassword(hash, password)).toBe(true)
  for (const other of ['correct horse battery stapl', `${password} `, 'Correct horse battery staple', hash])
    expect(await verifyPassword(hash, other)).toBe(false)
})

test('a hash verifies in other software', async () => {
  expect(await verifyElsewhere(await hashPassword(password), password)).toBe(true)
})

test('a text that looks like a hash is a password like any other', async () => {
  const hash = await hashPassword(password)
  const hashOfHash = await hashPassword(hash)
  expect(await verifyPassword(hashOfHash, hash)).toBe(true)
  expect(await verifyPassword(hashOfHash, password)).toBe(false)
})

test('a hash of a lower cost or an older kind is to be upgraded, a stronger one is not', async () => {
  const owasp = await hashPassword(password)
  expect(needsUpgrade(owasp, { cost: 'strong' })).toBe(true)
  expect(needsUpgrade(await hashPassword(password, { cost: 'strong' }))).toBe(false)
  for (const older of [
    owasp.replace('argon2id', 'argon2i'),
    owasp.replace('v=19', 'v=16'),
    owasp.replace('t=2', 't=1'),
    owasp.replace('m=19456', 'm=19455'),
    owasp.replace(/[^$]+$/, 'A'.repeat(22)),
    owasp.replace(/[^$]+(?=\$[^$]+$)/, 'c29tZXNhbHQ'),
    'sha256$salt$cf5edb6df73b10ddf8226de032fe6f808c83606edec9d71c1d4fa1163e314275',
  ])
    expect(needsUpgrade(older), older).toBe(true)
})

test('OWASP holds its recommendations for equally strong: more memory with fewer passes is not weaker', () => {
  const { owasp, strong } = passwordCosts
  expect(isWeaker({ memoryKiB: 47_104, passes: 1, lanes: 1 }, owasp)).toBe(false)
  expect(isWeaker({ memoryKiB: 12_288, passes: 3, lanes: 1 }, owasp)).toBe(true)
  expect(isWeaker(owasp, owasp)).toBe(false)
  expect(isWeaker(owasp, strong)).toBe(true)
})

test('verifying says whether to hash anew', async () => {
  const hasher = new PasswordHasher()
  const hash = await hasher.hash(password)
  expect(await hasher.verify(hash, password)).toEqual({ matches: true, needsUpgrade: false })
  expect(await hasher.verify(hash, password, { cost: 'strong' })).toEqual({
    matches: true,
    needsUpgrade: true,
  })
  expect(await hasher.verify(hash, 'wrong', { cost: 'strong' })).toEqual({
    matches: false,
    needsUpgrade: false,
  })
})
