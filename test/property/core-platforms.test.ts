// The two platforms behind `#crypto` make the same bytes and open each other's output.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import * as noble from '../../src/core/crypto-noble.js'
import * as node from '../../src/core/crypto-node.js'
import { anyText } from './core-values.js'

const anyBytes = fc.uint8Array({ maxLength: 100 })
const anyKey = fc.uint8Array({ minLength: 32, maxLength: 32 })
const anyNonce = fc.uint8Array({ minLength: 12, maxLength: 12 })
const plain = (bytes: Uint8Array) => [...bytes]

/** The bytes that `read` gives, or that it threw. */
function bytesOrRefusal(read: () => Uint8Array): number[] | 'refused' {
  try {
    return plain(read())
  } catch {
    return 'refused'
  }
}

test('AES-256-GCM', () => {
  const anyPlaintext = fc.oneof(anyBytes, anyText)
  fc.assert(
    fc.property(
      anyKey,
      anyNonce,
      anyBytes,
      fc.nat({ max: 255 }),
      anyPlaintext,
      (bytes, nonce, associated, lead, plaintext) => {
        const [a, b] = [node.importAeadKey(bytes), noble.importAeadKey(bytes)]
        const payload = a.encrypt(associated, lead, plaintext, nonce)
        const text = a.encryptToText(associated, lead, plaintext, nonce)
        expect(plain(b.encrypt(associated, lead, plaintext, nonce))).toEqual(plain(payload))
        expect(b.encryptToText(associated, lead, plaintext, nonce)).toBe(text)
        const expected = plain(Buffer.from(plaintext as string))
        expect(plain(b.decrypt(associated, payload))).toEqual(expected)
        expect(plain(b.decryptText(associated, text))).toEqual(expected)
        expect(plain(a.decrypt(associated, b.encrypt(associated, lead, plaintext)))).toEqual(expected)
        expect(plain(a.decryptText(associated, b.encryptToText(associated, lead, plaintext)))).toEqual(
          expected,
        )
      },
    ),
  )
})

test('HMAC-SHA-256, HKDF-SHA-256 and SHA-256', () => {
  fc.assert(
    fc.property(anyKey, anyBytes, anyBytes, fc.integer({ min: 1, max: 100 }), (key, salt, data, length) => {
      const mac = node.importMacKey(key).compute(data)
      expect(plain(noble.importMacKey(key).compute(data))).toEqual(plain(mac))
      expect(plain(noble.hkdfSha256(key, salt, data, length))).toEqual(
        plain(node.hkdfSha256(key, salt, data, length)),
      )
      expect(noble.sha256Hex(data)).toBe(node.sha256Hex(data))
    }),
  )
})

test('text in UTF-8, and its hash', () => {
  fc.assert(
    fc.property(anyText, text => {
      expect(plain(noble.utf8Bytes(text))).toEqual(plain(node.utf8Bytes(text)))
      expect(noble.sha256Hex(text)).toBe(node.sha256Hex(text))
    }),
  )
})

test('base64url, of bytes and of text that may be none', () => {
  const anyEncoded = fc.string({ unit: fc.constantFrom(...'ABgwQz019-_+/= .\u0141\n'), maxLength: 8 })
  fc.assert(
    fc.property(anyBytes, anyEncoded, (bytes, text) => {
      const encoded = node.encodeBase64url(bytes)
      expect(noble.encodeBase64url(bytes)).toBe(encoded)
      expect(plain(noble.decodeBase64url(encoded))).toEqual(plain(bytes))
      const decoded = bytesOrRefusal(() => node.decodeBase64url(text))
      expect(bytesOrRefusal(() => noble.decodeBase64url(text))).toEqual(decoded)
    }),
    { numRuns: 500 },
  )
})

test('equality of bytes', () => {
  fc.assert(
    fc.property(anyBytes, anyBytes, (a, b) => {
      expect(noble.equalBytes(a, b)).toBe(node.equalBytes(a, b))
      expect(noble.equalBytes(a, Uint8Array.from(a))).toBe(true)
    }),
  )
})
