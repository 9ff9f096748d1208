// Every use of an index column in a model, in the order of the schema.

import type { AnnotatedModel } from '../annotated-schema.js'
import { hashedLength, prefixIndexLength } from './stored-length.js'

/** One `@searchable` or `@@searchable` and the column that it names. */
export interface IndexUse {
  readonly column: string
  /** The annotated field; undefined for `@@searchable`. */
  readonly field: string | undefined
  readonly isPrefix: boolean
  /** Characters that the column must hold. */
  readonly length: number
}

/** The uses of index columns in `model`: fields first, then compounds. */
export function indexUses({ fields, compounds }: AnnotatedModel): readonly IndexUse[] {
  const ofFields = [...fields].flatMap(([field, { searchable, prefix }]) => {
    const equality = searchable && { column: searchable.column, field, isPrefix: false, length: hashedLength }
    const length = prefix ? prefixIndexLength(prefix.prefix.min, prefix.prefix.max) : 0
    return [equality, prefix && { column: prefix.column, field, isPrefix: true, length }]
  })
  const ofCompounds = compounds.map(({ column }) => ({
    column,
    field: undefined,
    isPrefix: false,
    length: hashedLength,
  }))
  return [...ofFields, ...ofCompounds].filter(use => use !== undefined)
}
