// Each style on what it is for, on odd and short values, and on any text at all: a mask never shows more of a value
// than its style declares.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { maskStyles } from '../../src/masking/mask-styles.js'
import { blankMask, charactersOf, looksMasked } from '../../src/masking/mask-text.js'
import { type CustomMasker, maskerOf } from '../../src/masking/masker.js'
import { type MaskStyleName, maskStyleNames } from '../../src/schema/mask-style-name.js'

const mask = (style: string, value: unknown, custom: Record<string, CustomMasker> = {}) =>
  maskerOf(style, custom)(value)

describe('a style', () => {
  test.each<[MaskStyleName, unknown, string | undefined]>([
    ['full', 'anything', blankMask],
    ['full', { a: 1 }, blankMask],
    ['last4', '4242424242424242', '•••• 4242'],
    ['last4', '078-05-1120', '•••• 1120'],
    ['last4', 1234567890, '•••• 7890'],
    ['last4', '12345678', blankMask],
    ['last4', '4242', blankMask],
    ['last4', '', blankMask],
    ['last4', '👩‍👩‍👧‍👦'.repeat(12), '•••• '.concat('👩‍👩‍👧‍👦'.repeat(4))],
    ['card', '4012 8888 8888 1881', '401288 •••••• 1881'],
    ['card', '378282246310005', '378282 •••••• 0005'],
    ['card', '401288888881', '•••••• 8881'],
    ['card', '40128888888', blankMask],
    ['card', 'not a card', blankMask],
    ['card', '4'.repeat(20), blankMask],
    ['email', 'ada@example.com', 'a•••@e•••.com'],
    ['email', 'a@example.com', '•••@e•••.com'],
    ['email', 'ab@cd.de', '•••@•••.de'],
    ['email', 'a@b.c', '•••@•••'],
    ['email', 'ada@example.photography', 'a•••@e•••'],
    ['email', 'no address', blankMask],
    ['phone', '+49 30 1234567', '•••• ••67'],
    ['phone', '110', blankMask],
    ['phone', 'call me at 030 1234567', blankMask],
    ['name', 'Ada King Lovelace', 'A••• L•••'],
    ['name', 'Ada', 'A•••'],
    ['name', 'Li', blankMask],
    ['name', '王小明', '王•••'],
    ['name', '', blankMask],
    ['year', new Date('1815-12-10'), '1815 •• ••'],
    ['year', '1815-12-10', '1815 •• ••'],
    ['year', 'long ago', blankMask],
    ['ip', '192.168.10.20', '192.•••.•••'],
    ['ip', '100.64.120.250', '100.64.•••.•••'],
    ['ip', '1.1.1.1', '1.1.•••.•••'],
    ['ip', '300', blankMask],
    ['ip', '2001:db8:85a3:8d3:1319:8a2e:370:7348', '2001:db8:•••'],
    ['ip', '::1', blankMask],
    ['omit', 'anything', undefined],
    ['last4', new Uint8Array([1]), blankMask],
    ['last4', Number.NaN, blankMask],
    ['year', new Date(Number.NaN), blankMask],
  ])('%s of %j', (style, value, expected) => {
    expect(mask(style, value)).toBe(expected)
  })

  test.each(maskStyleNames)('%s leaves null and undefined as they are, or out', style => {
    expect(mask(style, null)).toBe(style === 'omit' ? undefined : null)
    expect(mask(style, undefined)).toBeUndefined()
  })
})

const digits = fc.stringMatching(/^[\d -]{0,24}$/)
const values: Readonly<Record<MaskStyleName, fc.Arbitrary<string>>> = {
  full: fc.string(),
  last4: digits,
  card: digits,
  email: fc.emailAddress(),
  phone: digits,
  name: fc.string({ unit: 'grapheme' }),
  year: fc.date({ noInvalidDate: true }).map(date => date.toISOString()),
  ip: fc.oneof(fc.ipV4(), fc.ipV6()),
  omit: fc.string(),
}

describe.each(maskStyleNames)('for any value, %s', style => {
  const any = fc.oneof(values[style], fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }))
  // A value that holds a mask's own characters would seem to be shown by them.
  const value = any.filter(text => !/[•@ .:-]{2}| \d{4}/.test(text) && !text.includes('•'))

  test('shows no more of it than the style declares', () => {
    fc.assert(
      fc.property(value, text => {
        const masked = (maskStyles[style].mask(text) ?? '') as string
        expect(longestShared(masked, text)).toBeLessThanOrEqual(maskStyles[style].shows)
      }),
    )
  })

  test('tells nothing of its length', () => {
    const lengths = new Set<number>()
    fc.assert(
      fc.property(values[style], text => {
        lengths.add(charactersOf((maskStyles[style].mask(text) ?? '') as string).length)
      }),
    )
    expect(lengths.size).toBeLessThanOrEqual(style === 'ip' ? 12 : style === 'email' ? 12 : 4)
  })

  test('is told as a mask when it comes back', () => {
    fc.assert(
      fc.property(value, text => {
        const masked = maskStyles[style].mask(text)
        expect(masked === undefined || looksMasked(masked)).toBe(true)
      }),
    )
  })
})

describe('a style of the application', () => {
  test('masks by its name', () => {
    expect(mask('stars', 'abc', { stars: () => '***' })).toBe('***')
    expect(mask('first', 'abcdef', { first: { shows: 1, mask: value => `${String(value)[0]}••` } })).toBe(
      'a••',
    )
  })

  test.each<[string, CustomMasker]>([
    ['throws', () => JSON.parse('{')],
    ['gives the value', value => String(value)],
    ['gives the value in more', value => `<${value}>`],
    ['gives no text', () => 5 as never],
    ['shows more than it declares', { shows: 2, mask: value => `••${String(value).slice(-3)}` }],
  ])('shows nothing where it %s', (_, masker) => {
    expect(mask('own', 'secret value', { own: masker })).toBe(blankMask)
  })

  test.each([{}, { own: 'full' as never }])('has to be among the options: %j', custom => {
    expect(() => mask('own', 'x', custom as never)).toThrow(
      expect.objectContaining({ code: 'CONFIG_OPTION_INVALID' }),
    )
  })
})

/** The characters of the longest run that both texts have. */
function longestShared(masked: string, text: string): number {
  let longest = ''
  for (let start = 0; start < text.length; start++) {
    let end = start + longest.length + 1
    while (end <= text.length && masked.includes(text.slice(start, end))) {
      longest = text.slice(start, end)
      end++
    }
  }
  return charactersOf(longest).length
}
