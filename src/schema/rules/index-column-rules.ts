// What the column of a blind index must be: a `String?` of its own, that nothing but fieldseal writes.

import { type AnnotatedField, type AnnotatedModel, isProtected } from '../annotated-schema.js'
import { suggestion } from '../near-miss.js'
import { isIdField } from './column-rules.js'
import { alterationOf, capacityOf, typeFor } from './native-type.js'
import type { Rule } from './rule.js'
import { isUnique } from './unique-rules.js'

/** A column named by `@searchable` or `@@searchable`. */
export interface IndexColumn {
  readonly model: AnnotatedModel
  readonly name: string
  readonly isPrefix: boolean
  /** Characters that it must hold. */
  readonly length: number
  /** The annotation that named the same column before, such as `Patient.email`. */
  readonly sharedWith: string | undefined
}

/** An index column that exists. */
export type FoundIndexColumn = IndexColumn & { readonly annotated: AnnotatedField }

const isText = ({ annotated: { field } }: FoundIndexColumn) =>
  field.kind === 'scalar' && field.type === 'String' && !field.isList
const declare = ({ name }: IndexColumn) => `Declare it as \`${name} String?\`.`
const nameAnother = 'Name another column, which fieldseal alone writes.'

/** The rules for the name of an index column. */
export const indexNameRules: readonly Rule<IndexColumn>[] = [
  {
    refuses: ({ model, name }) => !model.fields.has(name),
    message: ({ name }) => `The index column ${name} does not exist in this model.`,
    fix: column => declare(column) + suggestion(column.name, textColumns(column.model)),
  },
  {
    refuses: ({ sharedWith }) => sharedWith !== undefined,
    message: ({ name, sharedWith }) => `The index column ${name} serves ${sharedWith} already.`,
    fix: 'Give each index a column of its own.',
  },
]

/** The rules for an index column that exists. */
export const indexColumnRules: readonly Rule<FoundIndexColumn>[] = [
  {
    refuses: column => !isText(column),
    message: ({ name }) => `The index column ${name} is not a String.`,
    fix: declare,
  },
  {
    refuses: column => isText(column) && column.annotated.field.isRequired,
    message: ({ name }) => `The index column ${name} is required, so that fieldseal could not clear it.`,
    fix: declare,
  },
  {
    refuses: ({ annotated }) => isProtected(annotated),
    message: ({ name }) => `The index column ${name} has an annotation of its own.`,
    fix: nameAnother,
  },
  {
    refuses: ({ annotated }) => annotated.field.hasDefaultValue,
    message: ({ name }) => `The index column ${name} has a default.`,
    fix: 'Remove @default.',
  },
  {
    refuses: ({ model, annotated }) => annotated.isRelationScalar || isIdField(model, annotated),
    message: ({ name }) => `The index column ${name} is an id, or a relation joins through it.`,
    fix: nameAnother,
  },
  {
    refuses: column => isText(column) && alterationOf(column.annotated.field) !== undefined,
    message: ({ name, annotated: { field } }) =>
      `The index column ${name} has the type @db.${field.nativeType?.[0]}, which ${alterationOf(field)}.`,
    fix: describeType,
  },
  {
    refuses: column =>
      isText(column) && capacityOf(column.annotated.field, column.model.provider) < column.length,
    message: ({ name, annotated: { field }, model, length }) =>
      `The index column ${name} holds ${capacityOf(field, model.provider)} characters and needs ${length}.`,
    fix: describeType,
  },
  {
    refuses: ({ isPrefix, model, name }) => isPrefix && isUnique(model, [name]),
    message: ({ name }) =>
      `The prefix index column ${name} is unique, which would make the first letters unique.`,
    fix: 'Remove its @unique.',
  },
]

function describeType({ annotated: { field }, model, length }: FoundIndexColumn): string {
  return `Use ${typeFor(length, field, model.provider)}.`
}

function textColumns(model: AnnotatedModel): string[] {
  const all = [...model.fields.values()]
  return all
    .filter(({ field }) => field.type === 'String' && !field.isRequired)
    .map(({ field }) => field.name)
}
