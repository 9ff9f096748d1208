// Opening rows that were sealed before a field's type changed.

import { describe, expect, test } from 'vitest'
import type { ValueType } from '../../src/core/value-type.js'
import { sealedColumn } from './columns.js'

/** Seals as one type, opens as another. */
function reopen(from: ValueType, value: unknown, to: ValueType): unknown {
  return sealedColumn({ type: to }).open(sealedColumn({ type: from }).seal(value))
}

const exact: readonly (readonly [ValueType, unknown, ValueType, unknown])[] = [
  ['Int', 7, 'BigInt', 7n],
  ['Int', 7, 'Float', 7],
  ['Int', -7, 'Decimal', '-7'],
  ['Int', 7, 'String', '7'],
  ['BigInt', 2n ** 64n, 'Decimal', '18446744073709551616'],
  ['BigInt', -1n, 'String', '-1'],
  ['Decimal', '1.50', 'String', '1.5'],
  ['Boolean', true, 'String', 'true'],
  ['DateTime', new Date(0), 'String', '1970-01-01T00:00:00.000Z'],
  ['Json', { a: 1 }, 'String', '{"a":1}'],
  ['String', '-7', 'Int', -7],
  ['String', '18446744073709551616', 'BigInt', 2n ** 64n],
  ['String', '1.5', 'Float', 1.5],
  ['String', '1.5', 'Decimal', '1.5'],
  ['String', 'false', 'Boolean', false],
  ['String', '1970-01-01T00:00:00.000Z', 'DateTime', new Date(0)],
  ['String', '{"a":[null]}', 'Json', { a: [null] }],
  ['String', 'null', 'Json', null],
]

const inexact: readonly (readonly [ValueType, unknown, ValueType])[] = [
  ['String', '007', 'Int'],
  ['String', '2147483648', 'Int'],
  ['String', '-0', 'Int'],
  ['String', '', 'BigInt'],
  ['String', '1e3', 'Float'],
  ['String', 'NaN', 'Float'],
  ['String', '1.50', 'Decimal'],
  ['String', 'yes', 'Boolean'],
  ['String', '1970-01-01', 'DateTime'],
  ['String', '{ "a": 1 }', 'Json'],
  ['String', 'canary', 'Json'],
  ['String', 'canary', 'Bytes'],
  ['Float', 1.5, 'Int'],
  ['Bytes', Uint8Array.of(1), 'String'],
]

describe('a value that was sealed as another type', () => {
  test.each(exact)('opens where nothing is lost: %s as $2 (%#)', (from, value, to, expected) => {
    expect(reopen(from, value, to)).toEqual(expected)
  })

  test.each(inexact)('does not open where something would be: %s as $2 (%#)', (from, value, to) => {
    expect(() => reopen(from, value, to)).toThrow(
      expect.objectContaining({
        code: 'OPEN_TYPE_CHANGED',
        model: 'Patient',
        field: 'email',
        message: expect.not.stringContaining('canary'),
      }),
    )
  })
})
