// Both platform modules against published vectors (test/vectors/standards.json names the sources).

import { describe, expect, test } from 'vitest'
import vectors from '../vectors/standards.json' with { type: 'json' }
import { hex, platforms, toHex } from './platforms.js'

describe.each(platforms)('the %s platform', (_name, platform) => {
  test.each(vectors.aes256Gcm.vectors)('encrypts and decrypts AES-256-GCM $name', vector => {
    const key = platform.importAeadKey(hex(vector.key))
    const associatedData = hex(vector.associatedData)
    const payload = key.encrypt(associatedData, 7, hex(vector.plaintext), hex(vector.nonce))
    expect(toHex(payload)).toBe(`07${vector.nonce}${vector.ciphertext}${vector.tag}`)
    expect(toHex(key.decrypt(associatedData, payload))).toBe(vector.plaintext)
    const text = key.encryptToText(associatedData, 7, hex(vector.plaintext), hex(vector.nonce))
    expect(text).toBe(Buffer.from(payload).toString('base64url'))
    expect(toHex(key.decryptText(associatedData, text))).toBe(vector.plaintext)
  })

  test('refuses a payload with any bit of nonce, ciphertext or tag flipped, and one cut short', () => {
    const key = platform.importAeadKey(hex('01'.repeat(32)))
    const payload = key.encrypt(hex('aa'), 1, hex('010203'))
    for (let bit = 8; bit < payload.length * 8; bit++) {
      const altered = Uint8Array.from(payload)
      altered[bit >> 3] = (altered[bit >> 3] as number) ^ (1 << (bit & 7))
      expect(() => key.decrypt(hex('aa'), altered)).toThrow()
      expect(() => key.decryptText(hex('aa'), platform.encodeBase64url(altered))).toThrow()
    }
    for (let size = 0; size < payload.length; size++) {
      expect(() => key.decrypt(hex('aa'), payload.subarray(0, size))).toThrow()
      expect(() => key.decryptText(hex('aa'), platform.encodeBase64url(payload.subarray(0, size)))).toThrow()
    }
    expect(() => key.decrypt(hex('ab'), payload)).toThrow()
  })

  test('encrypts text as its UTF-8 bytes', () => {
    const key = platform.importAeadKey(hex('01'.repeat(32)))
    const nonce = hex('02'.repeat(12))
    const payload = key.encrypt(hex('aa'), 1, Buffer.from('é\u{1f600}'), nonce)
    expect(toHex(key.encrypt(hex('aa'), 1, 'é\u{1f600}', nonce))).toBe(toHex(payload))
  })

  test.each([0, 1, 3000, 3042, 3043, 4067, 4068, 10_000])('keeps payloads of %d bytes apart', size => {
    const key = platform.importAeadKey(hex('01'.repeat(32)))
    const plaintexts = [1, 2].map(byte => new Uint8Array(size).fill(byte))
    const payloads = plaintexts.map(plaintext => key.encrypt(hex('aa'), 1, plaintext))
    const texts = plaintexts.map(plaintext => key.encryptToText(hex('aa'), 1, plaintext))
    const opened = [
      ...payloads.map(payload => key.decrypt(hex('aa'), payload)),
      ...texts.map(text => key.decryptText(hex('aa'), text)),
    ]
    expect(opened.map(toHex)).toEqual([...plaintexts, ...plaintexts].map(toHex))
  })

  test('never uses a nonce twice in 5,000 payloads', () => {
    const key = platform.importAeadKey(hex('01'.repeat(32)))
    const nonces = Array.from({ length: 5000 }, () => toHex(key.encrypt(hex(''), 1, '').subarray(1, 13)))
    expect(new Set(nonces).size).toBe(nonces.length)
  })

  test('keeps its own copy of an imported key', () => {
    const bytes = hex('02'.repeat(32))
    const key = platform.importAeadKey(bytes)
    const macKey = platform.importMacKey(bytes)
    const [payload, mac] = [key.encrypt(hex(''), 1, hex('00')), toHex(macKey.compute(hex('00')))]
    bytes.fill(0)
    expect(toHex(key.decrypt(hex(''), payload))).toBe('00')
    expect(toHex(macKey.compute(hex('00')))).toBe(mac)
  })

  test.each(vectors.hkdfSha256.vectors)('derives HKDF-SHA-256 $name', ({ ikm, salt, info, okm }) => {
    expect(toHex(platform.hkdfSha256(hex(ikm), hex(salt), hex(info), okm.length / 2))).toBe(okm)
  })

  test.each(vectors.hmacSha256.vectors)('computes HMAC-SHA-256 $name', ({ key, data, mac }) => {
    expect(toHex(platform.importMacKey(hex(key)).compute(hex(data)))).toBe(mac)
  })

  test('computes the MAC of a text as that of its UTF-8 bytes', () => {
    const key = platform.importMacKey(hex('0b'.repeat(20)))
    for (const text of ['', 'Hi There', 'é\u{1f600}'.repeat(300)]) {
      expect(key.computeText(text)).toBe(platform.encodeBase64url(key.compute(Buffer.from(text))))
    }
  })

  test('writes padded base64', () => {
    for (let size = 0; size < 40; size++) {
      const bytes = platform.randomBytes(size)
      expect(platform.encodeBase64(bytes)).toBe(Buffer.from(bytes).toString('base64'))
    }
  })

  test.each(vectors.sha256.vectors)('hashes SHA-256 of $text', ({ text, digest }) => {
    expect(platform.sha256Hex(text)).toBe(digest)
    expect(platform.sha256Hex(Buffer.from(text))).toBe(digest)
    expect(toHex(platform.sha256(text))).toBe(digest)
    expect(toHex(platform.sha256(Buffer.from(text)))).toBe(digest)
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
    const key = platform.importAeadKey(hex('01'.repeat(32)))
    const sealed = key.encryptToText(hex(''), 1, 'ada')
    expect(() => key.decryptText(hex(''), sealed + text)).toThrow()
    expect(() => key.decryptText(hex(''), `${sealed}=`)).toThrow(TypeError)
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
