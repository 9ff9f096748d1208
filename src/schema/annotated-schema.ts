// The schema with its annotations read: the form in which policy.ts checks it and the field map is made.

import { readAnnotations } from './annotation.js'
import type { AnnotationOf } from './annotations/annotation-table.js'
import type { PrefixRange } from './annotations/annotation-value.js'
import type { Datamodel, DatamodelField, DatamodelIndex, DatamodelModel } from './datamodel.js'
import type { Report } from './finding.js'

/** A model with its annotations. */
export interface AnnotatedModel {
  readonly name: string
  readonly provider: string
  readonly model: DatamodelModel
  readonly fields: ReadonlyMap<string, AnnotatedField>
  readonly compounds: readonly AnnotationOf<'@@searchable'>[]
  readonly audit?: AnnotationOf<'@@audit'> | undefined
  /** Ids, unique constraints and indexes, those that stand on a field too. */
  readonly indexes: readonly DatamodelIndex[]
}

/** A field with its annotations: at most one of each, and one `@searchable` of each kind. */
export interface AnnotatedField {
  readonly field: DatamodelField
  /** True where a relation joins through this field, on either side. */
  readonly isRelationScalar: boolean
  readonly encrypted?: AnnotationOf<'@encrypted'> | undefined
  readonly searchable?: AnnotationOf<'@searchable'> | undefined
  readonly prefix?: (AnnotationOf<'@searchable'> & { readonly prefix: PrefixRange }) | undefined
  readonly token?: AnnotationOf<'@token'> | undefined
  readonly password?: AnnotationOf<'@password'> | undefined
  readonly masked?: AnnotationOf<'@masked'> | undefined
}

/** Takes note of a finding about a model or one of its fields. */
export type SchemaReport = (model: string, field: string | undefined) => Report

/** Reads every annotation of `datamodel`; what cannot be read goes to `report`. */
export function annotateSchema(
  datamodel: Datamodel,
  provider: string,
  report: SchemaReport,
): readonly AnnotatedModel[] {
  const joined = relationScalars(datamodel)
  return datamodel.models.map(model => ({
    name: model.name,
    provider,
    model,
    fields: new Map(
      model.fields.map(field => [
        field.name,
        {
          ...annotateField(field, report(model.name, field.name)),
          isRelationScalar: joined.has(`${model.name}.${field.name}`),
        },
      ]),
    ),
    ...annotateModel(model, report(model.name, undefined)),
    indexes: datamodel.indexes.filter(index => index.model === model.name),
  }))
}

/** True where the field's column holds something else than its value. */
export function isProtected({ encrypted, token, password }: AnnotatedField): boolean {
  return (encrypted ?? token ?? password) !== undefined
}

function annotateModel(
  { documentation }: DatamodelModel,
  report: Report,
): Pick<AnnotatedModel, 'compounds' | 'audit'> {
  const read = readAnnotations(documentation, 'model', report)
  return { compounds: read['@@searchable'], audit: only(read['@@audit'], '@@audit', report) }
}

function annotateField(field: DatamodelField, report: Report): Omit<AnnotatedField, 'isRelationScalar'> {
  const read = readAnnotations(field.documentation, 'field', report)
  const prefixes = read['@searchable'].flatMap(one => (one.prefix ? [{ ...one, prefix: one.prefix }] : []))
  const equalities = read['@searchable'].filter(one => !one.prefix)
  return {
    field,
    encrypted: only(read['@encrypted'], '@encrypted', report),
    searchable: only(equalities, '@searchable', report),
    prefix: only(prefixes, '@searchable with prefix:', report),
    token: only(read['@token'], '@token', report),
    password: only(read['@password'], '@password', report),
    masked: only(read['@masked'], '@masked', report),
  }
}

function only<T>(read: readonly T[], name: string, report: Report): T | undefined {
  const owner = name.startsWith('@@') ? 'model' : 'field'
  if (read.length > 1)
    report({ message: `${name} stands more than once on this ${owner}.`, fix: 'Keep one.' })
  return read[0]
}

function relationScalars({ models }: Datamodel): ReadonlySet<string> {
  const relations = models.flatMap(model => model.fields.map(field => ({ model: model.name, field })))
  return new Set(
    relations.flatMap(({ model, field }) => [
      ...(field.relationFromFields ?? []).map(name => `${model}.${name}`),
      ...(field.relationToFields ?? []).map(name => `${field.type}.${name}`),
    ]),
  )
}
