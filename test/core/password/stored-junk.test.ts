// Stored texts that are no hash, and hashes that would keep the server busy: errors, never "false".

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { importHash } from '../../../src/core/password/password-hash.js'
import { PasswordHasher } from '../../../src/core/password/password-hasher.js'
import { needsUpgrade, verifyPassword } from '../../../src/core/password/verify-password.js'

const salt = 'c29tZXNhbHRzb21lc2FsdA'
const hash = 'A'.repeat(43)
const bcrypt = '$2b$12$ijC.VNGHl2bSD1CpZs/bmuDBNOjf4/BdSYTc2yIPKNqtv2FdlwZYK'

/** Each way in which a stored text is read meets the same error, and nothing is computed. */
async function expectError(text: string, code: string): Promise<void> {
  const hasher = new PasswordHasher()
  await expect(hasher.verify(text, 'password')).rejects.toMatchObject({ name: 'OpenError', code })
  await expect(verifyPassword(text, 'password')).rejects.toMatchObject({ code })
  expect(() => importHash(text)).toThrow(expect.objectContaining({ code }))
  expect(() => needsUpgrade(text)).toThrow(expect.objectContaining({ code }))
  expect(hasher.work.started).toBe(0)
}

describe('no hash of a known scheme', () => {
  test.each([
    '',
    'hunter2',
    'password123!',
    '!kRw9WqFqDDjhm9rMOHcSW1QX2vKdIRCnlpF7zUpz',
    '5f4dcc3b5aa765d61d8327deb882cf99',
    'md5$salt$5f4dcc3b5aa765d61d8327deb882cf99',
    'sha1$salt$cff36ea83f5706ce9aa7454e63e431fc726b2dc8',
    '$1$salt$qJH7.N4xYta3aEG/dfqo/0',
    '$2x$12$ijC.VNGHl2bSD1CpZs/bmuDBNOjf4/BdSYTc2yIPKNqtv2FdlwZYK',
    '$6$salt$IxDD3jeSOb5eB1CX5LBsqZFVkJdido3OUILO5Ifz5iwMuTS4XMS130MTSuDDl3aCI6WouIL9AjRbLCelDCy.g.',
    ` ${bcrypt}`,
    `$argon2id$v=19$m=19456,t=2,p=1$${salt}$${hash}`.toUpperCase(),
  ])('%j', text => expectError(text, 'OPEN_HASH_UNKNOWN'))

  test.each([undefined, 7, {}])('%j', async value => {
    await expect(new PasswordHasher().verify(value as string, 'x')).rejects.toMatchObject({
      code: 'OPEN_HASH_UNKNOWN',
    })
  })
})

describe('malformed', () => {
  test.each([
    '$argon2id$',
    `$argon2id$v=19$m=19456,t=2,p=1$${salt}`,
    `$argon2id$v=19$m=19456,t=2,p=1$${salt}$`,
    `$argon2id$v=19$m=19456,t=2,p=1$${salt}$${hash.slice(0, 20)}`,
    `$argon2id$v=19$m=19456,t=2,p=1$${salt}$${hash}=`,
    `$argon2id$v=19$m=19456,t=2,p=1$${salt}$${hash}$`,
    `$argon2id$v=19$m=19456,t=2,p=1$${salt}$${hash} `,
    `$argon2id$v=19$m=19456,t=2,p=1$${salt}$${hash.replace('A', '_')}`,
    `$argon2id$v=19$m=19456,t=2,p=1$c2FsdA$${hash}`,
    `$argon2id$v=20$m=19456,t=2,p=1$${salt}$${hash}`,
    `$argon2id$v=19$m=19456,t=2$${salt}$${hash}`,
    `$argon2id$v=19$m=19456,t=0,p=1$${salt}$${hash}`,
    `$argon2id$v=19$m=19456,t=2,p=0$${salt}$${hash}`,
    `$argon2id$v=19$m=7,t=2,p=1$${salt}$${hash}`,
    `$argon2id$v=19$m=-19456,t=2,p=1$${salt}$${hash}`,
    `$argon2id$v=19$m=1e4,t=2,p=1$${salt}$${hash}`,
    `$argon2id$v=19$m=19456,t=2,p=1,keyid=abc$${salt}$${hash}`,
    `$argon2id$v=19$m=19456,t=2,p=1$${'A'.repeat(2000)}$${hash}`,
    bcrypt.slice(0, -1),
    `${bcrypt}A`,
    bcrypt.replace('$12$', '$03$'),
    bcrypt.replace('bmu', 'bmx'),
    `${bcrypt.slice(0, -1)}L`,
    `$scrypt$ln=0,r=8,p=1$${salt}$${hash}`,
    `$scrypt$ln=14,r=0,p=1$${salt}$${hash}`,
    `$scrypt$ln=14,r=8$${salt}$${hash}`,
    `scrypt$16383$salt$8$1$${hash}=`,
    'pbkdf2_sha256$0$salt$HY9Ks4l9Q4SisTe4JZCmbzSjVPwywnsrw59vRLe56JM=',
    'pbkdf2_sha256$1000$salt$',
    'pbkdf2_sha256$1000$salt',
    `$pbkdf2-sha256$${salt}$${hash}`,
    `$pbkdf2-sha256$i=1000,l=64$${salt}$${hash}`,
    'sha256$salt$',
    'sha256$salt$cf5edb6d',
  ])('%s', text => expectError(text, 'OPEN_HASH_INVALID'))
})

