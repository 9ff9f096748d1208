// The pepper: hashes sealed under a key that is not in the database, and bound to their rows.

import { expect, test } from 'vitest'
import { importHash } from '../../../src/core/password/password-hash.js'
import { verifyPassword } from '../../../src/core/password/verify-password.js'
import frozen from '../../vectors/password-sealed.json' with { type: 'json' }
import { fixedKeyring, sealedColumn } from '../columns.js'
import { passwordColumn, pepperedColumn } from './columns.js'

const password = 'correct horse'
const matches = { matches: true, needsUpgrade: false }
const outdated = { matches: true, needsUpgrade: true }
const differs = { matches: false, needsUpgrade: false }
const bcrypt = '$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW'

test('without a pepper the hash is stored as it is', async () => {
  const stored = await passwordColumn().hash(password)
  expect(stored).toMatch(/^\$argon2id\$v=19\$/)
  expect(await passwordColumn().verify(stored, password)).toEqual(matches)
  expect(await passwordColumn().verify(stored, 'other')).toEqual(differs)
})

test('with a pepper nothing of the hash shows but the id of its key', async () => {
  const stored = await pepperedColumn('k1').hash(password)
  expect(stored).toMatch(/^fs1\.k1\.[\w-]+$/)
  expect(await pepperedColumn('k1').verify(stored, password)).toEqual(matches)
  expect(await pepperedColumn('k1').verify(stored, 'other')).toEqual(differs)
})

test('without the key a stolen hash cannot be tried', async () => {
  const stored = await pepperedColumn('k1').hash(password)
  await expect(verifyPassword(stored, password)).rejects.toMatchObject({ code: 'CONFIG_KEYS_MISSING' })
  await expect(passwordColumn().verify(stored, password)).rejects.toMatchObject({
    code: 'CONFIG_KEYS_MISSING',
  })
  await expect(pepperedColumn('k2').verify(stored, password)).rejects.toMatchObject({ code: 'KEY_UNKNOWN' })
})

test('a hash copied to another row does not verify there', async () => {
  const column = pepperedColumn('k1')
  const mine = await column.hash(password, ['user-1', 'tenant-1'])
  expect(await column.verify(mine, password, ['user-1', 'tenant-1'])).toEqual(matches)
  for (const binding of [['user-2', 'tenant-1'], ['user-1'], ['tenant-1', 'user-1'], []])
    await expect(column.verify(mine, password, binding)).rejects.toMatchObject({
      code: 'OPEN_FAILED',
      model: 'User',
      field: 'password',
    })
})

test('a hash moved from another column, or altered, does not verify', async () => {
  const column = pepperedColumn('k1')
  const stored = await column.hash(password)
  const elsewhere = passwordColumn({ keyring: fixedKeyring('k1'), column: 'Admin.password' })
  await expect(elsewhere.verify(stored, password)).rejects.toMatchObject({ code: 'OPEN_FAILED' })
  const altered = stored.slice(0, -2) + (stored.endsWith('AA') ? 'BB' : 'AA')
  await expect(column.verify(altered, password)).rejects.toMatchObject({ code: 'OPEN_FAILED' })
})

test('a sealed value of the column from before it held passwords does not open as a hash', async () => {
  const encrypted = sealedColumn({ column: 'User.password', model: 'User', field: 'password' })
  const stored = encrypted.seal(bcrypt)
  await expect(pepperedColumn('k1').verify(stored, 'U*U')).rejects.toMatchObject({ code: 'OPEN_FAILED' })
})

test('a hash written past the pepper is refused: it could be anyone’s, put there by whoever can write', async () => {
  const mine = await passwordColumn().hash(password)
  await expect(pepperedColumn('k1').verify(mine, password)).rejects.toMatchObject({ code: 'OPEN_NOT_SEALED' })
})

test('while a table is migrated hashes that are not sealed are read, and to be upgraded', async () => {
  const column = passwordColumn({ keyring: fixedKeyring('k1'), readUnsealed: true })
  const unsealed = await passwordColumn().hash(password)
  expect(await column.verify(unsealed, password, ['user-1'])).toEqual(outdated)
  expect(await column.verify(unsealed, 'other', ['user-1'])).toEqual(differs)
  const sealed = column.reseal(unsealed, ['user-1']) as string
  expect(sealed).toMatch(/^fs1\.k1\./)
  expect(await pepperedColumn('k1').verify(sealed, password, ['user-1'])).toEqual(matches)
  expect(() => column.reseal('hunter2')).toThrow(expect.objectContaining({ code: 'OPEN_HASH_UNKNOWN' }))
})

test('the pepper rotates without any password', async () => {
  const old = await pepperedColumn('k1').hash(password, ['user-1'])
  const rotating = pepperedColumn('k2', 'k1')
  expect(await rotating.verify(old, password, ['user-1'])).toEqual(outdated)
  const rotated = rotating.reseal(old, ['user-1']) as string
  expect(rotated).toMatch(/^fs1\.k2\./)
  expect(rotating.reseal(rotated, ['user-1'])).toBeUndefined()
  expect(await pepperedColumn('k2').verify(rotated, password, ['user-1'])).toEqual(matches)
  expect(() => rotating.reseal(old, ['user-2'])).toThrow(expect.objectContaining({ code: 'OPEN_FAILED' }))
})

test('imported hashes are sealed as well, and verified as what they are', async () => {
  const column = pepperedColumn('k1')
  const stored = await column.hash(importHash(bcrypt), ['user-1'])
  expect(stored).toMatch(/^fs1\.k1\./)
  expect(await column.verify(stored, 'U*U', ['user-1'])).toEqual(outdated)
  expect(await column.verify(stored, 'other', ['user-1'])).toEqual(differs)
  expect(await passwordColumn().hash(importHash(bcrypt))).toBe(bcrypt)
})

test('without a pepper there is nothing to bind with', async () => {
  await expect(passwordColumn().hash(password, ['user-1'])).rejects.toMatchObject({
    code: 'CONFIG_KEYS_MISSING',
  })
})

test('a new hash fits into 191 characters, MySQL’s length of a String column, sealed or not', async () => {
  const longestId = 'k234567890123456'
  const stored = await passwordColumn({ keyring: fixedKeyring(longestId), cost: 'strong' }).hash(password)
  expect(stored.length).toBeLessThanOrEqual(191)
})

test('the cost of a column is that of its new hashes, and of what is to be upgraded', async () => {
  const owasp = await passwordColumn().hash(password)
  const strong = passwordColumn({ cost: 'strong' })
  expect(await strong.hash(password)).toContain('$m=65536,t=3,p=1$')
  expect(await strong.verify(owasp, password)).toEqual(outdated)
})

test.each(frozen.vectors)(
  'frozen: $name',
  async ({ keyId, application, column, binding, stored, password }) => {
    const one = passwordColumn({ keyring: fixedKeyring(keyId), application, column })
    expect(await one.verify(stored, password, binding)).toMatchObject({ matches: true })
  },
)
