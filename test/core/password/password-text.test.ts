// What may be a password, and which texts are the same one.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { encodePassword, maxPasswordBytes, spellingsOf } from '../../../src/core/password/password-text.js'
import { hashPassword, verifyPassword } from '../../../src/core/password/verify-password.js'

const tooLong = 'x'.repeat(maxPasswordBytes + 1)
const composed = 'Zoë Ångström'

describe('a new password is refused', () => {
  test.each([undefined, null, 7, true, ['x'], { contains: '' }, Buffer.from('x'), new String('x')])(
    'where it is no string: %j',
    async value => {
      await expect(hashPassword(value as string)).rejects.toThrow(TypeError)
      await expect(verifyPassword(null, value as string)).rejects.toThrow(TypeError)
    },
  )

  test('where it is empty', async () => {
    await expect(hashPassword('')).rejects.toThrow(RangeError)
  })

  test('where it has a lone surrogate, which UTF-8 cannot hold', async () => {
    await expect(hashPassword('\ud800abc')).rejects.toThrow(TypeError)
    await expect(hashPassword('abc\udc00')).rejects.toThrow(TypeError)
  })

  test('where it has more than 1,024 bytes: it is never cut', async () => {
    expect(encodePassword('x'.repeat(1024)).length).toBe(1024)
    expect(encodePassword('é'.repeat(512)).length).toBe(1024)
    await expect(hashPassword(tooLong)).rejects.toThrow('at most 1024 bytes')
    await expect(hashPassword('é'.repeat(513))).rejects.toThrow(RangeError)
  })

  test('where normalising makes it too long, and quickly where it is huge', async () => {
    const long = '\ufdfa'.repeat(100)
    expect(Buffer.byteLength(long)).toBeLessThan(maxPasswordBytes)
    await expect(hashPassword(long)).rejects.toThrow(RangeError)
    await expect(hashPassword('\ufdfa'.repeat(10_000_000))).rejects.toThrow(RangeError)
  })
})

test('the length is that of the normalised text', () => {
  expect(encodePassword('\u{1d400}'.repeat(1024)).length).toBe(1024)
  expect(encodePassword('e\u0301'.repeat(512)).length).toBe(1024)
})

test('every bit counts, up to the last one of the longest password', async () => {
  const longest = 'x'.repeat(1023)
  const hash = await hashPassword(`${longest}a`)
  expect(await verifyPassword(hash, `${longest}a`)).toBe(true)
  expect(await verifyPassword(hash, `${longest}b`)).toBe(false)
})

test.each([
  ['composed or not', composed.normalize('NFD'), composed],
  ['wide or narrow', 'ｐａｓｓ１', 'pass1'],
  ['with any kind of space', 'correct\u00a0horse\u3000battery', 'correct horse battery'],
  ['with ligatures or letters', 'ﬁsh', 'fish'],
])('a password is the same %s', async (_, one, other) => {
  expect(one).not.toBe(other)
  expect(await verifyPassword(await hashPassword(one), other)).toBe(true)
  expect(await verifyPassword(await hashPassword(other), one)).toBe(true)
})

test.each([
  ['case', 'Password', 'password'],
  ['spaces at an end', 'password ', 'password'],
  ['accents', 'résumé', 'resume'],
  ['a character that does not show', 'pass\u200bword', 'password'],
])('%s tells passwords apart', async (_, one, other) => {
  expect(await verifyPassword(await hashPassword(one), other)).toBe(false)
})

test('text that can be nobody’s password matches nothing, and costs nothing', async () => {
  const hash = await hashPassword('x')
  for (const text of ['', tooLong, '\ud800']) {
    expect(spellingsOf(text)).toEqual([])
    expect(await verifyPassword(hash, text)).toBe(false)
    expect(await verifyPassword(null, text)).toBe(false)
  }
})

test('a password is looked for as typed, too, only where normalising changes it', () => {
  expect(spellingsOf('plain').map(bytes => Buffer.from(bytes).toString())).toEqual(['plain'])
  expect(spellingsOf('ﬁsh').map(bytes => Buffer.from(bytes).toString())).toEqual(['fish', 'ﬁsh'])
})

test('all texts with one normal form have the same bytes, within the limit', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', minLength: 1, maxLength: 200 }), text => {
      const forms = (['NFC', 'NFD', 'NFKC', 'NFKD'] as const).map(form => text.normalize(form))
      const encoded = forms.map(form => Buffer.from(spellingsOf(form)[0] ?? []).toString('hex'))
      expect(new Set(encoded).size).toBe(1)
    }),
  )
})
