// The mask of any value of a field: a built-in style, or a function of the application's own by its name.

import { ConfigError } from '../errors.js'
import type { MaskStyleName } from '../schema/mask-style-name.js'
import { type MaskStyle, maskStyles } from './mask-styles.js'
import { blankMask, textOf } from './mask-text.js'

/**
 * A style of the application's own: the mask of a value. `shows`, the most characters of the value in a row that it
 * may show, is enforced where it is given; a whole value never shows. Let masks hold `••`, so that one that comes back
 * as data is told.
 */
export type CustomMasker =
  | ((value: unknown) => string)
  | { readonly mask: (value: unknown) => string; readonly shows: number }

/** Masks a value: null and undefined stay themselves, and undefined leaves the field out. */
export type Masker = (value: unknown) => unknown

/**
 * The masker of a style's name.
 * @param custom the option `maskers`
 * @throws ConfigError CONFIG_OPTION_INVALID for a name that is no style
 */
export function maskerOf(style: string, custom: Readonly<Record<string, CustomMasker>>): Masker {
  const builtIn: MaskStyle | undefined = Object.hasOwn(maskStyles, style)
    ? maskStyles[style as MaskStyleName]
    : undefined
  if (style === 'omit') return () => undefined
  if (builtIn) return value => (isNothing(value) ? value : maskText(builtIn, value))
  const own = Object.hasOwn(custom, style) ? custom[style] : undefined
  const mask = typeof own === 'object' ? own?.mask : own
  if (typeof mask !== 'function') throw unknownStyle(style)
  const shows = typeof own === 'object' ? own.shows : Number.POSITIVE_INFINITY
  return value => (isNothing(value) ? value : maskOwn(mask, shows, value))
}

function isNothing(value: unknown): value is null | undefined {
  return value === null || value === undefined
}

function maskText(style: MaskStyle, value: unknown): string | undefined {
  const text = textOf(value)
  return style.mask(text ?? '')
}

/** A mask that throws, is no text or shows too much becomes the blank one: an error could carry the value. */
function maskOwn(mask: (value: unknown) => string, shows: number, value: unknown): string {
  try {
    const masked = mask(value)
    const isSafe = typeof masked === 'string' && !showsMore(masked, textOf(value) ?? '', shows)
    return isSafe ? masked : blankMask
  } catch {
    return blankMask
  }
}

/** True where `masked` holds more than `shows` characters of `text` in a row, or all of it. */
function showsMore(masked: string, text: string, shows: number): boolean {
  const length = Math.min(shows + 1, text.length)
  if (length === 0) return false
  for (let at = 0; at + length <= text.length; at++) {
    if (masked.includes(text.slice(at, at + length))) return true
  }
  return false
}

function unknownStyle(style: string): ConfigError {
  return new ConfigError({
    code: 'CONFIG_OPTION_INVALID',
    message: `The schema masks a field with "${style}", which is not among the option \`maskers\`.`,
    fix: `Pass it: \`maskers: { '${style}': value => ... }\`.`,
  })
}
