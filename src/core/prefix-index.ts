// The prefix index of one String field: answers `startsWith` for some numbers of leading characters.

import { ConfigError } from '../errors.js'
import type { BlindIndexOptions } from './blind-index.js'
import { ColumnMac } from './column-mac.js'
import { formatIndexText } from './index-text.js'
import { lengthPrefixed } from './length-prefixed.js'
import { type Normalizer, normalize } from './normalize.js'

/** Bytes of the MAC of one length; a wrong row is found once in 2^64 comparisons. */
export const prefixSegmentBytes = 8

/** The most characters that a prefix index can be made for: the number goes into the MAC as one byte. */
export const maxPrefixCharacters = 255

/** What the prefix index of one String field is made with. */
export interface PrefixIndexOptions extends Omit<BlindIndexOptions, 'type'> {
  /** The fewest characters to search by, 1 or more. */
  readonly min: number
  /** The most characters to search by, up to 255. */
  readonly max: number
}

/**
 * Finds values by their first `min` to `max` characters (Unicode code points of the normalised value). The text is
 * keyId `.` and, for each length n from min as far as the value reaches, 16 lower-case hex digits of
 * HMAC-SHA-256(K, LP(LP(normaliser ids), n, first n characters)): hex, because LIKE ignores case on SQLite and MySQL.
 *
 * Whoever reads the column learns which rows begin alike and for how long, how often each beginning occurs, and the
 * length of values shorter than `max`. Over names that reveals most of them to someone patient: choose a `min` of 3 or
 * more, and no prefix index at all where equality will do.
 */
export class PrefixIndex {
  readonly #mac: ColumnMac
  readonly #normalizers: readonly Normalizer[]
  readonly #prefixNormalizers: readonly Normalizer[]
  readonly #ids: Uint8Array
  readonly #min: number
  readonly #max: number

  /** Throws RangeError for an impossible range, ConfigError for a normaliser that beginnings do not survive. */
  constructor({ keyring, application, column, normalizers, min, max }: PrefixIndexOptions) {
    const isRange = Number.isInteger(min) && Number.isInteger(max) && min >= 1 && min <= max
    if (!isRange || max > maxPrefixCharacters) {
      throw new RangeError('Expected integers with 1 <= min <= max <= 255.')
    }
    this.#mac = new ColumnMac(keyring, { purpose: 'prefix-index', application, columns: [column] })
    this.#normalizers = normalizers
    this.#prefixNormalizers = normalizers.map(prefixNormalizer)
    this.#ids = lengthPrefixed(normalizers.map(({ id }) => id))
    this.#min = min
    this.#max = max
  }

  /**
   * The text to store for a value, under the active key; null for a value of fewer than `min` characters, which no
   * search can find. Throws TypeError for anything but a string.
   */
  compute(value: unknown): string | null {
    if (typeof value !== 'string') throw new TypeError('Expected a string.')
    const characters = [...normalize(value, this.#normalizers)].slice(0, this.#max)
    return characters.length < this.#min ? null : this.#text(this.#mac.activeId, characters)
  }

  /**
   * The texts that the column of a found row starts with, one for each loaded key, active first. Throws TypeError for
   * anything but a string, RangeError for a prefix of fewer than `min` or more than `max` characters.
   */
  searchTexts(prefix: unknown): readonly string[] {
    if (typeof prefix !== 'string') throw new TypeError('Expected a string.')
    const characters = [...normalize(prefix, this.#prefixNormalizers)]
    if (characters.length < this.#min || characters.length > this.#max) {
      throw new RangeError(`Expected ${this.#min} to ${this.#max} characters to search by.`)
    }
    return this.#mac.keyIds.map(keyId => this.#text(keyId, characters))
  }

  #text(keyId: string, characters: readonly string[]): string {
    let segments = ''
    for (let count = this.#min; count <= characters.length; count++) {
      const message = lengthPrefixed([this.#ids, count, characters.slice(0, count).join('')])
      segments += hexOf(this.#mac.compute(keyId, message).subarray(0, prefixSegmentBytes))
    }
    return formatIndexText(keyId, segments)
  }
}

/** The normaliser of beginnings that goes with a normaliser of whole values. */
function prefixNormalizer({ id, normalizePrefix }: Normalizer): Normalizer {
  if (normalizePrefix) return { id, normalize: normalizePrefix }
  throw new ConfigError({
    code: 'CONFIG_OPTION_INVALID',
    message: `The normaliser "${id}" cannot normalise the beginning of a value, which a prefix index needs.`,
    fix: 'Remove it from the prefix index, or give a custom one `normalizePrefix`.',
  })
}

function hexOf(bytes: Uint8Array): string {
  return Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('')
}
