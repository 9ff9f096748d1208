// Where keys come from: the port that key stores fill, and the two sources everyone has (environment, callback).

import { ConfigError, FieldsealError, KeyError } from '../errors.js'
import { Key } from './key.js'
import { Keyring } from './keyring.js'

/** The keys of an application: data keys seal values, index keys make blind indexes and tokens. */
export interface KeySet {
  readonly data: Keyring
  readonly index?: Keyring
}

/** A place that keys come from: environment, secret store, KMS. */
export interface KeySource {
  load(): KeySet | Promise<KeySet>
}

/** One key as a secret store holds it: 32 bytes, or their base64 or base64url text. */
export interface KeyText {
  readonly id: string
  readonly key: string | Uint8Array
}

/** The keys that a callback returns; the first of each list is active. */
export interface KeyTextSet {
  readonly data: readonly KeyText[]
  readonly index?: readonly KeyText[]
}

/** The environment variables that `keysFromEnv` reads. */
export type KeyEnvironment = Readonly<Record<string, string | undefined>>

/** The variable that holds the data keys. */
export const dataKeysVariable = 'FIELDSEAL_KEYS'

/** The variable that holds the index keys. */
export const indexKeysVariable = 'FIELDSEAL_INDEX_KEYS'

/**
 * Keys from `FIELDSEAL_KEYS` and `FIELDSEAL_INDEX_KEYS`, each `id:base64,id:base64`, active first; white space
 * around entries does not count. Reads `env` (default `process.env`) when loaded, not when called.
 * `load` throws ConfigError CONFIG_KEYS_MISSING without data keys, and KeyError for a faulty entry.
 */
export function keysFromEnv(env?: KeyEnvironment): KeySource {
  return { load: () => keySetOf(env ?? globalThis.process?.env ?? {}) }
}

/**
 * Keys that a function fetches, at once or as a promise. `load` rejects with KeyError KEY_SOURCE_FAILED
 * where the function fails; its error is not attached, since it may quote what it read.
 */
export function keysFrom(callback: () => KeyTextSet | Promise<KeyTextSet>): KeySource {
  return { load: () => loadFrom(callback) }
}

function keySetOf(env: KeyEnvironment): KeySet {
  const data = env[dataKeysVariable]
  if (!data?.trim()) {
    throw new ConfigError({
      code: 'CONFIG_KEYS_MISSING',
      message: `The environment variable ${dataKeysVariable} is not set.`,
      fix: `Run \`npx fieldseal keygen\` and set it.`,
    })
  }
  const index = env[indexKeysVariable]
  return index?.trim()
    ? { data: parseKeys(data, dataKeysVariable), index: parseKeys(index, indexKeysVariable) }
    : { data: parseKeys(data, dataKeysVariable) }
}

function parseKeys(text: string, variable: string): Keyring {
  const entries = text.split(',').map((entry, i) => parseEntry(entry.trim(), `${variable}, entry ${i + 1},`))
  return new Keyring(entries)
}

function parseEntry(entry: string, source: string): Key {
  const colon = entry.indexOf(':')
  if (colon < 0) {
    throw new KeyError({
      code: 'KEY_INVALID',
      message: `${source} is not "id:key".`,
      fix: 'Write each key as its id, a colon and 32 bytes in base64.',
    })
  }
  return new Key(entry.slice(0, colon).trim(), entry.slice(colon + 1).trim(), source)
}

async function loadFrom(callback: () => KeyTextSet | Promise<KeyTextSet>): Promise<KeySet> {
  const { data, index } = await fetchKeys(callback)
  return index?.length
    ? { data: keyringOf(data, 'data'), index: keyringOf(index, 'index') }
    : { data: keyringOf(data, 'data') }
}

async function fetchKeys(callback: () => KeyTextSet | Promise<KeyTextSet>): Promise<KeyTextSet> {
  try {
    const set = await callback()
    if (Array.isArray(set?.data)) return set
  } catch (error) {
    if (error instanceof FieldsealError) throw error
    throw sourceFailed('The key callback failed.')
  }
  throw sourceFailed('The key callback did not return { data: [{ id, key }] }.')
}

function keyringOf(entries: readonly KeyText[], name: string): Keyring {
  return new Keyring(
    entries.map((entry, i) => new Key(entry?.id, entry?.key, `The key callback's ${name} key ${i + 1}`)),
  )
}

function sourceFailed(message: string): KeyError {
  return new KeyError({
    code: 'KEY_SOURCE_FAILED',
    message,
    fix: 'Call the callback by itself to see what it does.',
  })
}
