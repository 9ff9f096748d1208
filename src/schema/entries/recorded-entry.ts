// What the audit trail needs to know of a model: how its records are named, what becomes of them when a record that
// they refer to goes, and where Prisma keeps the links of implicit many-to-many relations.

import { isTrailModel } from '../../audit/trail-tables.js'
import type { AnnotatedField, AnnotatedModel } from '../annotated-schema.js'
import type { DatamodelEnum, DatamodelField } from '../datamodel.js'
import type { LinkEntry, RecordedModelEntry, ReferenceEntry, ReferentialAction } from '../field-map.js'
import { isGeneratedUuid } from './binding-entry.js'

/** The entries of all models but those of the trail itself. */
export function recordedEntries(
  models: readonly AnnotatedModel[],
  enums: readonly DatamodelEnum[],
): Readonly<Record<string, RecordedModelEntry>> {
  const recorded = models.filter(({ name }) => !isTrailModel(name))
  return Object.fromEntries(
    recorded.map(model => [model.name, { ...recordedEntry(model, models), ...enumNames(model, enums) }]),
  )
}

/** The fields that tell a model's records apart: of its id, or of its first unique without optional fields. */
export function recordIdOf(model: AnnotatedModel): readonly string[] {
  const uniques = model.indexes.filter(
    ({ type, fields }) =>
      type === 'unique' && fields.every(({ name }) => model.fields.get(name)?.field.isRequired),
  )
  const index = model.indexes.find(({ type }) => type === 'id') ?? uniques[0]
  return index?.fields.map(({ name }) => name) ?? []
}

function recordedEntry(model: AnnotatedModel, models: readonly AnnotatedModel[]): RecordedModelEntry {
  const fields = [...model.fields.values()].map(({ field }) => field)
  const id = recordIdOf(model)
  return {
    ...(model.audit ? { audit: model.audit.audited ?? 'changes' } : {}),
    id,
    uuids: fields.filter(field => id.includes(field.name) && isGeneratedUuid(field)).map(({ name }) => name),
    types: Object.fromEntries(
      fields.filter(({ kind }) => kind !== 'object').map(field => [field.name, typeOf(field)]),
    ),
    references: Object.fromEntries(
      fields.filter(holdsKey).map(field => [field.name, referenceEntry(field, model)]),
    ),
    links: Object.fromEntries(fields.flatMap(field => linkEntry(field, model.name, models))),
  }
}

/** Nothing for a model whose enums have the same names in the database. */
function enumNames(
  { fields }: AnnotatedModel,
  enums: readonly DatamodelEnum[],
): Pick<RecordedModelEntry, 'enums'> {
  const named = [...fields].flatMap(([name, { field }]) => {
    const values = enums.find(one => field.kind === 'enum' && one.name === field.type)?.values ?? []
    const names = values.map(value => [value.dbName ?? value.name, value.name] as const)
    return names.some(([stored, prisma]) => stored !== prisma) ? [[name, Object.fromEntries(names)]] : []
  })
  return named.length === 0 ? {} : { enums: Object.fromEntries(named) }
}

function typeOf({ type, isList }: DatamodelField): string {
  return isList ? `${type}[]` : type
}

function holdsKey({ relationFromFields = [] }: DatamodelField): boolean {
  return relationFromFields.length > 0
}

// What Prisma's migrations write where the schema says nothing.
function referenceEntry(field: DatamodelField, model: AnnotatedModel): ReferenceEntry {
  const { relationFromFields = [], relationOnDelete, relationOnUpdate } = field
  const isRequired = relationFromFields.some(name => model.fields.get(name)?.field.isRequired)
  return {
    onDelete: actionOf(relationOnDelete) ?? (isRequired ? 'Restrict' : 'SetNull'),
    onUpdate: actionOf(relationOnUpdate) ?? 'Cascade',
  }
}

function actionOf(action: string | undefined): ReferentialAction | undefined {
  return action as ReferentialAction | undefined
}

// Column A belongs to the model whose name comes first; where both are one model, to the field whose name does.
function linkEntry(
  field: DatamodelField,
  model: string,
  models: readonly AnnotatedModel[],
): readonly [string, LinkEntry][] {
  const back = otherSide(field, model, models)
  if (!field.isList || !back?.isList) return []
  const isFirst = field.type === model ? field.name < back.name : model < field.type
  return [[field.name, { table: `_${field.relationName}`, column: isFirst ? 'A' : 'B' }]]
}

/** The field on the other side of a relation; of a self relation the other field of the same model. */
function otherSide(
  { name, kind, type, relationName }: DatamodelField,
  model: string,
  models: readonly AnnotatedModel[],
): DatamodelField | undefined {
  const target = kind === 'object' ? models.find(other => other.name === type) : undefined
  const fields: readonly AnnotatedField[] = [...(target?.fields.values() ?? [])]
  return fields
    .map(({ field }) => field)
    .find(other => other.relationName === relationName && (type !== model || other.name !== name))
}
