// Every annotation: where it stands, its arguments and options, each with the reader of its value. A name that
// this version does not act on is refused, so that nobody believes a column protected that is not.

import {
  readCost,
  readName,
  readNames,
  readNormalizers,
  readRange,
  readStableName,
  readValueType,
  type ValueReader,
} from './annotation-value.js'
import { readMaskStyle, readRoles } from './mask-words.js'

/** What may stand between an annotation's parentheses. */
export interface AnnotationShape {
  readonly on: 'field' | 'model'
  /** Arguments without a name, all of them required, in order. */
  readonly positional: Readonly<Record<string, ValueReader<unknown>>>
  readonly options: Readonly<Record<string, ValueReader<unknown>>>
}

/** The annotations that this version acts on. */
export const annotationTable = {
  '@encrypted': {
    on: 'field',
    positional: {},
    options: { type: readValueType, as: readStableName, bind: readNames },
  },
  '@searchable': {
    on: 'field',
    positional: { column: readName },
    options: { normalize: readNormalizers, prefix: readRange },
  },
  '@token': {
    on: 'field',
    positional: {},
    options: { normalize: readNormalizers, as: readStableName },
  },
  '@password': {
    on: 'field',
    positional: {},
    options: { cost: readCost, as: readStableName, bind: readNames },
  },
  '@masked': {
    on: 'field',
    positional: { style: readMaskStyle },
    options: { reveal: readRoles },
  },
  '@@searchable': {
    on: 'model',
    positional: { fields: readNames, column: readName },
    options: { normalize: readNormalizers },
  },
} as const satisfies Record<string, AnnotationShape>

/** The annotations of later versions. */
export const unavailableAnnotations = ['@@audit'] as const

/** The name of an annotation that this version acts on. */
export type AnnotationName = keyof typeof annotationTable

/** The values of one annotation, by argument and option name. */
export type AnnotationOf<Name extends AnnotationName> = ValuesOf<
  (typeof annotationTable)[Name]['positional']
> &
  Partial<ValuesOf<(typeof annotationTable)[Name]['options']>>

type ValuesOf<Readers> = {
  readonly [Key in keyof Readers]: Readers[Key] extends ValueReader<infer T> ? T : never
}
