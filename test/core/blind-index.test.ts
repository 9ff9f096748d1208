// Blind indexes over one field, over several, and over beginnings.

import { describe, expect, test } from 'vitest'
import { BlindIndex, type BlindIndexOptions } from '../../src/core/blind-index.js'
import { type CompoundField, CompoundIndex } from '../../src/core/compound-index.js'
import { keyIdOfIndexText } from '../../src/core/index-text.js'
import { resolveNormalizers } from '../../src/core/normalize.js'
import { PrefixIndex } from '../../src/core/prefix-index.js'
import { fixedKeyring } from './columns.js'

const base: BlindIndexOptions = {
  keyring: fixedKeyring('i1'),
  application: '',
  column: 'Patient.email',
  type: 'String',
  normalizers: [],
}
const blindIndex = (options: Partial<BlindIndexOptions> = {}) => new BlindIndex({ ...base, ...options })
const email = blindIndex({ normalizers: resolveNormalizers(['trim', 'lowercase']) })

describe('a blind index', () => {
  test('names its key and is 22 characters of base64url', () => {
    expect(email.compute('ada')).toMatch(/^i1\.[\w-]{22}$/)
  })

  test('is the same for values that are equal once normalised, and for no others', () => {
    expect(email.compute(' Ada@Example.com')).toBe(email.compute('ada@example.com'))
    expect(email.compute('ada@example.org')).not.toBe(email.compute('ada@example.com'))
  })

  test.each([
    ['another column', { column: 'Patient.phone' }],
    ['another application', { application: 'billing' }],
    ['another key', { keyring: fixedKeyring('i2') }],
    ['other normalisers', { normalizers: resolveNormalizers(['trim']) }],
  ])('is another for one value in %s', (_what, options) => {
    const body = (text: string) => text.slice(text.indexOf('.'))
    expect(body(blindIndex(options).compute('ada'))).not.toBe(body(blindIndex().compute('ada')))
  })

  test('is the same for one number, date or decimal in any form', () => {
    const decimal = blindIndex({ type: 'Decimal' })
    expect(decimal.compute('1.50')).toBe(decimal.compute(1.5))
    const dateTime = blindIndex({ type: 'DateTime' })
    expect(dateTime.compute('1970-01-01T01:00:00+01:00')).toBe(dateTime.compute(new Date(0)))
    const bigInt = blindIndex({ type: 'BigInt' })
    expect(bigInt.compute(7)).toBe(bigInt.compute(7n))
  })

  test('gives a text for each loaded key, the active one first, to search by', () => {
    const rotating = blindIndex({ keyring: fixedKeyring('i2', 'i1') })
    const texts = rotating.computeAll('ada')
    expect(texts.map(keyIdOfIndexText)).toEqual(['i2', 'i1'])
    expect(texts[0]).toBe(rotating.compute('ada'))
    expect(texts[1]).toBe(blindIndex().compute('ada'))
  })

  test.each([null, undefined, 7, { a: 1 }])('refuses %j', value => {
    expect(() => email.compute(value)).toThrow(TypeError)
    expect(() => email.computeAll(value)).toThrow(TypeError)
  })

  test.each([
    ['i1.abc', 'i1'],
    ['.abc', undefined],
    ['I1.abc', undefined],
    ['abc', undefined],
    ['', undefined],
  ])('of text %j is of key %s', (text, keyId) => {
    expect(keyIdOfIndexText(text)).toBe(keyId)
  })
})

describe('a compound index', () => {
  const field = (column: string, options: Partial<CompoundField> = {}): CompoundField => ({
    column,
    type: 'String',
    normalizers: [],
    ...options,
  })
  const [first, last] = [field('Patient.first'), field('Patient.last')]
  const over = (...fields: CompoundField[]) => new CompoundIndex({ ...base, fields })

  test('tells apart where one value ends and the next begins', () => {
    const names = over(first, last)
    const texts = [
      ['ab', 'c'],
      ['a', 'bc'],
      ['abc', ''],
      ['c', 'ab'],
    ].map(values => names.compute(values))
    expect(new Set(texts).size).toBe(4)
  })

  test('normalises each field its own way', () => {
    const names = over(field('Patient.first', { normalizers: resolveNormalizers(['lowercase']) }), last)
    expect(names.compute(['ADA', 'L'])).toBe(names.compute(['ada', 'L']))
    expect(names.compute(['ada', 'l'])).not.toBe(names.compute(['ada', 'L']))
  })

  test('is another for the same fields in another order', () => {
    expect(over(first, last).compute(['a', 'a'])).not.toBe(over(last, first).compute(['a', 'a']))
  })

  test('never equals the index of one field', () => {
    expect(over(field(base.column)).compute(['ada'])).not.toBe(blindIndex().compute('ada'))
  })

  test('gives a text for each loaded key', () => {
    const rotating = new CompoundIndex({ ...base, keyring: fixedKeyring('i2', 'i1'), fields: [first, last] })
    expect(rotating.computeAll(['a', 'b'])).toEqual([
      rotating.compute(['a', 'b']),
      over(first, last).compute(['a', 'b']),
    ])
  })

  test('refuses null, and another number of values', () => {
    expect(() => over(first, last).compute(['a', null])).toThrow(TypeError)
    expect(() => over(first, last).compute(['a'])).toThrow(RangeError)
  })
})

