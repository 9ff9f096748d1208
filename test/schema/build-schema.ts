// Builds the field map of a schema given as text, or collects its problems, through Prisma's own parser.

import { SchemaError, type SchemaProblem } from '../../src/errors.js'
import { buildFieldMap } from '../../src/schema/build-field-map.js'
import type { FieldMap } from '../../src/schema/field-map.js'
import { renderTrailModel } from '../../src/schema/trail/render-trail-model.js'
import { trailModelNames } from '../../src/schema/trail/trail-models.js'
import { readDatamodel } from './read-datamodel.js'

/** The field map of a schema with its datasource block apart. Throws SchemaError. */
export function mapOf(schema: string, provider = 'sqlite', datasource = ''): FieldMap {
  const datamodel = readDatamodel(provider, schema)
  return buildFieldMap({ datamodel, text: datasource + schema, files: [{ text: schema }], provider })
}

/** The problems of a schema; none where a map can be built. */
export function problemsOf(schema: string, provider = 'sqlite', datasource = ''): readonly SchemaProblem[] {
  try {
    mapOf(schema, provider, datasource)
    return []
  } catch (error) {
    if (error instanceof SchemaError) return error.problems
    throw error
  }
}

/** The models of the audit trail as `fieldseal init` writes them. */
export function trailModels(provider = 'sqlite'): string {
  return trailModelNames.map(name => `${renderTrailModel(name, provider)}\n`).join('\n')
}

/** The problems of a model `M` with an `Int` id and these lines, each as `place: message fix`. */
export function problemsInModel(lines: string, provider = 'sqlite'): readonly string[] {
  const model = `model M {\n  id Int @id\n${lines}\n}\n`
  return problemsOf(model, provider).map(describe)
}

/** `Model.field: message fix`. */
export function describe({ model, field, message, fix }: SchemaProblem): string {
  return `${field === undefined ? model : `${model}.${field}`}: ${message} ${fix}`
}
