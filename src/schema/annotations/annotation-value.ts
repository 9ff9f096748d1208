// Readers of option values: each takes a value as written and gives it typed, or throws AnnotationValueError
// with what was expected. annotation-table.ts says which option uses which.

import { builtInNormalizers } from '../../core/built-in-normalizers.js'
import { type PasswordCost, passwordCosts } from '../../core/password/password-cost.js'
import { type ValueType, valueTypes } from '../../core/value-type.js'
import { suggestion } from '../near-miss.js'
import type { ArgumentValue } from './annotation-arguments.js'

/** Reads one value. Throws AnnotationValueError. */
export type ValueReader<T> = (value: ArgumentValue) => T

/** How many leading characters a prefix index answers for. */
export interface PrefixRange {
  readonly min: number
  readonly max: number
}

/** A value that an option does not take. The message goes on from "type of @encrypted ". */
export class AnnotationValueError extends Error {
  readonly fix: string

  constructor(message: string, fix: string) {
    super(message)
    this.fix = fix
  }
}

// `password:` begins the names under which sealed hashes are bound to their column.
const stableName = /^(?!password:)[A-Za-z][\w.:/-]{0,127}$/
const customName = /^[A-Za-z][\w-]{0,63}$/
// 32 lengths make 529 characters, which an index of MySQL still holds.
const maxPrefix = 32

const costs = Object.keys(passwordCosts) as readonly PasswordCost[]

/** The names that need no quotes; `phone` is built in but for its parser. */
const normalizerNames: readonly string[] = [...Object.keys(builtInNormalizers), 'phone']

/** A field's name, without quotes. */
export function readName(value: ArgumentValue): string {
  if (value.kind === 'word') return value.text
  throw new AnnotationValueError('is not the name of a field.', 'Write a field of the model, without quotes.')
}

/** A list of different field names. */
export function readNames(value: ArgumentValue): readonly string[] {
  if (value.kind === 'list' && value.items.length > 0) return distinct(value.items.map(readName))
  throw new AnnotationValueError('is not a list of fields.', 'Write it as [first, second].')
}

/** A quoted column name for the associated data. */
export function readStableName(value: ArgumentValue): string {
  if (value.kind === 'string' && stableName.test(value.text)) return value.text
  const fix = 'Write up to 128 letters, digits and . _ : / - in quotes, such as "Patient.email".'
  throw new AnnotationValueError('is not a quoted name.', fix)
}

/** The type of the plain value. */
export function readValueType(value: ArgumentValue): ValueType {
  const text = value.kind === 'word' ? value.text : ''
  const type = valueTypes.find(known => known === text)
  if (type) return type
  throw new AnnotationValueError(
    'is not a known type.',
    `Use one of ${valueTypes.join(', ')}.${suggestion(text, valueTypes)}`,
  )
}

/** The cost of hashing a password. */
export function readCost(value: ArgumentValue): PasswordCost {
  const text = value.kind === 'word' ? value.text : ''
  const cost = costs.find(known => known === text)
  if (cost) return cost
  throw new AnnotationValueError(
    'is not a known cost.',
    `Use one of ${costs.join(', ')}.${suggestion(text, costs)}`,
  )
}

/** A list of normalisers: known words, or custom ones in quotes. */
export function readNormalizers(value: ArgumentValue): readonly string[] {
  if (value.kind === 'list') return distinct(value.items.map(readNormalizer))
  throw new AnnotationValueError('is not a list.', 'Write a list of normalisers, such as [trim, lowercase].')
}

function readNormalizer(value: ArgumentValue): string {
  const text = value.kind === 'word' || value.kind === 'string' ? value.text : ''
  const isKnown = normalizerNames.includes(text)
  if (value.kind === 'word' && isKnown) return text
  if (value.kind === 'string' && isKnown) {
    throw new AnnotationValueError(`quotes a built-in normaliser.`, `Write ${text} without quotes.`)
  }
  if (value.kind === 'string' && customName.test(text)) return text
  const fix = `Use ${normalizerNames.join(', ')}, or a custom one of yours in quotes.`
  throw new AnnotationValueError(
    `holds an unknown normaliser${text && ` ${text}`}.`,
    fix + suggestion(text, normalizerNames),
  )
}

/** A range `min..max` of leading characters. */
export function readRange(value: ArgumentValue): PrefixRange {
  if (value.kind === 'range' && value.min >= 1 && value.min <= value.max && value.max <= maxPrefix) {
    return { min: value.min, max: value.max }
  }
  throw new AnnotationValueError(
    'is not a range of lengths.',
    `Write min..max within 1..${maxPrefix}, such as 2..8.`,
  )
}

function distinct(names: readonly string[]): readonly string[] {
  const twice = names.find((name, index) => names.indexOf(name) !== index)
  if (twice === undefined) return names
  throw new AnnotationValueError(`names ${twice} twice.`, `Name ${twice} once.`)
}
