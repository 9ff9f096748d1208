// Reads the annotations of a doc comment into typed data, and says what is wrong with those it cannot read.
// Whether an annotation fits the field that it stands on is policy.ts.

import {
  type AnnotationName,
  type AnnotationOf,
  type AnnotationShape,
  annotationTable,
} from './annotations/annotation-table.js'
import { type AnnotationText, readDoc } from './annotations/annotation-text.js'
import { readArgumentValues } from './annotations/argument-values.js'
import type { Report } from './finding.js'

/** The annotations of one doc comment, by name and in order. */
export type Annotations = { readonly [Name in AnnotationName]: readonly AnnotationOf<Name>[] }

/** Where a doc comment stands. */
export type AnnotationLevel = AnnotationShape['on']

const knownNames = Object.keys(annotationTable)

/** Reads a doc comment; findings go to `report`. A comment without annotations gives empty lists. */
export function readAnnotations(
  doc: string | undefined,
  level: AnnotationLevel,
  report: Report,
): Annotations {
  const read: Record<string, unknown[]> = Object.fromEntries(knownNames.map(name => [name, []]))
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
  const shape: AnnotationShape = annotationTable[name as AnnotationName]
  if (shape.on === level) return readArgumentValues(annotation, shape, report)
  report({
    message: `${name} belongs on a ${shape.on}, not on a ${level}.`,
    fix: `Move it to a ${shape.on}.`,
  })
  return undefined
}
