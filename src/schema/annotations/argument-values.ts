// Holds the arguments of an annotation against its row of the table: which there may be, which there must be,
// and what each may hold.

import type { Finding, Report } from '../finding.js'
import { suggestion } from '../near-miss.js'
import type { Argument } from './annotation-arguments.js'
import type { AnnotationShape } from './annotation-table.js'
import type { AnnotationText } from './annotation-text.js'
import { AnnotationValueError, type ValueReader } from './annotation-value.js'

/**
 * The values of an annotation's arguments by name. What is wrong with one goes to `report`, and the others are
 * read all the same, so that the policy can check them; undefined where a required one is not there.
 */
export function readArgumentValues(
  { name, arguments: list }: AnnotationText,
  shape: AnnotationShape,
  report: Report,
): Readonly<Record<string, unknown>> | undefined {
  const values = new Map<string, unknown>()
  for (const [index, argument] of list.entries()) {
    try {
      readArgument(argument, index, shape, values)
    } catch (error) {
      if (!(error instanceof AnnotationValueError)) throw error
      const subject = argument.option === undefined ? `Argument ${index + 1}` : `${argument.option}:`
      report({ message: `${subject} of ${name} ${error.message}`, fix: error.fix })
    }
  }
  findMissing(name, list, shape).forEach(report)
  const isComplete = Object.keys(shape.positional).every(key => values.has(key))
  return isComplete ? Object.fromEntries(values) : undefined
}

/** Reads one argument into `values`. Throws AnnotationValueError. */
function readArgument(
  argument: Argument,
  index: number,
  shape: AnnotationShape,
  values: Map<string, unknown>,
): void {
  const key = argument.option ?? Object.keys(unnamed(shape))[index]
  const reader = key === undefined ? undefined : readerOf(key, argument, shape)
  if (key === undefined || !reader) throw unknownArgument(argument, shape)
  if (values.has(key)) throw new AnnotationValueError('is given twice.', 'Give it once.')
  values.set(key, reader(argument.value))
}

function readerOf(
  key: string,
  { option }: Argument,
  shape: AnnotationShape,
): ValueReader<unknown> | undefined {
  const readers = option === undefined ? unnamed(shape) : shape.options
  return Object.hasOwn(readers, key) ? readers[key] : undefined
}

function unnamed({ positional, optional }: AnnotationShape): AnnotationShape['positional'] {
  return { ...positional, ...optional }
}

function unknownArgument({ option = '' }: Argument, shape: AnnotationShape): AnnotationValueError {
  const options = Object.keys(shape.options)
  const known = `The options are ${options.join(', ')}.${suggestion(option, options)}`
  return new AnnotationValueError('is not known.', options.length === 0 ? 'Leave it out.' : known)
}

function findMissing(name: string, list: readonly Argument[], shape: AnnotationShape): readonly Finding[] {
  const expected = Object.keys(shape.positional)
  const options = list.findIndex(argument => argument.option !== undefined)
  const count = options === -1 ? list.length : options
  if (count >= expected.length) return []
  const missing = expected.slice(count).join(' and ')
  const form = expected.map(key => (key === 'fields' ? '[first, second]' : key)).join(', ')
  return [{ message: `${name} lacks its ${missing}.`, fix: `Write ${name}(${form}).` }]
}
