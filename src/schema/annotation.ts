// Reads the annotations of a doc comment into typed data, and says what is wrong with those it cannot read.
// Whether an annotation fits the field that it stands on is policy.ts.

import type { Argument } from './annotations/annotation-arguments.js'
import {
  type AnnotationName,
  type AnnotationOf,
  type AnnotationShape,
  annotationTable,
  unavailableAnnotations,
} from './annotations/annotation-table.js'
import { type AnnotationText, readDoc } from './annotations/annotation-text.js'
import { AnnotationValueError, type ValueReader } from './annotations/annotation-value.js'
import type { Finding, Report } from './finding.js'
import { suggestion } from './near-miss.js'

/** The annotations of one doc comment, by name and in order. */
export type Annotations = { readonly [Name in AnnotationName]: readonly AnnotationOf<Name>[] }

/** Where a doc comment stands. */
export type AnnotationLevel = AnnotationShape['on']

const knownNames = [...Object.keys(annotationTable), ...unavailableAnnotations]

/** Reads a doc comment; findings go to `report`. A comment without annotations gives empty lists. */
export function readAnnotations(
  doc: string | undefined,
  level: AnnotationLevel,
  report: Report,
): Annotations {
  const read: Record<string, unknown[]> = Object.fromEntries(
    Object.keys(annotationTable).map(name => [name, []]),
  )
  const { annotations, findings } = readDoc(doc ?? '', knownNames)
  findings.forEach(report)
  for (const annotation of annotations) {
    const values = readOne(annotation, level, report)
    if (values) read[annotation.name]?.push(values)
  }
  return read as unknown as Annotations
}

/** True where a comment says anything to fieldseal; with `exact`, only where no name is misspelt. */
export function hasAnnotation(doc: string, names: 'any' | 'exact'): boolean {
  const { annotations, findings } = readDoc(doc, knownNames)
  return annotations.length + (names === 'any' ? findings.length : 0) > 0
}

function readOne(annotation: AnnotationText, level: AnnotationLevel, report: Report): object | undefined {
  const { name } = annotation
  const shape = availableShape(name, level, report)
  if (!shape) return undefined
  const values = new Map<string, unknown>()
  let findings = findMissing(annotation, shape)
  for (const [index, argument] of annotation.arguments.entries()) {
    try {
      readArgument(argument, index, shape, values)
    } catch (error) {
      if (!(error instanceof AnnotationValueError)) throw error
      const subject = argument.option === undefined ? `Argument ${index + 1}` : `${argument.option}:`
      findings = [...findings, { message: `${subject} of ${name} ${error.message}`, fix: error.fix }]
    }
  }
  findings.forEach(report)
  return findings.length > 0 ? undefined : Object.fromEntries(values)
}

/** Reads one argument into `values`. Throws AnnotationValueError. */
function readArgument(
  argument: Argument,
  index: number,
  shape: AnnotationShape,
  values: Map<string, unknown>,
): void {
  const options = Object.keys(shape.options)
  const key = argument.option ?? Object.keys(shape.positional)[index]
  const reader = key === undefined ? undefined : readerOf(key, argument, shape)
  if (key === undefined || !reader) {
    const fix = options.length > 0 ? `The options are ${options.join(', ')}.` : 'There are no options.'
    throw new AnnotationValueError('is not known.', fix + suggestion(argument.option ?? '', options))
  }
  if (values.has(key)) throw new AnnotationValueError('is given twice.', 'Give it once.')
  values.set(key, reader(argument.value))
}

function readerOf(
  key: string,
  { option }: Argument,
  shape: AnnotationShape,
): ValueReader<unknown> | undefined {
  const readers = option === undefined ? shape.positional : shape.options
  return Object.hasOwn(readers, key) ? readers[key] : undefined
}

function findMissing({ name, arguments: list }: AnnotationText, shape: AnnotationShape): readonly Finding[] {
  const expected = Object.keys(shape.positional)
  const given = list.findIndex(argument => argument.option !== undefined)
  const count = given === -1 ? list.length : given
  if (count >= expected.length) return []
  const missing = expected.slice(count).join(' and ')
  const form = expected.map(key => (key === 'fields' ? '[first, second]' : key)).join(', ')
  return [{ message: `${name} lacks its ${missing}.`, fix: `Write ${name}(${form}).` }]
}

function availableShape(name: string, level: AnnotationLevel, report: Report): AnnotationShape | undefined {
  const shape = Object.hasOwn(annotationTable, name) ? annotationTable[name as AnnotationName] : undefined
  if (!shape) {
    report({ message: `${name} is not available in this version of fieldseal.`, fix: `Remove ${name}.` })
  } else if (shape.on === level) {
    return shape
  } else {
    report({
      message: `${name} belongs on a ${shape.on}, not on a ${level}.`,
      fix: `Move it to a ${shape.on}.`,
    })
  }
  return undefined
}
