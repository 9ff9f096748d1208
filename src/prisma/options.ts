// The options of fieldseal(), checked in one place before any client is extended.

import type { KeySet, KeySource } from '../core/key-source.js'
import { Keyring } from '../core/keyring.js'
import type { CustomNormalizer, NormalizeOptions, PhoneParser } from '../core/normalize.js'
import { ConfigError, KeyError } from '../errors.js'
import { type MaskingOptions, maskingOptionNames } from '../masking/masking-options.js'
import type { FieldMap } from '../schema/field-map.js'
import type { PasswordSink } from './password-events.js'
import type { PasswordSettings } from './protection.js'
import { type AuditOptions, type AuditSettings, checkAudit } from './recording/audit-options.js'

/** The options of {@link fieldseal}. */
export interface FieldsealOptions<Fields extends FieldMap = FieldMap> extends MaskingOptions {
  /** The field map that `prisma generate` wrote: `import { fields } from './generated/fieldseal/index.js'`. */
  readonly fields: Fields
  /** Where keys come from: `keysFromEnv()`, `keysFrom(callback)` or any KeySource. Loaded once, before the first operation that needs them. */
  readonly keys: KeySource
  /** A name that goes into every key and every sealed value, for applications that share keys. Empty by default; never change it once data is stored. */
  readonly application?: string
  /**
   * Explicit migration mode: plaintext found in an encrypted column is returned as it stands, while everything
   * written is sealed. Off by default, and to be turned off again: whoever can write to the database can pass
   * off plaintext as a value while it is on.
   */
  readonly readPlaintext?: boolean
  /**
   * The application's own normalisers, by the names that `normalize: [...]` gives them in quotes. Each has a `version`,
   * which goes into the index: count it up with every change, and make the indexes anew.
   */
  readonly normalizers?: Readonly<Record<string, CustomNormalizer>>
  /** For the normaliser `phone`: `parsePhoneNumberFromString` of libphonenumber-js, or a function like it. */
  readonly parsePhone?: PhoneParser['parse']
  /** For `phone`: the country, such as `DE`, of numbers without a country code. */
  readonly phoneRegion?: string
  /** How `@password` fields are hashed. */
  readonly passwords?: PasswordSettings
  /**
   * Learns of each verification of a password, failed ones too; `new PasswordFailures().record` counts them. It is awaited:
   * where it throws, verifyPassword throws that.
   */
  readonly onPasswordCheck?: PasswordSink
  /** How models with `@@audit` are recorded, and who may read the trail. */
  readonly audit?: AuditOptions
}

/** Options that were checked, with their defaults. */
export interface Settings<Fields extends FieldMap> {
  readonly fields: Fields
  readonly keys: KeySource
  readonly application: string
  readonly readPlaintext: boolean
  readonly normalize: NormalizeOptions
  readonly passwords: PasswordSettings
  readonly onPasswordCheck: PasswordSink
  readonly audit: AuditSettings
}

const known: readonly string[] = [
  'fields',
  'keys',
  'application',
  'readPlaintext',
  'normalizers',
  'parsePhone',
  'phoneRegion',
  'passwords',
  'onPasswordCheck',
  'audit',
  ...maskingOptionNames,
]

/** @throws ConfigError CONFIG_OPTION_INVALID, CONFIG_FIELDS_INVALID, CONFIG_KEYS_MISSING */
export function checkOptions<Fields extends FieldMap>(options: FieldsealOptions<Fields>): Settings<Fields> {
  if (typeof options !== 'object' || options === null) throw invalid('The options are not an object.')
  const stranger = Object.keys(options).find(name => !known.includes(name))
  if (stranger) throw invalid(`There is no option \`${stranger}\`.`)
  const { fields, keys, application = '', readPlaintext = false } = options
  checkFields(fields)
  checkKeys(keys)
  if (typeof application !== 'string') throw invalid('The option `application` is not a string.')
  if (typeof readPlaintext !== 'boolean') throw invalid('The option `readPlaintext` is not a boolean.')
  const { normalizers: custom, parsePhone, phoneRegion } = options
  const { passwords = {}, onPasswordCheck = () => {} } = options
  checkPasswords(passwords)
  const normalize = { custom, parsePhone, phoneRegion }
  return {
    fields,
    keys,
    application,
    readPlaintext,
    normalize,
    passwords,
    onPasswordCheck,
    audit: checkAudit(options.audit),
  }
}

function checkFields(fields: FieldMap | undefined): void {
  if (fields?.format === 1 && typeof fields.models === 'object') return
  throw new ConfigError({
    code: 'CONFIG_FIELDS_INVALID',
    message: 'The option `fields` is not a field map of this version of fieldseal.',
    fix: "Run `prisma generate` and pass `fields` from the fieldseal generator's output.",
  })
}

const knownOfPasswords: readonly string[] = ['pepper', 'readUnsealed', 'hasher']

function checkPasswords(passwords: PasswordSettings): void {
  const isObject = typeof passwords === 'object' && passwords !== null
  const stranger = isObject && Object.keys(passwords).find(name => !knownOfPasswords.includes(name))
  if (isObject && !stranger) return
  const fix = `Pass \`passwords\` as an object with ${knownOfPasswords.join(', ')}.`
  const message = stranger
    ? `There is no option \`passwords.${stranger}\`.`
    : 'The option `passwords` is not an object.'
  throw new ConfigError({ code: 'CONFIG_OPTION_INVALID', message, fix })
}

function checkKeys(keys: KeySource | undefined): void {
  if (typeof keys?.load === 'function') return
  throw new ConfigError({
    code: 'CONFIG_KEYS_MISSING',
    message: 'The option `keys` is not a source of keys.',
    fix: 'Pass `keys: keysFromEnv()` and set FIELDSEAL_KEYS, for which `npx fieldseal keygen` makes a value.',
  })
}

/** @throws KeyError KEY_SOURCE_FAILED for a source that gives something other than keyrings */
export function checkKeySet(set: KeySet): KeySet {
  const { data, index } = set ?? {}
  if (data instanceof Keyring && (index === undefined || index instanceof Keyring)) return set
  throw new KeyError({
    code: 'KEY_SOURCE_FAILED',
    message: 'The key source gave something other than keyrings.',
    fix: 'Let its load() return { data: Keyring, index?: Keyring }, or use keysFrom(callback).',
  })
}

function invalid(message: string): ConfigError {
  return new ConfigError({
    code: 'CONFIG_OPTION_INVALID',
    message,
    fix: `Pass an object with the options ${known.join(', ')}.`,
  })
}
