// Reads the annotations of a doc comment into typed data, and says what is wrong with those it cannot read.
// Whether an annotation fits the field that it stands on is policy.ts.

import {
  type AnnotationName,
  type AnnotationOf,
  type AnnotationShape,
  annotationTable,
  unavailableAnnotations,
} from './annotations/annotation-table.js'
import { type AnnotationText, readDoc } from './annotations/annotation-text.js'
import { readArgumentValues } from './annotations/argument-values.js'
import type { Report } from './finding.js'

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
  const shape = availableShape(annotation.name, level, report)
  return shape && readArgumentValues(annotation, shape, report)
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
