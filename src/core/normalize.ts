// Normalisers: what makes two spellings of a value equal before it is indexed. Their ids go into the MAC, so a changed
// list is another index, and never a search that misses in silence. The sealed value itself is never normalised.

import { ConfigError } from '../errors.js'
import { builtInNormalizers } from './built-in-normalizers.js'

/** One step of normalising text. */
export interface Normalizer {
  /** What stands for it in the MAC: its name, `name@version`, or `phone@REGION`. */
  readonly id: string
  normalize(text: string): string
  /** Normalises the beginning of a text to the beginning of its normal form; absent where there is none. */
  normalizePrefix?(text: string): string
}

/** A normaliser of the application's own. */
export interface CustomNormalizer {
  /** An integer from 1; count it up with every change of what `normalize` returns, and make the index anew. */
  readonly version: number
  normalize(text: string): string
  /** The same for the beginning of a text; without it the normaliser serves no prefix index. */
  normalizePrefix?(text: string): string
}

/** Reads phone numbers in any form. A method, so that functions with a narrower type of region fit too. */
export interface PhoneParser {
  /** The number in E.164, or undefined where `text` is none; `parsePhoneNumberFromString` of libphonenumber-js. */
  parse(text: string, region?: string): { readonly number: string } | undefined
}

/** What some normalisers need. */
export interface NormalizeOptions {
  /** The application's own normalisers by name. */
  readonly custom?: Readonly<Record<string, CustomNormalizer>> | undefined
  /** Reads numbers for `phone`. */
  readonly parsePhone?: PhoneParser['parse'] | undefined
  /** Country of the numbers that come without a country code, such as `DE`; none by default. */
  readonly phoneRegion?: string | undefined
}

/**
 * The normalisers of these names, in order. Throws ConfigError CONFIG_OPTION_INVALID for an unknown name, for a custom
 * normaliser that has the name of a built-in one or no version, and for `phone` without a parser.
 */
export function resolveNormalizers(
  names: readonly string[],
  options: NormalizeOptions = {},
): readonly Normalizer[] {
  return names.map(name => {
    if (name === 'phone') return phoneNormalizer(options)
    const custom = ownOf(options.custom, name)
    const builtIn = ownOf(builtInNormalizers, name)
    if (custom && builtIn)
      throw invalid(`The normaliser "${name}" is built in already.`, 'Name yours otherwise.')
    if (custom) return customNormalizer(name, custom)
    if (builtIn) return { id: name, ...builtIn }
    throw invalid(`There is no normaliser "${name}".`, 'Define it, or use a built-in one.')
  })
}

/** The text after each normaliser in turn. Throws TypeError or RangeError, without the text, where one refuses it. */
export function normalize(text: string, normalizers: readonly Normalizer[]): string {
  return normalizers.reduce((normal, normalizer) => normalizer.normalize(normal), text)
}

function customNormalizer(name: string, custom: CustomNormalizer): Normalizer {
  if (!Number.isSafeInteger(custom.version) || custom.version < 1) {
    throw invalid(`The normaliser "${name}" has no version.`, 'Give it `version: 1`.')
  }
  const { normalizePrefix } = custom
  return {
    id: `${name}@${custom.version}`,
    normalize: text => guarded(name, () => custom.normalize(text)),
    ...(normalizePrefix && {
      normalizePrefix: (text: string) => guarded(name, () => normalizePrefix.call(custom, text)),
    }),
  }
}

function phoneNormalizer({ parsePhone, phoneRegion }: NormalizeOptions): Normalizer {
  if (!parsePhone) {
    throw invalid(
      'The normaliser "phone" has no parser.',
      'Run `npm install libphonenumber-js` and give its `parsePhoneNumberFromString` as `parsePhone`.',
    )
  }
  return {
    id: phoneRegion ? `phone@${phoneRegion}` : 'phone',
    normalize: text => {
      const number = guarded('phone', () => parsePhone(text, phoneRegion)?.number ?? '')
      if (number === '')
        throw new TypeError('Expected a phone number, with its country code or of the default region.')
      return number
    },
  }
}

/** Runs code that is not ours, whose errors may quote the text. */
function guarded(name: string, run: () => string): string {
  let result: unknown
  try {
    result = run()
  } catch {
    throw new TypeError(`Expected a value that the normaliser "${name}" accepts.`)
  }
  if (typeof result !== 'string') throw new TypeError(`Expected the normaliser "${name}" to return a string.`)
  return result
}

function ownOf<T>(table: Readonly<Record<string, T>> | undefined, name: string): T | undefined {
  return table && Object.hasOwn(table, name) ? table[name] : undefined
}

function invalid(message: string, fix: string): ConfigError {
  return new ConfigError({ code: 'CONFIG_OPTION_INVALID', message, fix })
}
