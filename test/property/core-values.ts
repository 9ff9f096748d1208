// Arbitrary values of each value type, for the properties of core.

import fc from 'fast-check'
import type { ValueType } from '../../src/core/value-type.js'

/** Text that UTF-8 can hold: any code point but lone surrogates. */
export const anyText: fc.Arbitrary<string> = fc.string({ unit: 'binary', maxLength: 60 })

/** An arbitrary value of each type, in the form in which it opens again. */
export const anyValue: Readonly<Record<ValueType, fc.Arbitrary<unknown>>> = {
  String: anyText,
  Int: fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }),
  BigInt: fc.bigInt({ min: -(2n ** 80n), max: 2n ** 80n }),
  Float: fc.double({ noNaN: true, noDefaultInfinity: true }),
  Decimal: fc.tuple(fc.bigInt({ min: -(10n ** 40n), max: 10n ** 40n }), fc.nat({ max: 45 })).map(decimalText),
  Boolean: fc.boolean(),
  DateTime: fc.date({ noInvalidDate: true }),
  Json: fc.jsonValue({ noUnicodeString: false, maxDepth: 4 }),
  Bytes: fc.uint8Array({ maxLength: 60 }),
}

/** Values of the columns that a value is bound to. */
export const anyBinding: fc.Arbitrary<string[]> = fc.array(anyText, { maxLength: 3 })

/** Canonical text of an integer shifted by some decimal places. */
function decimalText([digits, scale]: [bigint, number]): string {
  const text = (digits < 0n ? -digits : digits).toString().padStart(scale + 1, '0')
  const fraction = text.slice(text.length - scale).replace(/0+$/, '')
  const whole = text.slice(0, text.length - scale)
  const sign = digits < 0n ? '-' : ''
  return fraction === '' ? `${sign}${whole}` : `${sign}${whole}.${fraction}`
}