describe('too costly to compare with', () => {
  test.each([
    [`$argon2id$v=19$m=262145,t=1,p=1$${salt}$${hash}`, '256 MiB of memory'],
    [`$argon2id$v=19$m=4194303,t=1,p=1$${salt}$${hash}`, '256 MiB of memory'],
    [`$argon2id$v=19$m=19456,t=999999999,p=1$${salt}$${hash}`, '4096 MiB of memory times passes'],
    [`$argon2id$v=19$m=65536,t=2,p=255$${salt}$${hash}`, '64 lanes'],
    [bcrypt.replace('$12$', '$16$'), '15 as its cost'],
    [bcrypt.replace('$12$', '$31$'), '15 as its cost'],
    [`$scrypt$ln=19,r=8,p=1$${salt}$${hash}`, '256 MiB of memory'],
    [`$scrypt$ln=99,r=8,p=1$${salt}$${hash}`, '256 MiB of memory'],
    [`$scrypt$ln=1,r=999999999,p=1$${salt}$${hash}`, '256 MiB of memory'],
    [`$scrypt$ln=14,r=8,p=129$${salt}$${hash}`, '1,024 as r times p'],
    [`$scrypt$ln=1,r=1,p=999999999$${salt}$${hash}`, '1,024 as r times p'],
    [`$scrypt$ln=17,r=8,p=5$${salt}$${hash}`, '512 MiB of memory times p'],
    [`pbkdf2_sha256$5000001$salt$${hash}=`, '5,000,000 iterations times blocks'],
    [`$pbkdf2-sha1$i=4000000$${salt}$${hash}`, '5,000,000 iterations times blocks'],
  ])('%s', async (text, limit) => {
    await expectError(text, 'OPEN_HASH_TOO_COSTLY')
    expect(() => importHash(text)).toThrow(`more than ${limit}.`)
  })
})

test.each([
  [1, 1, 1],
  [1, 1, 1024],
  [4, 1024, 1],
  [10, 3, 7],
  [14, 8, 2],
])('scrypt is given the memory it needs: ln=%i, r=%i, p=%i', async (ln, r, p) => {
  expect(await verifyPassword(`$scrypt$ln=${ln},r=${r},p=${p}$${salt}$${hash}`, 'password')).toBe(false)
})

test('a sealed hash asks for the keys', async () => {
  await expect(verifyPassword('fs1.k1.AQAAAA', 'x')).rejects.toMatchObject({ code: 'CONFIG_KEYS_MISSING' })
})

test('no text at all is answered with anything but an error of fieldseal', () => {
  const starts = [
    '$argon2id$',
    '$2b$',
    '$scrypt$',
    'scrypt$',
    'pbkdf2_sha256$',
    '$pbkdf2-sha1$',
    'sha256$',
    '',
  ]
  const piece = fc.constantFrom(
    '$',
    '=',
    ',',
    'm',
    't',
    'p',
    'i',
    'ln',
    'v=19',
    '99',
    '0',
    salt,
    hash,
    '-',
    'é',
  )
  fc.assert(
    fc.property(fc.constantFrom(...starts), fc.array(piece, { maxLength: 20 }), (start, pieces) => {
      const text = start + pieces.join('')
      try {
        importHash(text)
      } catch (error) {
        expect(error).toMatchObject({ name: 'OpenError' })
      }
    }),
    { numRuns: 2000 },
  )
})
