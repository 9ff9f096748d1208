// How a column named in `bind:` is read into the associated data.

import type { AnnotatedModel } from '../annotated-schema.js'
import type { DatamodelField } from '../datamodel.js'
import type { BindingEntry, BindingType } from '../field-map.js'

/** The entry of the bound column `name`, which the policy has passed. */
export function bindingEntry(model: AnnotatedModel, name: string): BindingEntry {
  const field = model.fields.get(name)?.field
  const type = field && bindingTypeOf(field)
  if (!type) throw new TypeError(`${model.name}.${name} cannot be bound to`)
  return { field: name, type, ...(isGeneratedUuid(field) ? { isGenerated: true } : {}) }
}

/** How a bound column's value is read; undefined for types whose values databases may alter. */
export function bindingTypeOf(field: DatamodelField): BindingType | undefined {
  if (field.kind === 'enum') return 'String'
  if (field.type === 'Int' || field.type === 'BigInt') return field.type
  if (field.type !== 'String') return undefined
  return field.nativeType?.[0] === 'Uuid' ? 'Uuid' : 'String'
}

/** The default's function name, such as `uuid` or `autoincrement`; undefined for a literal or none. */
export function defaultFunction(field: DatamodelField): string | undefined {
  const { default: value } = field
  return typeof value === 'object' && value && 'name' in value ? String(value.name) : undefined
}

/** True where the default is a version 4 UUID, which is random, so that the extension can make it before the write. */
export function isGeneratedUuid(field: DatamodelField): boolean {
  if (defaultFunction(field) !== 'uuid') return false
  const { args } = field.default as { readonly args?: readonly unknown[] }
  return args === undefined || args.length === 0 || args[0] === 4
}
