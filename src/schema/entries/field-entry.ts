// Turns an annotated field that the policy has passed into its entry of the field map.

import { defaultCost } from '../../core/password/password-cost.js'
import type { ValueType } from '../../core/value-type.js'
import type { AnnotatedField, AnnotatedModel } from '../annotated-schema.js'
import type { EncryptedEntry, FieldEntry, PasswordEntry } from '../field-map.js'
import { bindingEntry } from './binding-entry.js'

/** The entry of one protected field. */
export function fieldEntry(model: AnnotatedModel, annotated: AnnotatedField): FieldEntry {
  const { field, searchable, prefix, token } = annotated
  const encrypted = encryptedEntry(model, annotated)
  const password = passwordEntry(model, annotated)
  const normalize = (one: { readonly normalize?: readonly string[] }) => one.normalize ?? []
  return {
    isRequired: field.isRequired,
    ...(encrypted ? { encrypted } : {}),
    ...(searchable ? { searchable: { index: searchable.column, normalize: normalize(searchable) } } : {}),
    ...(prefix ? { prefix: { index: prefix.column, normalize: normalize(prefix), ...prefix.prefix } } : {}),
    ...(token ? { token: { column: columnName(model, annotated), normalize: normalize(token) } } : {}),
    ...(password ? { password } : {}),
  }
}

/** The column's name in keys and associated data: that of `as:`, else `Model.field`. */
export function columnName(model: AnnotatedModel, annotated: AnnotatedField): string {
  const { field, encrypted, token, password } = annotated
  return encrypted?.as ?? token?.as ?? password?.as ?? `${model.name}.${field.name}`
}

/** The type of an encrypted field's plain value: that of `type:`, else the column's own. */
export function valueTypeOf({ field, encrypted }: AnnotatedField): ValueType {
  return encrypted?.type ?? (field.type === 'Bytes' ? 'Bytes' : 'String')
}

function encryptedEntry(model: AnnotatedModel, annotated: AnnotatedField): EncryptedEntry | undefined {
  const { field, encrypted } = annotated
  if (!encrypted) return undefined
  return {
    type: valueTypeOf(annotated),
    storage: field.type === 'Bytes' ? 'Bytes' : 'String',
    column: columnName(model, annotated),
    bind: (encrypted.bind ?? []).map(name => bindingEntry(model, name)),
  }
}

function passwordEntry(model: AnnotatedModel, annotated: AnnotatedField): PasswordEntry | undefined {
  const { password } = annotated
  if (!password) return undefined
  return {
    column: columnName(model, annotated),
    cost: password.cost ?? defaultCost,
    bind: (password.bind ?? []).map(name => bindingEntry(model, name)),
  }
}
