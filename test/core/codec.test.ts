// The bytes of each value type in format 1, and what each type refuses.

import { runInNewContext } from 'node:vm'
import { describe, expect, test } from 'vitest'
import { codecs, typeByteOf, typeOfByte } from '../../src/core/codec.js'
import { type ValueType, valueTypes } from '../../src/core/value-type.js'
import { hex, toHex } from './platforms.js'

const text = (value: string) => toHex(Buffer.from(value))
const encoded = (type: ValueType, value: unknown) => toHex(Buffer.from(codecs[type].encode(value) as 'text'))
const decimalLike = (printed: string) => ({ toFixed: () => 'unused', toString: () => printed })
const cycle: Record<string, unknown> = {}
cycle.self = cycle

const encodings: readonly (readonly [ValueType, unknown, string])[] = [
  ['String', '', ''],
  ['String', '\ufeffé\u{1f600}\0', 'efbbbfc3a9f09f988000'],
  ['Int', 1, '00000001'],
  ['Int', -2147483648, '80000000'],
  ['Int', -0, '00000000'],
  ['BigInt', 9223372036854775808n, text('9223372036854775808')],
  ['BigInt', -5, text('-5')],
  ['BigInt', -0, text('0')],
  ['Float', 1.5, '3ff8000000000000'],
  ['Float', -0, '8000000000000000'],
  ['Decimal', '0012.3400', text('12.34')],
  ['Decimal', '+1', text('1')],
  ['Decimal', '-0.0', text('0')],
  ['Decimal', '-0.0500', text('-0.05')],
  ['Decimal', '1.', text('1')],
  ['Decimal', '1e3', text('1000')],
  ['Decimal', '12.5E-3', text('0.0125')],
  ['Decimal', '100e-2', text('1')],
  ['Decimal', 0.1, text('0.1')],
  ['Decimal', 1e21, text(`1${'0'.repeat(21)}`)],
  ['Decimal', 12n, text('12')],
  ['Decimal', decimalLike('1.5e+2'), text('150')],
  ['Boolean', true, '01'],
  ['Boolean', false, '00'],
  ['DateTime', new Date(0), '0000000000000000'],
  ['DateTime', new Date(-1), 'ffffffffffffffff'],
  ['DateTime', '1970-01-01T01:00:00+01:00', '0000000000000000'],
  ['DateTime', '1970-01-01T00:00:00.001000Z', '0000000000000001'],
  ['DateTime', '1970-01-01T00:00Z', '0000000000000000'],
  ['Json', null, text('null')],
  ['Json', { b: 1, a: [false, 'x'] }, text('{"b":1,"a":[false,"x"]}')],
  ['Json', { gone: undefined, kept: new Date(0) }, text('{"kept":"1970-01-01T00:00:00.000Z"}')],
  ['Json', '\ud800', text('"\\ud800"')],
  ['Bytes', hex('00ff'), '00ff'],
  ['Bytes', Buffer.from('ab'), text('ab')],
]

const refusals: readonly (readonly [ValueType, string, unknown])[] = [
  ['String', 'a number', 1],
  ['String', 'a lone surrogate', 'a\udc00'],
  ['Int', 'a fraction', 1.5],
  ['Int', 'more than 32 bits', 2147483648],
  ['Int', 'NaN', Number.NaN],
  ['Int', 'a bigint', 1n],
  ['Int', 'numeric text', '1'],
  ['BigInt', 'an unsafe number', 2 ** 53],
  ['BigInt', 'a fraction', 0.5],
  ['BigInt', 'numeric text', '1'],
  ['Float', 'NaN', Number.NaN],
  ['Float', 'an infinity', Number.NEGATIVE_INFINITY],
  ['Float', 'numeric text', '1'],
  ['Decimal', 'an infinity', Number.POSITIVE_INFINITY],
  ['Decimal', 'NaN', Number.NaN],
  ['Decimal', 'a decimal that is NaN', decimalLike('NaN')],
  ['Decimal', 'other text', '12,5'],
  ['Decimal', 'empty text', ''],
  ['Decimal', 'hex text', '0x10'],
  ['Decimal', 'white space', ' 1'],
  ['Decimal', 'more than 1,000 digits', '1e1000'],
  ['Decimal', 'more than 1,000 digits of a fraction', '1e-1001'],
  ['Decimal', 'a boolean', true],
  ['Boolean', 'a number', 1],
  ['Boolean', 'text', 'true'],
  ['DateTime', 'an invalid Date', new Date(Number.NaN)],
  ['DateTime', 'a number', 0],
  ['DateTime', 'a date without time', '2024-01-01'],
  ['DateTime', 'a time without zone', '2024-01-01T00:00:00'],
  ['DateTime', 'a day that does not exist', '2023-02-29T00:00:00Z'],
  ['DateTime', 'an hour that does not exist', '2023-02-28T24:00:00Z'],
  ['DateTime', 'microseconds', '2024-01-01T00:00:00.000001Z'],
  ['Json', 'undefined', undefined],
  ['Json', 'undefined in an array', [undefined]],
  ['Json', 'NaN', { a: Number.NaN }],
  ['Json', 'a bigint', { a: 1n }],
  ['Json', 'a function', { a: () => 1 }],
  ['Json', 'a symbol', [Symbol('s')]],
  ['Json', 'a cycle', cycle],
  ['Json', 'a Map', { a: new Map() }],
  ['Json', 'a Set', new Set()],
  ['Json', 'an Error', new Error('e')],
  ['Json', 'bytes', hex('00')],
  ['Bytes', 'text', 'ab'],
  ['Bytes', 'another typed array', new Uint16Array(1)],
  ['Bytes', 'an ArrayBuffer', new ArrayBuffer(1)],
]

