// The way from a Prisma schema to a field map: read annotations, check them, translate. The generator calls
// this once; everything in this folder is pure.

import { SchemaError, type SchemaProblem } from '../errors.js'
import { annotateSchema, type SchemaReport } from './annotated-schema.js'
import type { Datamodel } from './datamodel.js'
import { modelEntry } from './entries/model-entry.js'
import type { FieldMap } from './field-map.js'
import { checkPolicy } from './policy.js'
import { schemaHash } from './schema-hash.js'

/** What a generator knows of a schema. */
export interface SchemaInput {
  readonly datamodel: Datamodel
  /** The text of the whole schema, as Prisma hands it to generators. */
  readonly text: string
  /** The datasource's provider. */
  readonly provider: string
}

/** The field map of a schema. Throws SchemaError with every problem found. */
export function buildFieldMap(input: SchemaInput): FieldMap {
  const problems: SchemaProblem[] = []
  const report: SchemaReport = (model, field) => finding => problems.push({ model, field, ...finding })
  const models = annotateSchema(input.datamodel, input.provider, report)
  checkPolicy(models, input.provider, report)
  if (problems.length > 0) throw new SchemaError(problems)
  return {
    format: 1,
    schemaHash: schemaHash(input.text),
    provider: input.provider,
    models: Object.fromEntries(models.map(model => [model.name, modelEntry(model)])),
  }
}