describe('a prefix index', () => {
  const prefixIndex = (min: number, max: number, names: readonly string[] = [], ...ids: string[]) =>
    new PrefixIndex({
      ...base,
      keyring: fixedKeyring(...(ids.length > 0 ? ids : ['i1'])),
      normalizers: resolveNormalizers(names),
      min,
      max,
    })
  const found = (index: PrefixIndex, value: string, prefix: string) =>
    index.searchTexts(prefix).some(text => index.compute(value)?.startsWith(text))

  test('has 16 lower-case hex digits for each length that the value reaches', () => {
    const index = prefixIndex(2, 4)
    expect(index.compute('ab')).toMatch(/^i1\.[0-9a-f]{16}$/)
    expect(index.compute('abcdefgh')).toMatch(/^i1\.[0-9a-f]{48}$/)
    expect(index.compute('a')).toBeNull()
  })

  test('finds a value by each of its beginnings, and by nothing else', () => {
    const index = prefixIndex(2, 4)
    expect(['ab', 'abc', 'abcd'].map(prefix => found(index, 'abcde', prefix))).toEqual([true, true, true])
    expect(['bc', 'ac', 'abd', 'abdd'].map(prefix => found(index, 'abcde', prefix))).not.toContain(true)
    expect(found(index, 'ab', 'abc')).toBe(false)
  })

  test('counts code points of the normalised value', () => {
    const index = prefixIndex(2, 3, ['trim', 'lowercase'])
    expect(found(index, '  \u{1f600}\u{1f601}x', ' \u{1f600}\u{1f601}')).toBe(true)
    expect(index.compute(' \u{1f600} ')).toBeNull()
    expect(found(prefixIndex(2, 4, ['lowercase']), 'ΟΔΟΣΑ', 'ΟΔΟΣ')).toBe(true)
  })

  test('keeps white space at the end of what is searched, where the value goes on', () => {
    const index = prefixIndex(2, 6, ['trim'])
    expect(found(index, 'Ada L', 'Ada ')).toBe(true)
    expect(found(index, 'Adam', 'Ada ')).toBe(false)
  })

  test('gives a text for each loaded key', () => {
    const rotating = prefixIndex(2, 4, [], 'i2', 'i1')
    expect(rotating.searchTexts('abc').map(keyIdOfIndexText)).toEqual(['i2', 'i1'])
    expect(
      prefixIndex(2, 4)
        .compute('abcd')
        ?.startsWith(rotating.searchTexts('abc')[1] as string),
    ).toBe(true)
  })

  test('refuses to search by fewer or more characters than it holds, saying how many', () => {
    const index = prefixIndex(2, 4)
    expect(() => index.searchTexts('a')).toThrow('Expected 2 to 4 characters')
    expect(() => index.searchTexts('abcde')).toThrow(RangeError)
    expect(() => index.searchTexts(7)).toThrow(TypeError)
    expect(() => index.compute(null)).toThrow(TypeError)
  })

  test.each([
    [0, 3],
    [3, 2],
    [1, 256],
    [1.5, 3],
  ])('refuses the range %d to %d', (min, max) => {
    expect(() => prefixIndex(min, max)).toThrow(RangeError)
  })

  test('refuses normalisers that beginnings do not survive', () => {
    const custom = { plate: { version: 1, normalize: (text: string) => text } }
    const parsePhone = () => ({ number: '+1' })
    for (const name of ['phone', 'plate']) {
      const normalizers = resolveNormalizers([name], { custom, parsePhone })
      expect(() => new PrefixIndex({ ...base, normalizers, min: 2, max: 4 })).toThrow(
        expect.objectContaining({ code: 'CONFIG_OPTION_INVALID' }),
      )
    }
  })
})