const malformed: readonly (readonly [ValueType, string, string])[] = [
  ['String', 'invalid UTF-8', 'ff'],
  ['String', 'an encoded surrogate', 'eda080'],
  ['String', 'an overlong form', 'c080'],
  ['Int', '3 bytes', '000000'],
  ['Int', '5 bytes', '0000000000'],
  ['BigInt', 'nothing', ''],
  ['BigInt', 'a leading zero', text('01')],
  ['BigInt', '-0', text('-0')],
  ['Float', '7 bytes', '00000000000000'],
  ['Float', 'NaN', '7ff8000000000000'],
  ['Decimal', 'a trailing zero', text('1.50')],
  ['Decimal', 'an exponent', text('1e3')],
  ['Decimal', '-0', text('-0')],
  ['Boolean', 'another byte', '02'],
  ['Boolean', 'two bytes', '0001'],
  ['DateTime', '7 bytes', '00000000000000'],
  ['DateTime', 'an impossible time', '7fffffffffffffff'],
  ['Json', 'half a text', text('{"a":')],
  ['Json', 'nothing', ''],
]

describe('codecs', () => {
  test('have type bytes 1 to 9, which never change', () => {
    expect(valueTypes.map(typeByteOf)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9])
    expect([0, 1, 9, 10].map(typeOfByte)).toEqual([undefined, 'String', 'Bytes', undefined])
  })

  test.each(encodings)('%s has the bytes of format 1 (%#)', (type, value, bytes) => {
    expect(encoded(type, value)).toBe(bytes)
  })

  test.each(refusals)('%s refuses %s', (type, _what, value) => {
    expect(() => codecs[type].encode(value)).toThrow(/^Expected /)
  })

  test.each(malformed)('%s does not decode %s', (type, _what, bytes) => {
    expect(() => codecs[type].decode(hex(bytes))).toThrow()
  })

  test.each(valueTypes.filter(type => type !== 'Json'))('%s refuses null and undefined', type => {
    expect(() => codecs[type].encode(null)).toThrow(TypeError)
    expect(() => codecs[type].encode(undefined)).toThrow(TypeError)
  })

  test('take Dates and bytes of another realm', () => {
    expect(encoded('DateTime', runInNewContext('new Date(1)'))).toBe('0000000000000001')
    expect(encoded('Bytes', runInNewContext('Uint8Array.of(7)'))).toBe('07')
  })

  test('keep a __proto__ key of Json as an own property', () => {
    const value = JSON.parse('{"__proto__":{"isAdmin":true}}')
    const back = codecs.Json.decode(Buffer.from(codecs.Json.encode(value) as string)) as object
    expect(Object.keys(back)).toEqual(['__proto__'])
    expect('isAdmin' in back).toBe(false)
  })

  test('decode Bytes into memory of their own', () => {
    const bytes = Buffer.from('abc')
    const value = codecs.Bytes.decode(bytes) as Uint8Array
    expect(Object.getPrototypeOf(value)).toBe(Uint8Array.prototype)
    expect(value.buffer.byteLength).toBe(3)
  })

  test('say nothing about a Json value that JSON refuses', () => {
    const secretive = { toJSON: () => JSON.parse('canary') }
    for (const value of [secretive, { canary: cycle }, { canary: new Map([['canary', 1]]) }]) {
      expect(() => codecs.Json.encode(value)).toThrow(expect.not.stringContaining('canary'))
    }
  })
})
