// P2002 as the user knows it: the database names the blind index column or its constraint, the error that
// leaves names the field. Changed in place, since Prisma tells the members of a batch by the error object.

import type { ModelPlan } from '../schema/compile.js'
import type { UniqueEntry } from '../schema/field-map.js'

/** What a driver adapter says of a violated unique (Prisma 7.10; SQLite: fields, PostgreSQL and MySQL: index). */
interface UniqueViolation {
  readonly originalMessage?: string
  readonly table?: string
  constraint?: { readonly fields?: readonly string[]; readonly index?: string }
}

interface UniqueError {
  message: string
  readonly meta: {
    readonly modelName?: string
    readonly driverAdapterError?: { readonly cause?: UniqueViolation }
    target?: readonly string[]
  }
}

/** Throws an error of the query on, after renaming the index columns in a P2002 to their fields. */
export function rethrow(error: unknown, plans: ReadonlyMap<string, ModelPlan>): never {
  nameUniqueConflict(error, plans)
  throw error
}

function nameUniqueConflict(error: unknown, plans: ReadonlyMap<string, ModelPlan>): void {
  if (!isUniqueError(error)) return
  const violation = error.meta.driverAdapterError?.cause
  const found = violation && findUnique(violation, error.meta.modelName, plans)
  if (!found) return
  const fields = found.unique.fields.flatMap(name => fieldsOf(found.plan, name))
  error.meta.target = fields
  violation.constraint = { fields }
  const names = fields.map(field => `\`${field}\``).join(', ')
  error.message = error.message.replace(
    /Unique constraint failed on the .*$/,
    () => `Unique constraint failed on the fields: (${names})`,
  )
}

function isUniqueError(error: unknown): error is UniqueError {
  const candidate = error as { code?: unknown; meta?: unknown; message?: unknown } | undefined
  return (
    candidate?.code === 'P2002' && typeof candidate.meta === 'object' && typeof candidate.message === 'string'
  )
}

interface Found {
  readonly plan: ModelPlan
  readonly unique: UniqueEntry
}

/** The violated unique, among those with an index column. */
function findUnique(
  violation: UniqueViolation,
  modelName: string | undefined,
  plans: ReadonlyMap<string, ModelPlan>,
): Found | undefined {
  const candidates = [...plans.values()].flatMap(plan =>
    plan.entry.uniques
      .filter(unique => unique.fields.some(name => plan.hidden.includes(name)))
      .map(unique => ({ plan, unique })),
  )
  const byName = candidates.find(({ unique }) => isNamed(violation, unique.constraint))
  if (byName) return byName
  const byColumns = candidates.filter(candidate => hasColumns(violation, candidate))
  const isTable = ({ plan }: Found) => violation.table === (plan.entry.table ?? plan.name)
  return byColumns.find(isTable) ?? byColumns.find(({ plan }) => plan.name === modelName) ?? byColumns[0]
}

function isNamed({ constraint, originalMessage }: UniqueViolation, name: string | undefined): boolean {
  if (name === undefined) return false
  return constraint?.index === name || originalMessage?.includes(`"${name}"`) === true
}

function hasColumns({ constraint }: UniqueViolation, { plan, unique }: Found): boolean {
  const columns = constraint?.fields?.map(name => name.replaceAll('"', '')) ?? []
  return (
    columns.length === unique.fields.length &&
    unique.fields.every(name => columns.includes(plan.entry.scalars[name] ?? name))
  )
}

function fieldsOf(plan: ModelPlan, name: string): readonly string[] {
  const member = plan.members.get(name)
  return member?.kind === 'index' ? member.of : [name]
}
