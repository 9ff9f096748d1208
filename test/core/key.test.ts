// Keys: what is accepted, and that nothing prints their bytes.

import { inspect } from 'node:util'
import { describe, expect, test } from 'vitest'
import { generateKeyText, Key } from '../../src/core/key.js'
import { Keyring } from '../../src/core/keyring.js'
import { fixedKeyBytes, fixedKeyring } from './columns.js'

const bytes = fixedKeyBytes('k1')
const base64 = Buffer.from(bytes).toString('base64')
const info = Uint8Array.of(1)

describe('Key', () => {
  test.each([
    ['bytes', bytes],
    ['a Buffer', Buffer.from(bytes)],
    ['base64', base64],
    ['base64 without padding', base64.replace('=', '')],
    ['base64url', Buffer.from(bytes).toString('base64url')],
  ])('takes %s', (_form, key) => {
    expect(new Key('k1', key).derive(info)).toEqual(new Key('k1', bytes).derive(info))
  })

  test('keeps its own copy of the bytes', () => {
    const given = Uint8Array.from(bytes)
    const key = new Key('k1', given)
    given.fill(0)
    expect(key.derive(info)).toEqual(new Key('k1', bytes).derive(info))
  })

  test.each([
    ['31 bytes', bytes.subarray(1)],
    ['33 bytes of base64', Buffer.alloc(33, 5).toString('base64')],
    ['hex', Buffer.from(bytes).toString('hex')],
    ['base64 with non-zero trailing bits', `${base64.slice(0, 42)}B=`],
    ['foreign characters', `${base64.slice(0, 42)}!=`],
    ['zeros', new Uint8Array(32)],
    ['one repeated byte', new Uint8Array(32).fill(0xa7)],
    ['a short pattern', Uint8Array.from({ length: 32 }, (_, i) => i % 4)],
    ['a passphrase', Buffer.from('correct horse battery staple 123')],
    ['nothing', undefined as never],
    ['a list of numbers', [...bytes] as never],
  ])('refuses %s with KEY_INVALID', (_form, key) => {
    expect(() => new Key('k1', key)).toThrow(
      expect.objectContaining({ name: 'KeyError', code: 'KEY_INVALID' }),
    )
  })

  test.each(['', 'K1', 'k.1', 'k_1', 'a'.repeat(17), 'k1\n', undefined as never])(
    'refuses the id %j with KEY_INVALID',
    id => {
      expect(() => new Key(id, bytes)).toThrow(expect.objectContaining({ code: 'KEY_INVALID' }))
    },
  )

  test('shows its id and never its bytes', () => {
    const key = new Key('k1', bytes)
    expect(`${key}`).toBe('Key(k1)')
    expect(JSON.stringify({ key })).toBe('{"key":"Key(k1)"}')
    expect(inspect(key, { showHidden: true, depth: 9, getters: true })).toBe('Key(k1)')
    expect(inspect(key, { customInspect: false, showHidden: true })).not.toMatch(/Uint8Array/)
    expect({ ...key }).toEqual({ id: 'k1' })
    expect(structuredClone(key)).toEqual({ id: 'k1' })
  })

  test('is generated as base64 text of 32 bytes, another each time', () => {
    expect(generateKeyText()).toMatch(/^[A-Za-z0-9+/]{43}=$/)
    expect(generateKeyText()).not.toBe(generateKeyText())
    expect(() => new Key('k1', generateKeyText())).not.toThrow()
  })
})

describe('Keyring', () => {
  test('makes its first key active and finds every key', () => {
    const keyring = fixedKeyring('k2', 'k1')
    expect(keyring.active.id).toBe('k2')
    expect(keyring.get('k1').id).toBe('k1')
    expect(keyring.ids).toEqual(['k2', 'k1'])
    expect(keyring.keys.map(key => key.id)).toEqual(['k2', 'k1'])
    expect([keyring.has('k1'), keyring.has('k3')]).toEqual([true, false])
  })

  test('refuses to be empty, two keys of one id, and an unknown id', () => {
    expect(() => new Keyring([])).toThrow(expect.objectContaining({ code: 'KEY_ACTIVE_MISSING' }))
    expect(() => fixedKeyring('k1', 'k1')).toThrow(expect.objectContaining({ code: 'KEY_DUPLICATE_ID' }))
    expect(() => fixedKeyring('k1').get('k9')).toThrow(expect.objectContaining({ code: 'KEY_UNKNOWN' }))
  })

  test('shows the ids and never the bytes', () => {
    const keyring = fixedKeyring('k2', 'k1')
    expect(`${keyring}`).toBe('Keyring(k2, k1)')
    expect(JSON.stringify(keyring)).toBe('"Keyring(k2, k1)"')
    expect(inspect({ keyring }, { showHidden: true })).toBe('{ keyring: Keyring(k2, k1) }')
    expect(structuredClone(keyring)).toEqual({})
  })
})
