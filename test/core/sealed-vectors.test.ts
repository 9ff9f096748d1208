// Frozen vectors of the sealed value, format 1. A release may add vectors; none ever changes or goes.

import { expect, test } from 'vitest'
import { codecs, typeByteOf } from '../../src/core/codec.js'
import { ColumnKey } from '../../src/core/column-key.js'
import { formatSealedBytes, formatSealedText } from '../../src/core/envelope.js'
import { Key } from '../../src/core/key.js'
import { Keyring } from '../../src/core/keyring.js'
import { SealedColumn } from '../../src/core/sealed-column.js'
import type { ValueType } from '../../src/core/value-type.js'
import frozen from '../vectors/sealed-format-1.json' with { type: 'json' }
import { hex, toHex } from './platforms.js'

type Vector = (typeof frozen.vectors)[number]

const keys = Object.entries(frozen.keys).map(([id, bytes]) => new Key(id, hex(bytes)))
const keyring = new Keyring(keys)

/** The plain value, of which the file holds what JSON can. */
function plainValueOf({ type, value }: Vector): unknown {
  if (type === 'BigInt') return BigInt(value as string)
  if (type === 'DateTime') return new Date(value as string)
  if (type === 'Bytes') return hex(value as string)
  if (type === 'Float') return Number(value)
  return value
}

test.each(frozen.vectors)('$name seals to the frozen value and opens from it', vector => {
  const { type, storage, application, column, binding } = vector
  const value = plainValueOf(vector)
  const key = new ColumnKey(keyring.get(vector.keyId), application, column)
  const plaintext = codecs[type as ValueType].encode(value)
  const content = [typeByteOf(type as ValueType), plaintext, binding, hex(vector.nonce)] as const
  const isText = storage === 'String'
  const sealed = isText
    ? formatSealedText(key.id, key.encryptToText(...content))
    : toHex(formatSealedBytes(key.id, key.encrypt(...content)))
  expect(sealed).toBe(vector.sealed)

  const place = { model: 'Model', field: 'field' }
  const sealedColumn = new SealedColumn({
    keyring,
    application,
    column,
    type: type as ValueType,
    storage: storage as 'String' | 'Bytes',
    ...place,
  })
  expect(sealedColumn.open(isText ? vector.sealed : hex(vector.sealed), binding)).toEqual(value)
})
