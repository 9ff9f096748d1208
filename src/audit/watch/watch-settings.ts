// When a watcher tells: the thresholds of each rule, with their units, and what they are unless somebody sets them.

import { ConfigError } from '../../errors.js'

/** Told where there are `count` or more within `minutes`. */
export interface BurstSetting {
  readonly count: number
  readonly minutes: number
}

/** The thresholds of each rule; false turns a rule off. */
export interface WatchSettings {
  /** Records an actor revealed in a day (UTC): `records` or more, and `times` their median day of the last `days` or more. */
  readonly revealVolume: { readonly records: number; readonly times: number; readonly days: number } | false
  /** Different records that one actor revealed. */
  readonly revealedRecords: BurstSetting | false
  /** Different records of which one actor read protected fields. */
  readonly readRecords: BurstSetting | false
  /** Attempts of one actor that were denied. */
  readonly denied: BurstSetting | false
  /** Values of one model that did not open. */
  readonly unopened: BurstSetting | false
  /** Wrong passwords for one account that there is. */
  readonly failedLoginsOfAccount: BurstSetting | false
  /** Wrong passwords from one address. */
  readonly failedLoginsFromAddress: BurstSetting | false
  /** Reveals past the policy; each is told. */
  readonly breakGlass: Record<string, never> | false
  /** Exports of the trail; each is told. */
  readonly trailExport: Record<string, never> | false
  /** Events that are not sealed `minutes` after their time. */
  readonly unsealed: { readonly minutes: number } | false
}

/** The thresholds where nothing is said. */
export const defaultSettings: WatchSettings = {
  revealVolume: { records: 50, times: 3, days: 30 },
  revealedRecords: { count: 30, minutes: 10 },
  readRecords: { count: 1000, minutes: 10 },
  denied: { count: 5, minutes: 5 },
  unopened: { count: 1, minutes: 60 },
  failedLoginsOfAccount: { count: 10, minutes: 10 },
  failedLoginsFromAddress: { count: 30, minutes: 10 },
  breakGlass: {},
  trailExport: {},
  unsealed: { minutes: 10 },
}

/**
 * The default settings with those of `changes` in their place: `{ denied: { count: 3 }, unsealed: false }`. Throws
 * ConfigError CONFIG_OPTION_INVALID for a rule or threshold that there is not, and for one that is no number above 0.
 */
export function watchSettings(changes: unknown = {}): WatchSettings {
  if (!isObject(changes)) throw invalid('The rules of a watcher are not an object.')
  const changed = Object.entries(changes).map(([rule, change]) => {
    const known = Object.hasOwn(defaultSettings, rule) && defaultSettings[rule as keyof WatchSettings]
    if (!known) throw invalid('A rule of a watcher is unknown.')
    return [rule, change === false ? false : thresholds(rule, known, change)]
  })
  return { ...defaultSettings, ...Object.fromEntries(changed) }
}

function thresholds(rule: string, known: object, change: unknown): object {
  if (!isObject(change)) throw invalid(`The rule ${rule} is neither false nor an object.`)
  for (const [name, value] of Object.entries(change)) {
    if (!Object.hasOwn(known, name)) throw invalid(`The rule ${rule} has a threshold that it does not know.`)
    const isNumber = typeof value === 'number' && Number.isFinite(value) && value > 0
    if (!isNumber) throw invalid(`The threshold ${name} of the rule ${rule} is not a number above 0.`)
  }
  return { ...known, ...change }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function invalid(message: string): ConfigError {
  const rules = Object.keys(defaultSettings).join(', ')
  return new ConfigError({
    code: 'CONFIG_OPTION_INVALID',
    message,
    fix: `Use these: ${rules}; each with its thresholds as numbers, or false.`,
  })
}
