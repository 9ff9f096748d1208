// What `@@audit` needs of a schema: the models of the trail as `fieldseal init` writes them, and something to record.

import { isTrailModel, type TrailModel } from '../../audit/trail-tables.js'
import { type AnnotatedModel, isProtected } from '../annotated-schema.js'
import type { Datasource } from '../datasource.js'
import { linesOfModel, type TrailDifference, trailDifference } from '../trail/trail-lines.js'
import { trailModelNames } from '../trail/trail-models.js'
import type { Rule } from './rule.js'

/** A schema that has `@@audit`. */
export interface AuditedSchema {
  /** The models of the trail that it lacks. */
  readonly missing: readonly TrailModel[]
  readonly datasource: Datasource
}

/** A model of the trail as a schema has it. */
export interface FoundTrailModel {
  readonly name: TrailModel
  readonly isAnnotated: boolean
  readonly difference: TrailDifference | undefined
}

const init = 'run `npx fieldseal init`'

/** The rules for a schema with `@@audit` as a whole. */
export const auditedSchemaRules: readonly Rule<AuditedSchema>[] = [
  {
    refuses: ({ missing }) => missing.length > 0,
    message: ({ missing }) =>
      `The schema has @@audit and lacks ${missing.join(', ')}, which the trail needs.`,
    fix: 'Run `npx fieldseal init`, which adds them.',
  },
  {
    refuses: ({ datasource }) => !datasource.hasForeignKeys,
    message:
      'The schema has @@audit and relationMode = "prisma", without foreign keys: nothing keeps other transactions from relating rows to a record while its change is recorded.',
    fix: 'Remove relationMode, and add the foreign keys with a migration.',
  },
]

/** The rules for a model with `@@audit`. */
export const auditedModelRules: readonly Rule<AnnotatedModel>[] = [
  {
    refuses: ({ audit, fields }) =>
      audit?.audited === 'reads' && ![...fields.values()].some(field => field.encrypted ?? field.masked),
    message:
      '@@audit(reads) stands on a model without @encrypted and @masked fields, whose reads are not recorded.',
    fix: 'Write @@audit.',
  },
]

/** The rules for each model of the trail in a schema with `@@audit`. */
export const trailModelRules: readonly Rule<FoundTrailModel>[] = [
  {
    refuses: one => one.isAnnotated,
    message: 'An annotation stands on a model of the audit trail, which fieldseal alone writes.',
    fix: 'Remove the annotation.',
  },
  {
    refuses: ({ difference }) => difference !== undefined,
    message: ({ difference }) => `This model is not as the audit trail needs it: ${describe(difference)}.`,
    fix: `Remove it and ${init}; if it is a model of your own, rename it first.`,
  },
]

/** The models of the trail that a schema lacks, and those that it has. */
export function findTrail(models: readonly AnnotatedModel[]): Pick<AuditedSchema, 'missing'> & {
  readonly found: readonly FoundTrailModel[]
} {
  const missing = trailModelNames.filter(name => !models.some(one => one.name === name))
  const found = models.flatMap(model => {
    if (!isTrailModel(model.name)) return []
    const { name } = model
    const difference = trailDifference(linesOfModel(model.model, model.indexes), name, model.provider)
    return [{ name, isAnnotated: isAnnotated(model), difference }]
  })
  return { missing, found }
}

function isAnnotated({ fields, compounds, audit }: AnnotatedModel): boolean {
  const isMarked = [...fields.values()].some(
    field => isProtected(field) || (field.searchable ?? field.prefix ?? field.masked) !== undefined,
  )
  return isMarked || compounds.length > 0 || audit !== undefined
}

function describe(difference: TrailDifference | undefined): string {
  const { missing = [], extra = [] } = difference ?? {}
  const said = [listOf('it lacks', missing), listOf('it has', extra)]
  return said.filter(text => text !== '').join(', and ')
}

function listOf(verb: string, lines: readonly string[]): string {
  return lines.length === 0 ? '' : `${verb} ${lines.map(line => `"${line}"`).join(', ')}`
}
