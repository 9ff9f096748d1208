// Turns an annotated model that the policy has passed into its entry of the field map.

import { type AnnotatedField, type AnnotatedModel, isProtected } from '../annotated-schema.js'
import type { AnnotationOf } from '../annotations/annotation-table.js'
import type { DatamodelField } from '../datamodel.js'
import type { CompoundEntry, MaskedEntry, ModelEntry, RelationEntry, UniqueEntry } from '../field-map.js'
import { constraintName } from './constraint-name.js'
import { fieldEntry } from './field-entry.js'

/** The entry of one model. */
export function modelEntry(model: AnnotatedModel): ModelEntry {
  const all = [...model.fields.values()]
  const columns = all.filter(({ field }) => field.kind === 'scalar' || field.kind === 'enum')
  const relations = all.filter(({ field }) => field.kind === 'object')
  return {
    ...(model.model.dbName ? { table: model.model.dbName } : {}),
    scalars: Object.fromEntries(columns.map(({ field }) => [field.name, field.dbName ?? field.name])),
    relations: Object.fromEntries(relations.map(({ field }) => [field.name, relationEntry(field)])),
    uniques: uniquesOf(model),
    fields: Object.fromEntries(
      all.filter(isProtected).map(field => [field.field.name, fieldEntry(model, field)]),
    ),
    compounds: model.compounds.map(compound => compoundEntry(model, compound)),
    ...maskedEntries(all),
  }
}

/** The masked fields; nothing for a model without one. */
function maskedEntries(fields: readonly AnnotatedField[]): Pick<ModelEntry, 'masked'> {
  const entries = fields.flatMap(({ field, masked }): [string, MaskedEntry][] => {
    if (!masked) return []
    const { style, reveal } = masked
    return [[field.name, { style, ...(reveal ? { reveal } : {}) }]]
  })
  return entries.length === 0 ? {} : { masked: Object.fromEntries(entries) }
}

function relationEntry(field: DatamodelField): RelationEntry {
  const { type, isList, relationName, relationFromFields = [], relationToFields = [] } = field
  const entry = { model: type, isList, relation: relationName ?? '' }
  if (relationFromFields.length === 0) return entry
  const columns = relationFromFields.map((column, position) => [column, relationToFields[position] ?? ''])
  return { ...entry, columns: Object.fromEntries(columns) }
}

/** Ids and unique constraints, by their key in `where`. */
function uniquesOf(model: AnnotatedModel): UniqueEntry[] {
  return model.indexes.flatMap(index => {
    if (index.type !== 'id' && index.type !== 'unique') return []
    const fields = index.fields.map(field => field.name)
    const constraint = constraintName(model, { type: index.type, fields, dbName: index.dbName })
    // Prisma joins the names of an unnamed compound; a single field keeps its own, `name:` or not.
    const name = fields.length === 1 ? (fields[0] ?? '') : (index.name ?? fields.join('_'))
    return [{ name, fields, ...(constraint === undefined ? {} : { constraint }) }]
  })
}

function compoundEntry(model: AnnotatedModel, compound: AnnotationOf<'@@searchable'>): CompoundEntry {
  const fields = compound.fields.map(name => model.fields.get(name))
  return {
    fields: compound.fields,
    index: compound.column,
    normalize: fields.map(field => compoundNormalizers(field, compound.normalize)),
  }
}

/** The compound's own list for its text fields; without one, what each field's own `@searchable` says. */
function compoundNormalizers(
  field: AnnotatedField | undefined,
  own: readonly string[] | undefined,
): readonly string[] {
  if (!own) return field?.searchable?.normalize ?? []
  const type = field?.encrypted?.type ?? field?.field.type
  return type === 'String' ? own : []
}
