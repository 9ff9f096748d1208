// Both platform modules against published vectors (test/vectors/standards.json names the sources).

import { describe, expect, test } from 'vitest'
import vectors from '../vectors/standards.json' with { type: 'json' }
import { hex, platforms, toHex } from './platforms.js'

const headBytes = 13

describe.each(platforms)('the %s platform', (_name, platform) => {
  test.each(vectors.aes256Gcm.vectors)('encrypts and decrypts AES-256-GCM $name', vector => {
    const key = platform.importKey(hex(vector.key))
    const associatedData = hex(vector.associatedData)
    const message = platform.encrypt(key, associatedData, 7, hex(vector.plaintext), hex(vector.nonce))
    expect(toHex(message)).toBe(`07${vector.nonce}${vector.ciphertext}${vector.tag}`)
    expect(toHex(platform.decrypt(key, associatedData, message))).toBe(vector.plaintext)
  })

  test('refuses a message with any bit of nonce, ciphertext or tag flipped, and one cut short', () => {
    const key = platform.importKey(hex('01'.repeat(32)))
    const message = Uint8Array.from(platform.encrypt(key, hex('aa'), 1, hex('010203')))
    for (let bit = 8; bit < message.length * 8; bit++) {
      const altered = Uint8Array.from(message)
      altered[bit >> 3] = (altered[bit >> 3] as number) ^ (1 << (bit & 7))
      expect(() => platform.decrypt(key, hex('aa'), altered)).toThrow()
    }
    for (let size = 0; size < message.length; size++) {
      expect(() => platform.decrypt(key, hex('aa'), message.subarray(0, size))).toThrow()
    }
    expect(() => platform.decrypt(key, hex('ab'), message)).toThrow()
  })

  test('never uses a nonce twice in 5,000 messages', () => {
    const key = platform.importKey(hex('01'.repeat(32)))
    const nonces = Array.from({ length: 5000 }, () => {
      return toHex(platform.encrypt(key, hex(''), 1, hex('')).subarray(1, headBytes))
    })
    expect(new Set(nonces).size).toBe(nonces.length)
  })

  test('keeps its own copy of an imported key', () => {
    const bytes = hex('02'.repeat(32))
    const key = platform.importKey(bytes)
    const message = platform.encrypt(key, hex(''), 1, hex('00'))
    bytes.fill(0)
    expect(toHex(platform.decrypt(key, hex(''), message))).toBe('00')
  })

  test.each(vectors.hkdfSha256.vectors)('derives HKDF-SHA-256 $name', ({ ikm, salt, info, okm }) => {
    expect(toHex(platform.hkdfSha256(hex(ikm), hex(salt), hex(info), okm.length / 2))).toBe(okm)
  })

  test.each(vectors.hmacSha256.vectors)('computes HMAC-SHA-256 $name', ({ key, data, mac }) => {
    expect(toHex(platform.hmacSha256(platform.importKey(hex(key)), hex(data)))).toBe(mac)
  })

  test.each(vectors.sha256.vectors)('hashes SHA-256 of $text', ({ text, digest }) => {
    expect(platform.sha256Hex(text)).toBe(digest)
    expect(platform.sha256Hex(Buffer.from(text))).toBe(digest)
  })

  test.each(vectors.base64url.vectors)('writes and reads base64url "$text"', ({ bytes, text }) => {
    expect(platform.encodeBase64url(hex(bytes))).toBe(text)
    expect(toHex(platform.decodeBase64url(text))).toBe(bytes)
  })

  test.each([
    ['padding', 'Zg=='],
    ['a left-over character', 'Zm9vY'],
    ['one character alone', 'A'],
    ['non-zero trailing bits of one byte', 'Zh'],
    ['non-zero trailing bits of two bytes', 'Zm9'],
    ['the standard alphabet', '+/8'],
    ['white space', 'Zm 8'],
    ['a line break at the end', 'Zm8\n'],
    ['a character whose low byte is in the alphabet', 'Zm\u01388'],
    ['a character beyond the basic plane', 'Zm8\u{1f600}'],
    ['a zero byte', 'Zm8\0'],
  ])('refuses base64url with %s', (_what, text) => {
    expect(() => platform.decodeBase64url(text)).toThrow(TypeError)
  })

  test('fills random bytes of any length', () => {
    expect(platform.randomBytes(0)).toHaveLength(0)
    expect(
      platform
        .randomBytes(70_000)
        .subarray(-32)
        .some(byte => byte !== 0),
    ).toBe(true)
  })

  test('compares bytes by content and length', () => {
    expect(platform.equalBytes(hex('0102'), hex('0102'))).toBe(true)
    expect(platform.equalBytes(hex('0102'), hex('0103'))).toBe(false)
    expect(platform.equalBytes(hex('0102'), hex('010200'))).toBe(false)
  })
})

test('both platforms export the same names', () => {
  const [[, node], [, noble]] = platforms as [(typeof platforms)[0], (typeof platforms)[0]]
  expect(Object.keys(noble).sort()).toEqual(Object.keys(node).sort())
})
