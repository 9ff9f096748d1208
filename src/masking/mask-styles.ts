// The styles of `@masked(style)`. Each says how much of a value it may ever show, and shows nothing of a value that
// is not what it expects, or too short. Masks have the same length for values of any length.

import type { MaskStyleName } from '../schema/mask-style-name.js'
import { blankMask, bullets, charactersOf, initialOf, isLessThanHalf } from './mask-text.js'

/** One style. */
export interface MaskStyle {
  /** The most characters of a value that a mask shows. */
  readonly shows: number
  /** The mask of a text; undefined leaves the field out. */
  readonly mask: (text: string) => string | undefined
}

/** Every style by its name in the annotation. */
export const maskStyles = {
  full: { shows: 0, mask: () => blankMask },
  last4: { shows: 4, mask: maskLast4 },
  // PCI DSS 4.0, 3.4.1: at most the BIN and the last four. Of 15 digits and more six are no more than a BIN.
  card: { shows: 10, mask: maskCard },
  email: { shows: 7, mask: maskEmail },
  phone: { shows: 2, mask: maskPhone },
  name: { shows: 2, mask: maskName },
  year: { shows: 4, mask: maskYear },
  ip: { shows: 10, mask: maskIp },
  omit: { shows: 0, mask: () => undefined },
} as const satisfies Record<MaskStyleName, MaskStyle>

function maskLast4(text: string): string {
  const shown = charactersOf(text).slice(-4).join('')
  return isLessThanHalf(shown, text) ? `•••• ${shown}` : blankMask
}

function maskCard(text: string): string {
  if (!/^[\d -]+$/.test(text)) return blankMask
  const digits = text.replace(/\D/g, '')
  if (digits.length < 12 || digits.length > 19) return blankMask
  const start = digits.length < 15 ? '' : `${digits.slice(0, 6)} `
  return `${start}•••••• ${digits.slice(-4)}`
}

/** The initials of the name and the domain, and a top-level domain of at most four letters: `a•••@e•••.com`. */
function maskEmail(text: string): string {
  const [, name = '', domain = '', top = ''] = /^([^@]+)@([^@]+)\.([^@.]+)$/.exec(text) ?? []
  const ending = /^[a-z]{2,4}$/i.test(top) ? `.${top}` : ''
  const shown = [initialOf(name), initialOf(domain), ending]
  if (name === '' || !isLessThanHalf(shown.join(''), text)) return blankMask
  return `${shown[0]}${bullets}@${shown[1]}${bullets}${ending}`
}

function maskPhone(text: string): string {
  const digits = text.replace(/\D/g, '')
  return digits.length < 8 || /[^\d\s()+./-]/.test(text) ? blankMask : `•••• ••${digits.slice(-2)}`
}

/** The initials of the first and the last word: `A••• L•••`. */
function maskName(text: string): string {
  const words = text.trim().split(/\s+/)
  const ends = words.length > 1 ? [words[0], words.at(-1)] : [words[0]]
  const initials = ends.map(word => initialOf(word ?? ''))
  const isShort = initials.every(initial => initial === '') || !isLessThanHalf(initials.join(''), text)
  return isShort ? blankMask : initials.map(initial => initial + bullets).join(' ')
}

function maskYear(text: string): string {
  const year = /^(\d{4})-\d\d-\d\d(?:[T ]|$)/.exec(text)?.[1]
  return year === undefined ? blankMask : `${year} •• ••`
}

/** The network: two of the four numbers, or one where two are half of it; two of the eight groups. */
function maskIp(text: string): string {
  const [, both = '', first = ''] = /^((\d{1,3})\.\d{1,3})\.\d{1,3}\.\d{1,3}$/.exec(text) ?? []
  const [groups = ''] = /^[\da-f]{1,4}:[\da-f]{1,4}(?=:[\da-f:]*$)/i.exec(text) ?? []
  const shown = [both, first, groups].find(part => part !== '' && isLessThanHalf(part, text))
  if (shown === undefined) return blankMask
  return groups === '' ? `${shown}.${bullets}.${bullets}` : `${shown}:${bullets}`
}
