// What `@masked` cannot stand on: fields without a value of their own to show.

import type { AnnotatedField, AnnotatedModel } from '../annotated-schema.js'
import { indexUses } from './index-use.js'
import type { Rule } from './rule.js'

/** A field with `@masked`. */
export interface MaskedColumn {
  readonly model: AnnotatedModel
  readonly annotated: AnnotatedField
}

const isIndex = ({ model, annotated }: MaskedColumn) =>
  indexUses(model).some(use => use.column === annotated.field.name)
const isBound = ({ model, annotated }: MaskedColumn) =>
  [...model.fields.values()].some(({ encrypted, password }) =>
    (encrypted ?? password)?.bind?.includes(annotated.field.name),
  )

/** The rules for a masked field. */
export const maskedRules: readonly Rule<MaskedColumn>[] = [
  {
    refuses: ({ annotated }) => annotated.field.kind === 'object',
    message: '@masked stands on a relation, which has no value.',
    fix: 'Move it to the fields of the related model.',
  },
  {
    refuses: ({ annotated }) => (annotated.token ?? annotated.password) !== undefined,
    message: '@masked stands on a field that is never read.',
    fix: 'Remove @masked.',
  },
  {
    refuses: isIndex,
    message: '@masked stands on the column of a blind index.',
    fix: 'Move it to the field that the index is of.',
  },
  {
    refuses: isBound,
    message: '@masked stands on a column that other values are bound to, and is needed to open them.',
    fix: 'Remove @masked, or bind to another column.',
  },
]
