// Tokens: made, hashed and looked up.

import { expect, test } from 'vitest'
import { BlindIndex } from '../../src/core/blind-index.js'
import { resolveNormalizers } from '../../src/core/normalize.js'
import { newToken, TokenColumn } from '../../src/core/token.js'
import { fixedKeyring } from './columns.js'

const base = { keyring: fixedKeyring('i1'), application: '', column: 'Session.token', normalizers: [] }

test('a new token is its prefix and 256 random bits', () => {
  expect(newToken()).toMatch(/^[\w-]{43}$/)
  expect(newToken('sk_live_')).toMatch(/^sk_live_[\w-]{43}$/)
  expect(newToken()).not.toBe(newToken())
  for (const prefix of ['a b', 'é', 'x'.repeat(33), '/']) expect(() => newToken(prefix)).toThrow(RangeError)
})

test('a token is stored as its key id and a hash of 32 bytes', () => {
  const tokens = new TokenColumn(base)
  const token = newToken()
  expect(tokens.compute(token)).toMatch(/^i1\.[\w-]{43}$/)
  expect(tokens.compute(token)).toBe(new TokenColumn(base).compute(token))
  expect(tokens.compute(token)).not.toContain(token)
})

test('a token is looked up under every loaded key, the active one first', () => {
  const rotating = new TokenColumn({ ...base, keyring: fixedKeyring('i2', 'i1') })
  expect(rotating.computeAll('t')).toEqual([rotating.compute('t'), new TokenColumn(base).compute('t')])
})

test('a token is normalised before it is hashed', () => {
  const tokens = new TokenColumn({ ...base, normalizers: resolveNormalizers(['trim', 'lowercase']) })
  expect(tokens.compute(' ABCD ')).toBe(tokens.compute('abcd'))
})

test('a token never has the text of a blind index', () => {
  const index = new BlindIndex({ ...base, type: 'String' }).compute('t')
  expect(new TokenColumn(base).compute('t').startsWith(index)).toBe(false)
})

test.each([null, undefined, 7])('a token is text, and not %j', value => {
  expect(() => new TokenColumn(base).compute(value)).toThrow(TypeError)
})
