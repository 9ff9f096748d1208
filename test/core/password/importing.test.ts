// Hashes taken over from other software: only by an explicit call, and never printed.

import { pbkdf2Sync, randomBytes, scryptSync } from 'node:crypto'
import { inspect } from 'node:util'
import { describe, expect, test } from 'vitest'
import { importPbkdf2, importScrypt } from '../../../src/core/password/import-columns.js'
import { hashTextOf, importHash, PasswordHash } from '../../../src/core/password/password-hash.js'
import { verifyPassword } from '../../../src/core/password/verify-password.js'

const text = '$2b$06$ijC.VNGHl2bSD1CpZs/bmuDBNOjf4/BdSYTc2yIPKNqtv2FdlwZYK'

/** A copy as Prisma 7.10 makes one of each argument (deepCloneArgs): property by property, functions as they are. */
function prismaCopyOf(value: object): unknown {
  const copy: Record<string, unknown> = {}
  for (const key in value) copy[key] = (value as Record<string, unknown>)[key]
  return copy
}

test('an imported hash is stored as it is', () => {
  expect(hashTextOf(importHash(text))).toBe(text)
  expect(importHash(text)).toBeInstanceOf(PasswordHash)
})

test('it outlives the copy that Prisma makes of arguments', () => {
  expect(hashTextOf(prismaCopyOf(importHash(text)))).toBe(text)
})

test('nothing else passes for one', () => {
  const imported = importHash(text)
  const [mark] = Object.keys(imported)
  const forgeries = [
    text,
    { text },
    { [mark as string]: text },
    { [mark as string]: () => text },
    null,
    undefined,
  ]
  forgeries.push(JSON.parse(JSON.stringify({ password: imported })), Object.create(imported))
  for (const forgery of forgeries) expect(hashTextOf(forgery)).toBeUndefined()
})

test('it shows as its scheme, and JSON leaves it out', () => {
  const imported = importHash(text)
  expect(String(imported)).toBe('PasswordHash(bcrypt)')
  expect(inspect({ imported })).toBe('{ imported: PasswordHash(bcrypt) }')
  expect(JSON.stringify({ id: 1, password: imported })).toBe('{"id":1}')
  for (const shown of [imported, prismaCopyOf(imported), { ...(imported as PasswordHash) }])
    expect(inspect(shown, { showHidden: true, depth: 9, customInspect: false })).not.toContain('ijC')
  expect(() => structuredClone(imported)).toThrow()
})

describe('salt and hash in two hex columns', () => {
  const password = 'lètmein'
  const salt = randomBytes(16)

  test.each(['sha1', 'sha256', 'sha512'] as const)('of PBKDF2 with %s', async digest => {
    const hash = pbkdf2Sync(password, salt, 1000, 64, digest)
    const imported = importPbkdf2({
      digest,
      iterations: 1000,
      salt: { hex: salt.toString('hex') },
      hash: { hex: hash.toString('hex') },
    })
    expect(hashTextOf(imported)).toMatch(new RegExp(`^\\$pbkdf2-${digest}\\$i=1000\\$[^$]{22}\\$[^$]{86}$`))
    expect(await verifyPassword(imported, password)).toBe(true)
    expect(await verifyPassword(imported, 'letmein')).toBe(false)
  })

  test('of scrypt, with the parameters that Node takes by default', async () => {
    const imported = importScrypt({
      salt: { hex: salt.toString('hex').toUpperCase() },
      hash: { base64: scryptSync(password, salt, 64).toString('base64') },
    })
    expect(hashTextOf(imported)).toMatch(/^\$scrypt\$ln=14,r=8,p=1\$/)
    expect(await verifyPassword(imported, password)).toBe(true)
  })

  test('where the hex text itself was the salt', async () => {
    const hexSalt = salt.toString('hex')
    const hash = {
      hex: scryptSync(password, hexSalt, 64, { N: 16_384, r: 16, maxmem: 2 ** 26 }).toString('hex'),
    }
    const right = importScrypt({ r: 16, salt: { text: hexSalt }, hash })
    expect(await verifyPassword(right, password)).toBe(true)
    const wrong = importScrypt({ r: 16, salt: { hex: hexSalt }, hash })
    expect(await verifyPassword(wrong, password)).toBe(false)
  })

  test('as an old tutorial had it, with 512 bytes', async () => {
    const hash = pbkdf2Sync(password, 'salt', 10_000, 512, 'sha512').toString('hex')
    const imported = importPbkdf2({
      digest: 'sha512',
      iterations: 10_000,
      salt: { text: 'salt' },
      hash: { hex: hash },
    })
    expect(await verifyPassword(imported, password)).toBe(true)
  })

  test('that do not parse', () => {
    const hash = { hex: '00'.repeat(32) }
    const base = { digest: 'sha256', iterations: 1000, salt: { hex: '00' }, hash } as const
    for (const bad of ['0', 'zz', '00 ', '0x00'])
      expect(() => importPbkdf2({ ...base, salt: { hex: bad } })).toThrow(TypeError)
    expect(() => importPbkdf2({ ...base, salt: { base64: '%%' } })).toThrow(TypeError)
    const invalid = expect.objectContaining({ code: 'OPEN_HASH_INVALID' })
    expect(() => importPbkdf2({ ...base, hash: { hex: '' } })).toThrow(invalid)
    for (const iterations of [0, -1, 1.5, Number.NaN])
      expect(() => importPbkdf2({ ...base, iterations })).toThrow(invalid)
    for (const N of [0, 1, 1000, -16, 2.5])
      expect(() => importScrypt({ N, salt: { hex: '' }, hash })).toThrow(invalid)
    expect(() => importPbkdf2({ ...base, digest: 'md5' as 'sha1' })).toThrow(
      expect.objectContaining({ code: 'OPEN_HASH_UNKNOWN' }),
    )
  })
})
