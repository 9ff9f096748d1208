// The fields whose plain value has another TypeScript type than their column, and what those types are.

import type { ValueType } from '../core/value-type.js'
import type { FieldMap, StorageType } from '../schema/field-map.js'

/** A field that Prisma's types show as its column's type. */
export interface TypedField {
  readonly model: string
  readonly name: string
  readonly isRequired: boolean
  readonly type: ValueType
  readonly storage: StorageType
}

/** Each value type in TypeScript. `Bytes`, `Decimal` and `JsonValue` are declared in the generated module. */
export const tsTypes: Readonly<Record<ValueType, string>> = {
  String: 'string',
  Int: 'number',
  BigInt: 'bigint',
  Float: 'number',
  Decimal: 'Decimal',
  Boolean: 'boolean',
  DateTime: 'Date',
  Json: 'JsonValue',
  Bytes: 'Bytes',
}

/** The typed fields of a field map, in its order. */
export function typedFields(map: FieldMap): readonly TypedField[] {
  return Object.entries(map.models).flatMap(([model, { fields }]) =>
    Object.entries(fields).flatMap(([name, { isRequired, encrypted }]) => {
      if (!encrypted || encrypted.type === encrypted.storage) return []
      return [{ model, name, isRequired, type: encrypted.type, storage: encrypted.storage }]
    }),
  )
}

/** Typed fields by model, in order. */
export function byModel(fields: readonly TypedField[]): ReadonlyMap<string, readonly TypedField[]> {
  const models = new Map<string, TypedField[]>()
  for (const field of fields) models.set(field.model, [...(models.get(field.model) ?? []), field])
  return models
}
