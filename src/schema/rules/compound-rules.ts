// What `@@searchable([a, b], column)` cannot index.

import type { AnnotatedModel } from '../annotated-schema.js'
import type { AnnotationOf } from '../annotations/annotation-table.js'
import { valueTypeOf } from '../entries/field-entry.js'
import type { Rule } from './rule.js'
import { unsearchableTypes } from './searchable-rules.js'

/** A `@@searchable` and its model. */
export interface CompoundIndex {
  readonly model: AnnotatedModel
  readonly compound: AnnotationOf<'@@searchable'>
}

/** A field named in a `@@searchable`. */
export interface CompoundMember {
  readonly model: AnnotatedModel
  readonly name: string
}

/** The rules for a `@@searchable` as a whole. */
export const compoundRules: readonly Rule<CompoundIndex>[] = [
  {
    refuses: ({ compound }) => compound.fields.length < 2,
    message: '@@searchable names one field.',
    fix: 'Name two or more, or use @searchable on the field.',
  },
  {
    refuses: ({ model, compound: { normalize, fields } }) =>
      normalize !== undefined &&
      normalize.length > 0 &&
      !fields.some(name => typeOf(model, name) === 'String'),
    message: 'normalize: works on String values only, and @@searchable names none.',
    fix: 'Remove normalize:.',
  },
]

/** The rules for each field that a `@@searchable` names. */
export const compoundMemberRules: readonly Rule<CompoundMember>[] = [
  {
    refuses: ({ model, name }) => typeOf(model, name) === undefined,
    message: ({ name }) => `@@searchable names ${name}, which is not an @encrypted field of this model.`,
    fix: 'Name @encrypted fields only.',
  },
  {
    refuses: member => unsearchableReason(member) !== undefined,
    message: member => `@@searchable names ${member.name}, whose value ${unsearchableReason(member)}.`,
    fix: ({ name }) => `Leave ${name} out.`,
  },
]

function typeOf(model: AnnotatedModel, name: string) {
  const annotated = model.fields.get(name)
  return annotated?.encrypted ? valueTypeOf(annotated) : undefined
}

function unsearchableReason({ model, name }: CompoundMember): string | undefined {
  const type = typeOf(model, name)
  return type && unsearchableTypes[type]
}
