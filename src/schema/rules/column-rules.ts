// What `@encrypted`, `@token` and `@password` cannot stand on: columns whose values Prisma, a relation or the
// database needs or makes in plain, and columns that cannot hold the stored form.

import type { AnnotatedField, AnnotatedModel } from '../annotated-schema.js'
import { alterationOf, capacityOf, typeFor } from './native-type.js'
import type { Rule } from './rule.js'

/** A column that is to hold sealed values, tokens or hashes of passwords. */
export interface ProtectedColumn {
  readonly model: AnnotatedModel
  readonly annotated: AnnotatedField
  readonly annotation: '@encrypted' | '@token' | '@password'
  /** The Prisma types that the column may have. */
  readonly columnTypes: readonly string[]
  /** Characters or bytes that it must hold. */
  readonly length: number
}

const isRelation = ({ annotated }: ProtectedColumn) => annotated.field.kind === 'object'
const hasType = ({ annotated, columnTypes }: ProtectedColumn) =>
  annotated.field.kind === 'scalar' && columnTypes.includes(annotated.field.type)

/** The rules for the column itself. */
export const columnRules: readonly Rule<ProtectedColumn>[] = [
  {
    refuses: isRelation,
    message: ({ annotation }) => `${annotation} stands on a relation, which has no column.`,
    fix: 'Move it to a scalar field.',
  },
  {
    refuses: column => !isRelation(column) && column.annotated.field.isList,
    message: ({ annotation }) => `${annotation} cannot protect a list.`,
    fix: ({ annotation }) =>
      annotation === '@encrypted'
        ? 'Use one String column with @encrypted(type: Json).'
        : 'Use a model of its own, with one value a row.',
  },
  {
    refuses: column => !isRelation(column) && !column.annotated.field.isList && !hasType(column),
    message: ({ annotation, annotated, columnTypes }) =>
      `${annotation} needs a ${columnTypes.join(' or ')} column, and this is ${annotated.field.type}.`,
    fix: describeColumnFix,
  },
  {
    refuses: ({ model, annotated }) => isIdField(model, annotated),
    message: ({ annotation }) => `${annotation} cannot protect an id.`,
    fix: 'Use another field as the id.',
  },
  {
    refuses: ({ annotated }) => annotated.isRelationScalar,
    message: ({ annotation }) => `${annotation} cannot protect a field that a relation joins through.`,
    fix: 'Join through another field, such as a random id.',
  },
  {
    refuses: ({ annotated }) => annotated.field.hasDefaultValue,
    message: ({ annotation }) =>
      `${annotation} cannot protect a field with @default: the default would be stored in plain.`,
    fix: 'Remove @default and give the value when creating rows.',
  },
  {
    refuses: column => hasType(column) && alterationOf(column.annotated.field) !== undefined,
    message: ({ annotated: { field } }) =>
      `The column's type @db.${field.nativeType?.[0]} ${alterationOf(field)}, so it cannot hold the stored form.`,
    fix: describeTypeFix,
  },
  {
    refuses: column =>
      hasType(column) && capacityOf(column.annotated.field, column.model.provider) < column.length,
    message: ({ annotated: { field }, model, length }) =>
      `The column holds ${capacityOf(field, model.provider)} ${unitOf(field.type)} and the stored form needs ${length}.`,
    fix: describeTypeFix,
  },
]

/** True for the id and for members of a compound id. */
export function isIdField({ model }: AnnotatedModel, { field }: AnnotatedField): boolean {
  return field.isId || (model.primaryKey?.fields.includes(field.name) ?? false)
}

function describeColumnFix({ annotation, annotated: { field }, columnTypes }: ProtectedColumn): string {
  const optional = field.isRequired ? '' : '?'
  const isValueType = annotation === '@encrypted' && field.kind === 'scalar'
  const options = isValueType ? ` and write @encrypted(type: ${field.type})` : ''
  return `Make the column ${columnTypes[0]}${optional}${options}.`
}

function describeTypeFix({ annotated: { field }, model, length }: ProtectedColumn): string {
  return `Use ${typeFor(length, field, model.provider)}.`
}

function unitOf(type: string): string {
  return type === 'Bytes' ? 'bytes' : 'characters'
}
