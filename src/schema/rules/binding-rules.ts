// What a column named in `bind:` must be: there before the write, unchanging, and read back from the database
// exactly as written. Otherwise what is bound to it would never open again.

import { type AnnotatedField, type AnnotatedModel, isProtected } from '../annotated-schema.js'
import { bindingTypeOf, defaultFunction } from '../entries/binding-entry.js'
import { suggestion } from '../near-miss.js'
import { alterationOf } from './native-type.js'
import type { Rule } from './rule.js'

/** A column named in `bind:`. */
export interface BoundColumn {
  readonly model: AnnotatedModel
  readonly name: string
}

/** A bound column that exists. */
export type FoundBoundColumn = BoundColumn & { readonly annotated: AnnotatedField }

/** Defaults that are known only after the write. */
const databaseDefaults: ReadonlySet<string | undefined> = new Set([
  'autoincrement',
  'sequence',
  'dbgenerated',
  'now',
])

const isColumn = ({ annotated: { field } }: FoundBoundColumn) => field.kind !== 'object' && !field.isList
const chooseAnother = 'Bind to another column, such as a String id with @default(uuid()).'

/** The rule for the name of a bound column. */
export const boundNameRules: readonly Rule<BoundColumn>[] = [
  {
    refuses: ({ model, name }) => !model.fields.has(name),
    message: ({ name }) => `bind: names ${name}, which is not a field of this model.`,
    fix: ({ model, name }) => `Name a field of ${model.name}.${suggestion(name, model.fields.keys())}`,
  },
]

/** The rules for a bound column that exists. */
export const boundColumnRules: readonly Rule<FoundBoundColumn>[] = [
  {
    refuses: column => !isColumn(column),
    message: ({ name }) => `bind: names ${name}, which is not a single column.`,
    fix: 'Bind to scalar fields only.',
  },
  {
    refuses: column => isColumn(column) && !column.annotated.field.isRequired,
    message: ({ name }) => `bind: names ${name}, which can be null.`,
    fix: ({ name }) => `Make ${name} required, or bind to another column.`,
  },
  {
    refuses: ({ annotated }) => isProtected(annotated),
    message: ({ name }) => `bind: names ${name}, which is itself protected.`,
    fix: 'Bind to a plain column.',
  },
  {
    refuses: column => isColumn(column) && bindingTypeOf(column.annotated.field) === undefined,
    message: ({ name, annotated }) =>
      `bind: names ${name}, a ${annotated.field.type}, which databases do not always give back as written.`,
    fix: 'Bind to String, Int, BigInt and enum columns only.',
  },
  {
    refuses: ({ annotated: { field } }) =>
      field.type === 'String' && field.nativeType?.[0] !== 'Uuid' && alterationOf(field) !== undefined,
    message: ({ name, annotated: { field } }) =>
      `bind: names ${name}, whose type @db.${field.nativeType?.[0]} ${alterationOf(field)}.`,
    fix: ({ name }) => `Change the type of ${name}, or bind to another column.`,
  },
  {
    refuses: ({ annotated }) => databaseDefaults.has(defaultFunction(annotated.field)),
    message: ({ name, annotated }) =>
      `bind: names ${name}, whose default ${defaultFunction(annotated.field)}() is not known before the write.`,
    fix: chooseAnother,
  },
]
