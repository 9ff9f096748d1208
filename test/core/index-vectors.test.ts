// Frozen vectors of blind indexes, compound indexes, prefix indexes and tokens, format 1. A release may add
// vectors; none ever changes or goes.

import { expect, test } from 'vitest'
import { BlindIndex } from '../../src/core/blind-index.js'
import { CompoundIndex } from '../../src/core/compound-index.js'
import { Key } from '../../src/core/key.js'
import { Keyring } from '../../src/core/keyring.js'
import { resolveNormalizers } from '../../src/core/normalize.js'
import { PrefixIndex } from '../../src/core/prefix-index.js'
import { TokenColumn } from '../../src/core/token.js'
import type { ValueType } from '../../src/core/value-type.js'
import frozen from '../vectors/index-format-1.json' with { type: 'json' }
import { hex } from './platforms.js'

interface Field {
  readonly column: string
  readonly type: string
  readonly normalize: readonly string[]
}

const custom = { plate: { version: 3, normalize: (text: string) => text.replace(/[ -]/g, '') } }

function optionsOf(keyId: string, application: string) {
  const bytes = frozen.keys[keyId as keyof typeof frozen.keys]
  return { keyring: new Keyring([new Key(keyId, hex(bytes))]), application }
}

function fieldOf({ column, type, normalize }: Field) {
  return { column, type: type as ValueType, normalizers: resolveNormalizers(normalize, { custom }) }
}

test.each(frozen.blind)('blind index: $name', ({ keyId, application, field, value, text }) => {
  const index = new BlindIndex({ ...optionsOf(keyId, application), ...fieldOf(field) })
  expect(index.compute(field.type === 'Bytes' ? hex(value as string) : value)).toBe(text)
})

test.each(frozen.compound)('compound index: $name', ({ keyId, application, fields, values, text }) => {
  const index = new CompoundIndex({ ...optionsOf(keyId, application), fields: fields.map(fieldOf) })
  expect(index.compute(values)).toBe(text)
})

test.each(frozen.prefix)('prefix index: $name', ({ keyId, application, field, min, max, value, text }) => {
  const index = new PrefixIndex({ ...optionsOf(keyId, application), ...fieldOf(field), min, max })
  expect(index.compute(value)).toBe(text)
})

test.each(frozen.token)('token: $name', ({ keyId, application, field, value, text }) => {
  const tokens = new TokenColumn({ ...optionsOf(keyId, application), ...fieldOf(field) })
  expect(tokens.compute(value)).toBe(text)
})
