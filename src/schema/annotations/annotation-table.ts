// Every annotation: where it stands, its arguments and options, each with the reader of its value.

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
import { readAudited } from './audit-words.js'
import { readMaskStyle, readRoles } from './mask-words.js'

/** What may stand between an annotation's parentheses. */
export interface AnnotationShape {
  readonly on: 'field' | 'model'
  /** Arguments without a name, all of them required, in order. */
  readonly positional: Readonly<Record<string, ValueReader<unknown>>>
  /** Arguments without a name that follow those and may be left out. */
  readonly optional?: Readonly<Record<string, ValueReader<unknown>>>
  readonly options: Readonly<Record<string, ValueReader<unknown>>>
}

/** Every annotation. */
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
  '@@audit': {
    on: 'model',
    positional: {},
    optional: { audited: readAudited },
    options: {},
  },
} as const satisfies Record<string, AnnotationShape>

/** The name of an annotation. */
export type AnnotationName = keyof typeof annotationTable

/** The values of one annotation, by argument and option name. */
export type AnnotationOf<Name extends AnnotationName> = ValuesOf<
  (typeof annotationTable)[Name]['positional']
> &
  Partial<ValuesOf<OptionalOf<Name> & (typeof annotationTable)[Name]['options']>>

type OptionalOf<Name extends AnnotationName> = (typeof annotationTable)[Name] extends {
  readonly optional: infer Readers
}
  ? Readers
  : object

type ValuesOf<Readers> = {
  readonly [Key in keyof Readers]: Readers[Key] extends ValueReader<infer T> ? T : never
}
