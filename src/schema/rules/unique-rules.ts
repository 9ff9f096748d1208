// Unique constraints and indexes over ciphertext or hashes of passwords, which are never the same twice: they enforce
// nothing and answer nothing. A constraint over ciphertext needs a twin over the blind index columns, which does.

import type { AnnotatedModel } from '../annotated-schema.js'
import type { DatamodelIndex } from '../datamodel.js'
import type { Rule } from './rule.js'

/** An index or unique constraint of a model that includes an `@encrypted` or `@password` field. */
export interface ProtectedIndex {
  readonly model: AnnotatedModel
  readonly index: DatamodelIndex
  /** The field at fault. */
  readonly name: string
}

/** The rules for each encrypted field in an index or unique constraint. */
export const ciphertextIndexRules: readonly Rule<ProtectedIndex>[] = [
  {
    refuses: isSearchIndex,
    message: ({ index, name }) => `${attributeOf(index)} over ${name} would index ciphertext.`,
    fix: ({ model, name }) => {
      const column = model.fields.get(name)?.searchable?.column
      return column ? `Index ${column} instead.` : 'Add @searchable and index its column instead.'
    },
  },
  {
    refuses: ({ index, model, name }) => index.type === 'unique' && !model.fields.get(name)?.searchable,
    message: 'A unique constraint over ciphertext enforces nothing: no two sealed values are equal.',
    fix: ({ index }) =>
      index.fields.length === 1
        ? 'Add @searchable with a column that is @unique.'
        : 'Add @searchable, and @@unique with its column in the place of this field.',
  },
  {
    refuses: ({ index, model, name }) =>
      index.type === 'unique' && model.fields.get(name)?.searchable !== undefined && !hasTwin(model, index),
    message: 'A unique constraint over ciphertext enforces nothing: no two sealed values are equal.',
    fix: ({ index, model }) => {
      const twin = twinOf(model, index)
      return twin.length === 1 ? `Make ${twin[0]} @unique too.` : `Add @@unique([${twin.join(', ')}]) too.`
    },
  },
]

/** The rules for each password in an index or unique constraint. */
export const passwordIndexRules: readonly Rule<ProtectedIndex>[] = [
  {
    refuses: isSearchIndex,
    message: ({ index, name }) => `${attributeOf(index)} over ${name} would index hashes of passwords.`,
    fix: ({ name }) => `Leave ${name} out of it.`,
  },
  {
    refuses: ({ index }) => index.type === 'unique',
    message: 'A unique constraint over passwords enforces nothing: no two hashes are equal.',
    fix: ({ index, name }) => (index.fields.length === 1 ? 'Remove it.' : `Leave ${name} out of it.`),
  },
]

/** True where the model has a unique constraint over exactly these fields, in any order. */
export function isUnique({ indexes }: AnnotatedModel, names: readonly string[]): boolean {
  const wanted = [...names].sort().join()
  return indexes.some(
    ({ type, fields }) =>
      type === 'unique' &&
      fields
        .map(({ name }) => name)
        .sort()
        .join() === wanted,
  )
}

function isSearchIndex({ index }: ProtectedIndex): boolean {
  return index.type === 'normal' || index.type === 'fulltext'
}

function attributeOf({ type }: DatamodelIndex): string {
  return type === 'normal' ? '@@index' : '@@fulltext'
}

function hasTwin(model: AnnotatedModel, index: DatamodelIndex): boolean {
  return isUnique(model, twinOf(model, index))
}

/** The fields of a constraint with each encrypted one replaced by its index column. */
function twinOf({ fields }: AnnotatedModel, index: DatamodelIndex): readonly string[] {
  return index.fields.map(({ name }) => {
    const field = fields.get(name)
    return field?.encrypted ? (field.searchable?.column ?? name) : name
  })
}
