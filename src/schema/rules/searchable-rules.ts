// What `@searchable` cannot make searchable.

import type { ValueType } from '../../core/value-type.js'
import type { AnnotatedField } from '../annotated-schema.js'
import type { PrefixRange } from '../annotations/annotation-value.js'
import { valueTypeOf } from '../entries/field-entry.js'
import type { Rule } from './rule.js'

/** A `@searchable` and the field that it stands on. */
export interface SearchableField {
  readonly annotated: AnnotatedField
  readonly normalize: readonly string[]
  readonly prefix?: PrefixRange | undefined
}

/** Value types that have no index which is both right and safe, and why: goes on from "its value". */
export const unsearchableTypes: Readonly<Partial<Record<ValueType, string>>> = {
  Boolean: 'has two values, which an index would tell apart at a glance',
  Float: 'has no exact equality to search by',
  Json: 'can be written in many ways',
}

const isEncrypted = ({ annotated }: SearchableField) => annotated.encrypted !== undefined
const isText = ({ annotated }: SearchableField) => valueTypeOf(annotated) === 'String'

/** The rules for a `@searchable` field. */
export const searchableRules: readonly Rule<SearchableField>[] = [
  {
    refuses: field => !isEncrypted(field),
    message: '@searchable stands on a field without @encrypted.',
    fix: ({ annotated }) =>
      annotated.token
        ? 'Remove it: a @token field is found by its value as it is.'
        : annotated.password
          ? 'Remove it: a @password field is verified, never searched.'
          : 'Add @encrypted, or remove @searchable: a plain column needs no blind index.',
  },
  {
    refuses: field => isEncrypted(field) && unsearchableTypes[valueTypeOf(field.annotated)] !== undefined,
    message: ({ annotated }) => {
      const type = valueTypeOf(annotated)
      return `@searchable cannot stand on a ${type} value: it ${unsearchableTypes[type]}.`
    },
    fix: 'Remove @searchable.',
  },
  {
    refuses: field => isEncrypted(field) && field.prefix !== undefined && !isText(field),
    message: 'prefix: works on String values only.',
    fix: 'Remove prefix:.',
  },
  {
    refuses: field => isEncrypted(field) && field.normalize.length > 0 && !isText(field),
    message: 'normalize: works on String values only.',
    fix: 'Remove normalize:; other types have one form for each value.',
  },
  {
    refuses: ({ prefix, normalize }) => prefix !== undefined && normalize.includes('phone'),
    message:
      'The normaliser phone reads whole numbers, and prefix: needs the beginnings of values normalised.',
    fix: 'Use digits for a prefix index.',
  },
]
