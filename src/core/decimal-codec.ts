// Decimal values and their canonical text: one text for one number, whatever form it came in.

import { decodeText } from './text-codec.js'

/** The most digits of a Decimal, leading zeros of a fraction included (PostgreSQL declares at most as many). */
export const maxDecimalDigits = 1000

const decimalText = /^([+-]?)([0-9]+)(?:\.([0-9]*))?(?:[eE]([+-]?[0-9]{1,7}))?$/
const canonicalText = /^(?:0|-?(?:0|[1-9][0-9]*)\.[0-9]*[1-9]|-?[1-9][0-9]*)$/

/**
 * Canonical decimal text: no exponent, no `+`, no leading or trailing zeros, no `-0`; the number is kept exactly.
 * Accepts a number (as JavaScript prints it), bigint, decimal string, or an object with `toFixed` (decimal.js,
 * Prisma.Decimal, big.js). Throws TypeError for anything else, RangeError for NaN, infinities and more than
 * 1,000 digits.
 */
export function encodeDecimal(value: unknown): string {
  return canonicalDecimal(textOf(value))
}

/** The text that `encodeDecimal` wrote; the ORM layer makes its own Decimal of it. Throws TypeError for other text. */
export function decodeDecimal(bytes: Uint8Array): string {
  const text = decodeText(bytes)
  if (!canonicalText.test(text)) throw new TypeError('Expected canonical decimal text.')
  return text
}

/** The canonical text of decimal text. Throws as `encodeDecimal`. */
export function canonicalDecimal(text: string): string {
  const match = decimalText.exec(text)
  if (!match) throw new TypeError('Expected a decimal number.')
  const [, sign, whole = '', fraction = '', exponent = '0'] = match
  const digits = trimZeros(whole + fraction, fraction.length - Number(exponent))
  return sign === '-' && digits !== '0' ? `-${digits}` : digits
}

/** Places the point `scale` digits from the right of `digits`, without needless zeros. */
function trimZeros(digits: string, scale: number): string {
  const significant = digits.replace(/^0+/, '')
  if (significant === '') return '0'
  const size = Math.max(significant.length, scale, significant.length - scale)
  if (size > maxDecimalDigits) throw new RangeError('Expected a decimal number of at most 1,000 digits.')
  if (scale <= 0) return significant + '0'.repeat(-scale)
  const padded = significant.padStart(scale + 1, '0')
  const fraction = padded.slice(-scale).replace(/0+$/, '')
  const whole = padded.slice(0, -scale)
  return fraction === '' ? whole : `${whole}.${fraction}`
}

function textOf(value: unknown): string {
  if (typeof value === 'string') return value
  if (typeof value === 'bigint') return value.toString()
  if (typeof value === 'number' || isDecimalLike(value)) {
    // toFixed of a decimal with a huge exponent would write gigabytes; toString writes the exponent.
    const text = value.toString()
    if (/NaN|Infinity/.test(text)) throw new RangeError('Expected a finite decimal number.')
    return text
  }
  throw new TypeError('Expected a decimal number as a string, number, bigint or Decimal.')
}

function isDecimalLike(value: unknown): value is { toString(): string } {
  return (
    typeof value === 'object' && value !== null && 'toFixed' in value && typeof value.toFixed === 'function'
  )
}
