// The outer form of sealed values, before anything is decrypted.

import { describe, expect, test } from 'vitest'
import {
  formatSealedBytes,
  formatSealedText,
  looksSealed,
  parseSealedBytes,
  parseSealedText,
} from '../../src/core/envelope.js'
import { hex, toHex } from './platforms.js'

const payload = Uint8Array.from({ length: 29 }, (_, i) => i + 5)
const body = Buffer.from(payload).toString('base64url')

describe('sealed text', () => {
  test('is the prefix, the key id and the payload', () => {
    expect(formatSealedText('k2', body)).toBe(`fs1.k2.${body}`)
    expect(parseSealedText(`fs1.k2.${body}`)).toEqual({ keyId: 'k2', typeByte: 5, payload: body })
  })

  test.each([
    '',
    'fs1',
    'fs1.',
    'fs1.k2',
    'fs1.k2.',
    `fs2.k2.${body}`,
    `FS1.k2.${body}`,
    `fs1..${body}`,
    `fs1.K2.${body}`,
    `fs1.${'k'.repeat(17)}.${body}`,
    `fs1.k2.=${body}`,
    `fs1.k2.A.${body}`,
    ` fs1.k2.${body}`,
    `fs1.k2.${body.slice(0, -2)}`,
  ])('is not %j', text => {
    expect(() => parseSealedText(text)).toThrow(TypeError)
  })
})

describe('sealed bytes', () => {
  test('are the prefix, the length of the key id, the key id and the payload', () => {
    const sealed = formatSealedBytes('k2', payload)
    expect(toHex(sealed)).toBe(`f501026b32${toHex(payload)}`)
    expect(parseSealedBytes(sealed)).toEqual({ keyId: 'k2', typeByte: 5, payload })
  })

  test.each([
    ['nothing', ''],
    ['the prefix alone', 'f501'],
    ['another format', `f502026b32${toHex(payload)}`],
    ['an empty key id', `f50100${toHex(payload)}`],
    ['a key id of foreign characters', `f501024b32${toHex(payload)}`],
    ['a key id of 17 characters', `f50111${'6b'.repeat(17)}${toHex(payload)}`],
    ['a key id that reaches past the end', 'f501106b32'],
    ['a payload that is too short', `f501026b32${toHex(payload.subarray(1))}`],
  ])('are not %s', (_what, bytes) => {
    expect(() => parseSealedBytes(hex(bytes))).toThrow(TypeError)
  })
})

test('a cheap look tells sealed values from others', () => {
  const sealed = ['fs1.k2.', formatSealedText('k2', body), formatSealedBytes('k2', payload)]
  const others = ['', 'fs2.', 'plain', hex(''), hex('f5'), hex('00'), 7, null, undefined, {}]
  expect(sealed.map(looksSealed)).not.toContain(false)
  expect(others.map(looksSealed)).not.toContain(true)
})
