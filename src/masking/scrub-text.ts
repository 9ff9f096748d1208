// The last resort for free text, such as a log line that quotes a request: takes out what looks like a card number, an
// IBAN, an e-mail address, a US social security number or a phone number. Checksums keep order numbers readable.

/** What a text is scrubbed of. */
export type ScrubKind = 'card' | 'iban' | 'email' | 'ssn' | 'phone'

interface Pattern {
  readonly kind: ScrubKind
  readonly find: RegExp
  readonly isReal?: (found: string) => boolean
}

/** In this order: what a pattern took out, later ones do not see. */
const patterns: readonly Pattern[] = [
  { kind: 'email', find: /[\p{L}\p{N}._%+'-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/gu },
  { kind: 'iban', find: /(?<![A-Z0-9])[A-Z]{2}\d{2}(?:[ -]?[A-Z0-9]){11,30}(?![A-Z0-9])/gi, isReal: isIban },
  { kind: 'card', find: /(?<!\d)\d(?:[ -]?\d){12,18}(?!\d)/g, isReal: isCard },
  { kind: 'ssn', find: /(?<![\d-])(?!000|666|9)\d{3}([- ])(?!00)\d{2}\1(?!0000)\d{4}(?![\d-])/g },
  {
    kind: 'phone',
    find: /(?<![\w.+-])(?:\+|00)[1-9](?:[ ()./-]{0,2}\d){6,14}(?!\w)|(?<![\w.-])\(?\d{3}\)?[ .-]\d{3}[ .-]\d{4}(?![\w-])/g,
  },
]

/** The text with `[card]`, `[iban]`, `[email]`, `[ssn]` or `[phone]` in the place of what it finds. */
export function scrubText(text: string): string {
  return patterns.reduce(
    (rest, { kind, find, isReal = () => true }) =>
      rest.replace(find, found => (isReal(found) ? `[${kind}]` : found)),
    text,
  )
}

/** Luhn's check digit (ISO/IEC 7812-1, annex B). */
function isCard(found: string): boolean {
  const digits = found.replace(/\D/g, '')
  let sum = 0
  for (let i = 0; i < digits.length; i++) {
    const digit = Number(digits.at(-1 - i)) * (i % 2 === 0 ? 1 : 2)
    sum += digit > 9 ? digit - 9 : digit
  }
  return sum % 10 === 0 && !/^(\d)\1*$/.test(digits)
}

/** The check digits of ISO 13616: the rearranged number modulo 97 is 1. */
function isIban(found: string): boolean {
  const text = found.replace(/[ -]/g, '').toUpperCase()
  let rest = 0
  for (const character of text.slice(4) + text.slice(0, 4)) {
    const value = Number.parseInt(character, 36)
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97
  }
  return rest === 1
}
