// The way from a Prisma schema to a field map: read annotations, check them, translate. The generator calls
// this once; everything in this folder is pure.

import { SchemaError, type SchemaProblem } from '../errors.js'
import { annotateSchema, type SchemaReport } from './annotated-schema.js'
import type { Datamodel } from './datamodel.js'
import { datasourceOf } from './datasource.js'
import { modelEntry } from './entries/model-entry.js'
import { recordedEntries } from './entries/recorded-entry.js'
import type { FieldMap } from './field-map.js'
import { findLostAnnotations } from './lost-annotations.js'
import { checkPolicy } from './policy.js'
import type { SchemaFile } from './schema-file.js'
import { schemaHash } from './schema-hash.js'
import { readSchemaText } from './schema-text.js'

/** What a generator knows of a schema. */
export interface SchemaInput {
  readonly datamodel: Datamodel
  /** The text of the whole schema, as Prisma hands it to generators. */
  readonly text: string
  /** The files that the text was made from: Prisma's text has other lines than they. */
  readonly files: readonly SchemaFile[]
  /** The datasource's provider. */
  readonly provider: string
}

/** The field map of a schema. Throws SchemaError with every problem found. */
export function buildFieldMap({ datamodel, text, files, provider }: SchemaInput): FieldMap {
  const problems: SchemaProblem[] = []
  const { places, comments } = readSchemaText(files)
  const report: SchemaReport = (model, field) => finding => {
    const place = places.get(field === undefined ? model : `${model}.${field}`)
    problems.push({ model, field, ...place, ...finding })
  }
  const models = annotateSchema(datamodel, provider, report)
  checkPolicy(models, datasourceOf(text, provider), report)
  for (const { comment, finding } of findLostAnnotations(comments, datamodel)) {
    problems.push({
      model: comment.block?.name ?? 'schema',
      field: comment.member,
      ...comment.place,
      ...finding,
    })
  }
  if (problems.length > 0) throw new SchemaError(problems.sort(byPlace))
  return {
    format: 1,
    schemaHash: schemaHash(text),
    provider,
    models: Object.fromEntries(models.map(model => [model.name, modelEntry(model)])),
    ...(models.some(model => model.audit) ? { recorded: recordedEntries(models, datamodel.enums) } : {}),
  }
}

function byPlace(left: SchemaProblem, right: SchemaProblem): number {
  const [one = '', other = ''] = [left.file, right.file]
  return one === other ? (left.line ?? 0) - (right.line ?? 0) : one < other ? -1 : 1
}
