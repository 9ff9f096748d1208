// What masks are made of: the bullets that hide, and the few characters that a style may show. A character is what
// people see as one (an extended grapheme cluster of UAX #29), so that no mask ever cuts through one.

/** The mask that shows nothing, whatever it hides: one length for all values. */
export const blankMask = '••••••••'

/** Hides a part of a mask that shows something of the rest. */
export const bullets = '•••'

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' })
const ascii = /^[\x20-\x7e]*$/

/** The characters of a text. */
export function charactersOf(text: string): readonly string[] {
  if (ascii.test(text)) return text.split('')
  return Array.from(segmenter.segment(text), ({ segment }) => segment)
}

/** The first character of a text of three or more, else nothing. */
export function initialOf(text: string): string {
  const characters = charactersOf(text)
  return characters.length >= 3 ? (characters[0] ?? '') : ''
}

/** True where `shown` is less than half of `text`: a mask never shows the revealing half. */
export function isLessThanHalf(shown: string, text: string): boolean {
  return shown.length * 2 < text.length
}

/**
 * True for a text that a mask may be: with two bullets in a row, which no style leaves out. A masked text that comes
 * back as data is told by it.
 */
export function looksMasked(value: unknown): boolean {
  return typeof value === 'string' && value.includes('••')
}

/** The text that a value is masked as; undefined for values that have no such text, of which masks show nothing. */
export function textOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value
  if (typeof value === 'number' || typeof value === 'bigint') return String(value)
  if (value instanceof Date && !Number.isNaN(value.getTime())) return value.toISOString()
  return undefined
}
