// `fieldseal keygen`: new keys as lines for a .env file. The lines alone go to standard output, so that
// `fieldseal keygen >> .env` works; notes for people go to standard error.

import { randomBytes } from 'node:crypto'
import { generateSignerKey, NoteSigner, signerKeyVariable } from '../audit/seal/note-key.js'
import { generateKeyText, keyIdPattern } from '../core/key.js'
import { dataKeysVariable, indexKeysVariable, type KeyEnvironment, keysFromEnv } from '../core/key-source.js'
import { ConfigError, KeyError } from '../errors.js'

/** The options of the command. */
export interface KeygenOptions {
  /** Print the line of data keys; with neither `data` nor `index`, both lines. */
  readonly data?: boolean | undefined
  /** Print the line of index keys. */
  readonly index?: boolean | undefined
  /** Print the line of the key that signs checkpoints of the audit trail, and no other. */
  readonly audit?: boolean | undefined
  /** What that key signs for; a random name unless given. */
  readonly name?: string | undefined
  /** Put the new key before those that the environment holds; data keys, unless `index` is set. */
  readonly add?: boolean | undefined
  /** The id of the new key; of the data key where both lines are printed. */
  readonly id?: string | undefined
}

/** What the command prints. */
export interface KeygenOutput {
  /** Lines for .env. */
  readonly lines: readonly string[]
  /** Sentences for people. */
  readonly notes: readonly string[]
}

type KeyKind = 'data' | 'index'

const variables: Readonly<Record<KeyKind, string>> = { data: dataKeysVariable, index: indexKeysVariable }
const idLetters: Readonly<Record<KeyKind, string>> = { data: 'k', index: 'i' }

const newNotes = [
  'Keep these keys outside the database and its backups, and keep a copy: without them nothing can be read.',
]
const addNotes = [
  'Replace the old line with this one everywhere before the next write. The old keys must stay: they still read.',
]

/**
 * Makes the lines for .env. Throws ConfigError where the environment holds keys and `add` is not set, or the
 * reverse, and KeyError for a malformed id or one that is taken.
 */
export function keygen(options: KeygenOptions, env: KeyEnvironment): KeygenOutput {
  if (options.audit) return auditKey(options.name, env)
  const kinds = kindsOf(options)
  const lines = kinds.map((kind, index) => lineFor(kind, index === 0 ? options.id : undefined, options, env))
  return { lines, notes: options.add ? addNotes : newNotes }
}

function auditKey(name: string | undefined, env: KeyEnvironment): KeygenOutput {
  if (env[signerKeyVariable]?.trim())
    throw present(signerKeyVariable, 'Unset it to make another one all the same.')
  const key = generateSignerKey(name ?? `fieldseal-${randomBytes(4).toString('hex')}`)
  const notes = [
    'Keep this key where the sealer runs and nowhere else. Give the verifier key to everyone who verifies; it is no secret:',
    `FIELDSEAL_AUDIT_VERIFIER="${new NoteSigner(key).verifierKey}"`,
  ]
  return { lines: [`${signerKeyVariable}="${key}"`], notes }
}

function kindsOf({ data, index, add }: KeygenOptions): readonly KeyKind[] {
  const isBoth = data === index
  // Adding an index key changes what searches compare, so it has to be asked for.
  if (isBoth) return add && !index ? ['data'] : ['data', 'index']
  return index ? ['index'] : ['data']
}

function lineFor(kind: KeyKind, id: string | undefined, { add }: KeygenOptions, env: KeyEnvironment): string {
  const variable = variables[kind]
  const existing = env[variable]?.trim() ?? ''
  if (add && existing === '') throw missing(variable)
  if (!add && existing !== '') throw present(variable)
  const ids = existing === '' ? [] : idsOf(kind, existing)
  const key = `${freeId(id ?? nextId(idLetters[kind], ids), ids)}:${generateKeyText()}`
  return `${variable}="${existing === '' ? key : `${key},${existing}`}"`
}

/** The ids in a variable's text, which must hold valid keys: a fault would only show later. */
function idsOf(kind: KeyKind, text: string): readonly string[] {
  const other = kind === 'index' ? { [dataKeysVariable]: `k:${generateKeyText()}` } : {}
  keysFromEnv({ ...other, [variables[kind]]: text }).load()
  return text.split(',').map(entry => entry.slice(0, entry.indexOf(':')).trim())
}

function nextId(letter: string, ids: readonly string[]): string {
  const numbers = ids.map(id => Number(new RegExp(`^${letter}(\\d{1,9})$`).exec(id)?.[1] ?? 0))
  return `${letter}${Math.max(0, ...numbers) + 1}`
}

function freeId(id: string, ids: readonly string[]): string {
  if (!keyIdPattern.test(id)) {
    const message = 'The id given with --id is not 1 to 16 characters of [a-z0-9].'
    throw new KeyError({ code: 'KEY_INVALID', message, fix: 'Choose another, such as k2.' })
  }
  if (ids.includes(id)) {
    const message = `The id ${id} is taken.`
    throw new KeyError({ code: 'KEY_DUPLICATE_ID', message, fix: 'Choose another, or leave --id out.' })
  }
  return id
}

function missing(variable: string): ConfigError {
  const message = `--add needs the present keys in ${variable}, which is not set.`
  return new ConfigError({
    code: 'CONFIG_KEYS_MISSING',
    message,
    fix: 'Set it, as in `node --env-file=.env node_modules/.bin/fieldseal keygen --add`.',
  })
}

function present(variable: string, fix = 'Use --add to put a new key before them.'): ConfigError {
  const harm = variable === signerKeyVariable ? 'checkpoints unverifiable' : 'stored values unreadable'
  const message = `${variable} holds keys already, and a line in their place would make ${harm}.`
  return new ConfigError({ code: 'CONFIG_OPTION_INVALID', message, fix })
}
