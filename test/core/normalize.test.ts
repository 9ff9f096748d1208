// Normalisers: what each makes equal, and how they are found by name.

import { describe, expect, test } from 'vitest'
import { type NormalizeOptions, normalize, resolveNormalizers } from '../../src/core/normalize.js'

const run = (names: readonly string[], text: string, options?: NormalizeOptions) =>
  normalize(text, resolveNormalizers(names, options))

/** Stands for libphonenumber-js: digits of eight or more are a number. */
const parsePhone: NonNullable<NormalizeOptions['parsePhone']> = (text, region) => {
  const digits = text.replace(/\D/g, '')
  if (digits.length < 8) return undefined
  return { number: text.startsWith('+') ? `+${digits}` : `+${region === 'DE' ? 49 : 1}${digits.slice(1)}` }
}

describe('the built-in normalisers', () => {
  test.each([
    ['trim', '\u00a0 a b\t', 'a b'],
    ['lowercase', 'ÀÉ Straße I', 'àé straße i'],
    ['lowercase', 'ΟΔΟΣ', 'οδοσ'],
    ['nfkc', 'Ａ\ufb01\u0065\u0301', 'Afi\u00e9'],
    ['collapse', ' a \n\t b  ', ' a b '],
    ['stripDiacritics', 'Ångström é й ø', 'Angstrom e и ø'],
    ['stripDiacritics', 'हिन्दी', 'हिन्दी'],
    ['digits', 'DE 12-34 / ５', '12345'],
    ['digits', 'none', ''],
    ['email', ' Ada.L+x@Example.COM\n', 'ada.l+x@example.com'],
    ['email', '\u3000ＡＤＡ＠example.com\u2003', 'ada@example.com'],
  ])('%s', (name, text, expected) => {
    expect(run([name], text)).toBe(expected)
  })

  test('run in the order of the list', () => {
    expect(run(['stripDiacritics', 'lowercase', 'trim'], ' É ')).toBe('e')
  })

  test('are themselves in the MAC by name', () => {
    expect(resolveNormalizers(['trim', 'email']).map(({ id }) => id)).toEqual(['trim', 'email'])
  })
})

describe('phone', () => {
  test('makes E.164 with the parser that is given, and its region is part of the id', () => {
    const options = { parsePhone, phoneRegion: 'DE' }
    expect(run(['phone'], '030 1234-567', options)).toBe('+49301234567')
    expect(run(['phone'], '+1 (212) 555 0100', { parsePhone })).toBe('+12125550100')
    expect(resolveNormalizers(['phone'], options)[0]?.id).toBe('phone@DE')
    expect(resolveNormalizers(['phone'], { parsePhone })[0]?.id).toBe('phone')
  })

  test('says which package to install where there is no parser', () => {
    expect(() => resolveNormalizers(['phone'])).toThrow(
      expect.objectContaining({
        code: 'CONFIG_OPTION_INVALID',
        message: expect.stringContaining('npm install libphonenumber-js'),
      }),
    )
  })

  test('refuses what is no number, without quoting it', () => {
    expect(() => run(['phone'], 'canary', { parsePhone })).toThrow(/^Expected a phone number(?!.*canary)/)
  })
})

describe('custom normalisers', () => {
  const custom = {
    plate: { version: 2, normalize: (text: string) => text.replace(/[ -]/g, '').toUpperCase() },
  }

  test('are found by name, and their version is part of the id', () => {
    expect(run(['trim', 'plate'], ' b-ad 12 ', { custom })).toBe('BAD12')
    expect(resolveNormalizers(['plate'], { custom })[0]?.id).toBe('plate@2')
  })

  test('keep their this', () => {
    const withThis = { version: 1, from: 'a', normalize: (_text: string) => '' }
    withThis.normalize = function (this: typeof withThis, text: string) {
      return text.replaceAll(this.from, '')
    }
    expect(run(['drop'], 'banana', { custom: { drop: withThis } })).toBe('bnn')
  })

  test.each([
    ['an unknown name', ['plate'], {}],
    ['a name of Object.prototype', ['constructor'], {}],
    ['the name of a built-in one', ['trim'], { custom: { trim: custom.plate } }],
    ['no version', ['plate'], { custom: { plate: { ...custom.plate, version: 0 } } }],
  ])('are refused with %s', (_what, names, options) => {
    expect(() => resolveNormalizers(names, options)).toThrow(
      expect.objectContaining({ name: 'ConfigError', code: 'CONFIG_OPTION_INVALID' }),
    )
  })

  test.each([
    ['throws', () => JSON.parse('canary')],
    ['returns no text', () => 7 as never],
  ])('cannot make an error speak where one %s', (_what, normalizer) => {
    const options = { custom: { odd: { version: 1, normalize: normalizer } } }
    expect(() => run(['odd'], 'canary', options)).toThrow(/^Expected (?!.*canary)/)
  })
})
