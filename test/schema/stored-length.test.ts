// The lengths that columns are held to, against what the core really writes under the longest key id.

import { expect, test } from 'vitest'
import { generateKeyText, Key } from '../../src/core/key.js'
import { Keyring } from '../../src/core/keyring.js'
import { PasswordColumn } from '../../src/core/password/password-column.js'
import { importHash } from '../../src/core/password/password-hash.js'
import { PrefixIndex } from '../../src/core/prefix-index.js'
import { SealedColumn } from '../../src/core/sealed-column.js'
import { TokenColumn } from '../../src/core/token.js'
import type { ValueType } from '../../src/core/value-type.js'
import {
  hashedLength,
  passwordLength,
  prefixIndexLength,
  sealedLength,
} from '../../src/schema/rules/stored-length.js'

const keyring = new Keyring([new Key('k'.repeat(16), generateKeyText())])
const column = { keyring, application: '', column: 'M.a', model: 'M', field: 'a', normalizers: [] }

test.each<[ValueType, unknown]>([
  ['String', 'x'.repeat(255)],
  ['Int', -(2 ** 31)],
  ['BigInt', -(2n ** 63n)],
  ['Float', Number.MAX_VALUE],
  ['Decimal', `-0.${'1'.repeat(252)}`],
  ['Boolean', true],
  ['DateTime', new Date(8.64e15)],
  ['Json', 'x'.repeat(253)],
  ['Bytes', new Uint8Array(255)],
])('%s', (type, value) => {
  for (const storage of ['String', 'Bytes'] as const) {
    const sealed = new SealedColumn({ ...column, type, storage }).seal(value)
    expect(sealed).toHaveLength(sealedLength(type, storage))
  }
})

test('passwords fit, also one imported from a VARCHAR(255), under a pepper', async () => {
  const imported = `sha256$${'s'.repeat(183)}$${'0'.repeat(64)}`
  expect(imported).toHaveLength(255)
  const passwords = new PasswordColumn({ ...column, cost: 'strong' })
  expect(await passwords.hash(importHash(imported))).toHaveLength(passwordLength)
  expect((await passwords.hash('x'.repeat(1024))).length).toBeLessThan(passwordLength)
})

test('tokens and indexes fit', () => {
  expect(new TokenColumn(column).compute('x').length).toBeLessThanOrEqual(hashedLength)
  const index = new PrefixIndex({ ...column, min: 2, max: 8 }).compute('x'.repeat(8))
  expect(index).toHaveLength(prefixIndexLength(2, 8))
})
