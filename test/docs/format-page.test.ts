// Recomputes the worked vectors of docs/format.md from the page's formulas, with node:crypto and nothing of src/.

import { createCipheriv, createHash, createHmac, hkdfSync } from 'node:crypto'
import { expect, test } from 'vitest'
import indexVectors from '../vectors/index-format-1.json' with { type: 'json' }
import sealedVectors from '../vectors/sealed-format-1.json' with { type: 'json' }
import { readPage } from './code-block.js'

const page = readPage('docs/format.md')
const bare = page.replace(/\s+/g, '')

function lengthPrefixed(...items: readonly (string | number | Buffer)[]): Buffer {
  const parts = items.map(item => (typeof item === 'number' ? Buffer.of(item) : Buffer.from(item as string)))
  return Buffer.concat([uint32(parts.length), ...parts.flatMap(part => [uint32(part.length), part])])
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(value)
  return bytes
}

function derive(key: string, info: Buffer): Buffer {
  return Buffer.from(hkdfSync('sha256', Buffer.from(key, 'hex'), '', info, 32))
}

test('the sealed value', () => {
  const key = sealedVectors.keys.k1
  const vector = sealedVectors.vectors.find(({ name }) => name === 'String in a String column')
  if (!vector) throw new Error('The vector of the page is gone')
  const info = lengthPrefixed('fieldseal/1', 'seal', '', 'Patient.string')
  const associatedData = lengthPrefixed('fieldseal/1', 'k1', 1, '', 'Patient.string')
  const plaintext = Buffer.from(vector.value as string)
  const nonce = Buffer.from(vector.nonce, 'hex')
  const cipher = createCipheriv('aes-256-gcm', derive(key, info), nonce).setAAD(associatedData)
  const ciphertext = Buffer.concat([cipher.update(plaintext), cipher.final()])
  const tag = cipher.getAuthTag()
  const text = `fs1.k1.${Buffer.concat([Buffer.of(1), nonce, ciphertext, tag]).toString('base64url')}`
  expect(text).toBe(vector.sealed)
  const shown = [info, derive(key, info), associatedData, nonce, plaintext, ciphertext, tag]
  for (const hex of [key, ...shown.map(bytes => bytes.toString('hex'))]) expect(bare).toContain(hex)
  expect(page).toContain(text)
  expect(page).toContain(vector.value)
})

test('the blind index', () => {
  const key = derive(indexVectors.keys.i1, lengthPrefixed('fieldseal/1', 'index', '', 'Patient.email'))
  const message = lengthPrefixed(lengthPrefixed('trim', 'lowercase'), 'ada@example.com')
  const mac = createHmac('sha256', key).update(message).digest().subarray(0, 16)
  const text = `i1.${mac.toString('base64url')}`
  expect(page).toContain(text)
  expect(indexVectors.blind.map(vector => vector.text)).toContain(text)
})

test('the length of a sealed text', () => {
  const lengthOf = (bytes: number) => 5 + 'k1'.length + Math.ceil((4 * (29 + bytes)) / 3)
  expect(page).toContain('`5 + length(keyId) + ⌈4 (29 + n) / 3⌉`')
  for (const { value, sealed, type, storage, keyId } of sealedVectors.vectors) {
    if (type !== 'String' || storage !== 'String' || keyId !== 'k1' || typeof value !== 'string') continue
    expect(sealed).toHaveLength(lengthOf(Buffer.byteLength(value)))
  }
  expect(lengthOf(16)).toBe(67)
})

test('the audit event, its MAC, its leaf and a fingerprint', () => {
  const key = sealedVectors.keys.k1
  const event = /^event {2}(\["fieldseal-audit\/1",.+)$/m.exec(page)?.[1] ?? ''
  const macOf = (info: Buffer, bytes: Buffer | string) =>
    createHmac('sha256', derive(key, info)).update(bytes).digest()
  const mac = `k1.${macOf(lengthPrefixed('fieldseal/1', 'audit', ''), event).toString('base64url')}`
  const leaf = createHash('sha256').update(`\0${event}\n${mac}`).digest('base64')
  const value = lengthPrefixed('{"id":"c1"}', '"met in person"')
  const print = macOf(lengthPrefixed('fieldseal/1', 'audit-print', '', 'Customer.note'), value).subarray(
    0,
    16,
  )
  for (const shown of [`mac    ${mac}`, `leaf   ${leaf}`, `print  k1.${print.toString('base64url')}`])
    expect(page).toContain(shown)
})
