// What holds for every value that is indexed: equal values meet, others do not, and beginnings are found.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { BlindIndex } from '../../src/core/blind-index.js'
import { codecs } from '../../src/core/codec.js'
import { CompoundIndex } from '../../src/core/compound-index.js'
import { normalize, resolveNormalizers } from '../../src/core/normalize.js'
import { PrefixIndex } from '../../src/core/prefix-index.js'
import { TokenColumn } from '../../src/core/token.js'
import { type ValueType, valueTypes } from '../../src/core/value-type.js'
import { fixedKeyring } from '../core/columns.js'
import { anyText, anyValue } from './core-values.js'

const base = { keyring: fixedKeyring('i1'), application: '', column: 'Patient.email', normalizers: [] }
const builtIn = ['trim', 'lowercase', 'nfkc', 'collapse', 'stripDiacritics', 'digits', 'email'] as const
const encoded = (type: ValueType, value: unknown) =>
  Buffer.from(codecs[type].encode(value) as 'text').toString('hex')

describe('a blind index', () => {
  test.each(valueTypes)('of %s values is equal exactly where the encoded values are', type => {
    const index = new BlindIndex({ ...base, type })
    const notNull = anyValue[type].filter(value => value !== null)
    fc.assert(
      fc.property(notNull, notNull, (a, b) => {
        const isEqual = encoded(type, a) === encoded(type, b)
        expect(index.compute(a) === index.compute(b)).toBe(isEqual)
        expect(index.compute(a)).toBe(index.compute(a))
      }),
    )
  })

  test('over texts is equal exactly where the normalised texts are', () => {
    const normalizers = resolveNormalizers(['email'])
    const index = new BlindIndex({ ...base, type: 'String', normalizers })
    const anySpelling = fc.constantFrom('Ada', ' ada', 'ADA ', 'Àda', 'a', '')
    fc.assert(
      fc.property(anySpelling, anySpelling, (a, b) => {
        const isEqual = normalize(a, normalizers) === normalize(b, normalizers)
        expect(index.compute(a) === index.compute(b)).toBe(isEqual)
      }),
    )
  })

  test('never meets that of another column, a compound index or a token', () => {
    fc.assert(
      fc.property(anyText, text => {
        const fields = [{ ...base, type: 'String' as const }]
        const texts = [
          new BlindIndex({ ...base, type: 'String' }).compute(text),
          new BlindIndex({ ...base, type: 'String', column: 'Patient.phone' }).compute(text),
          new CompoundIndex({ ...base, fields }).compute([text]),
          new TokenColumn(base).compute(text).slice(0, 25),
        ]
        expect(new Set(texts).size).toBe(texts.length)
      }),
    )
  })
})

test('a compound index is equal exactly where every value is', () => {
  const field = { type: 'String' as const, normalizers: [] }
  const index = new CompoundIndex({
    ...base,
    fields: [
      { ...field, column: 'a' },
      { ...field, column: 'b' },
    ],
  })
  const anyPart = fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 3 })
  fc.assert(
    fc.property(anyPart, anyPart, anyPart, anyPart, (a, b, c, d) => {
      expect(index.compute([a, b]) === index.compute([c, d])).toBe(a === c && b === d)
    }),
  )
})

test('a prefix index finds a value exactly by the beginnings of its normal form', () => {
  const normalizers = resolveNormalizers(['trim', 'lowercase'])
  const index = new PrefixIndex({ ...base, normalizers, min: 1, max: 4 })
  const anyName = fc.string({ unit: fc.constantFrom('a', 'B', 'b', ' ', 'Σ', '\u{1f600}'), maxLength: 6 })
  fc.assert(
    fc.property(anyName, anyName, (value, prefix) => {
      const normalPrefix = prefix.trimStart().toLowerCase().replaceAll('ς', 'σ')
      const count = [...normalPrefix].length
      fc.pre(count >= 1 && count <= 4)
      const isFound = index.searchTexts(prefix).some(text => index.compute(value)?.startsWith(text))
      expect(Boolean(isFound)).toBe(normalize(value, normalizers).startsWith(normalPrefix))
    }),
    { numRuns: 300 },
  )
})

test.each(builtIn)('normalising by %s a second time changes nothing', name => {
  const normalizers = resolveNormalizers([name])
  fc.assert(
    fc.property(anyText, text => {
      const once = normalize(text, normalizers)
      expect(normalize(once, normalizers)).toBe(once)
    }),
    { numRuns: 1000 },
  )
})
