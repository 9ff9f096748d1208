// Filters of Prisma's arguments as the recorder reads and makes them.

import type { RecordedPlan } from '../../schema/recorded-plan.js'
import { isAbsent, isNode, type Node } from '../arg-values.js'
import type { StoredRow } from './row-reader.js'

/** A unique filter of nothing but columns and plain values, which one statement answers. */
export function directSearch(
  model: RecordedPlan,
  where: unknown,
): { readonly fields: readonly string[]; readonly values: readonly unknown[] } | undefined {
  const conditions = isNode(where) ? conditionsOf(model, where) : []
  const fields = conditions.map(([name]) => name)
  const isDirect =
    new Set(fields).size === fields.length &&
    conditions.every(([name, value]) => model.columns.has(name) && isPlain(value, model.types[name]))
  if (!isDirect || fields.length === 0) return undefined
  return { fields, values: conditions.map(([, value]) => value) }
}

const directTypes: ReadonlySet<string> = new Set(['String', 'Int', 'BigInt'])

function isPlain(value: unknown, type: string | undefined): boolean {
  return ['string', 'number', 'bigint'].includes(typeof value) && directTypes.has(type ?? '')
}

/**
 * A filter for these rows alone; no rows make one that nothing fits. That is no empty OR, which Prisma leaves out inside
 * AND (7.10).
 */
export function among({ id, types }: RecordedPlan, where: unknown, rows: readonly StoredRow[]): Node {
  // A filter of a Boolean has no list.
  const first = id.find(field => types[field] !== 'Boolean') ?? ''
  const isSingle = id.length === 1 || rows.length === 0
  const own = isSingle
    ? { [first]: { in: rows.map(row => row[first]) } }
    : { OR: rows.map(row => Object.fromEntries(id.map(field => [field, row[field]]))) }
  return isNode(where) ? { AND: [where, own] } : own
}

/** What a unique filter asks of columns and else; a compound unique asks it of each of its own. */
function conditionsOf(model: RecordedPlan, where: Node): readonly (readonly [string, unknown])[] {
  return partsOf(model, where).flatMap(part => Object.entries(part).filter(([, value]) => !isAbsent(value)))
}

/** The values of the unique in a unique filter, and whether the filter asks for nothing else. */
export function uniqueOf(
  { plan }: RecordedPlan,
  where: Node,
): { readonly part: Node; readonly values: Node; readonly isWhole: boolean } | undefined {
  const given = Object.keys(where).filter(name => !isAbsent(where[name]))
  for (const { name, fields } of plan.entry.uniques) {
    const key = fields.length === 1 ? (fields[0] as string) : name
    const value = where[key]
    if (isAbsent(value)) continue
    const values = fields.length === 1 ? { [key]: value } : (value as Node)
    return { part: { [key]: value }, values, isWhole: given.length === 1 }
  }
  return undefined
}

/** A unique filter as ordinary ones: `{ building_number: { building, number } }` gives its columns. */
export function partsOf({ plan }: RecordedPlan, where: Node): Node[] {
  const isCompound = (name: string) =>
    plan.members.get(name)?.kind === 'compoundUnique' && isNode(where[name])
  const names = Object.keys(where)
  const rest = Object.fromEntries(names.filter(name => !isCompound(name)).map(name => [name, where[name]]))
  return [rest, ...names.filter(isCompound).map(name => where[name] as Node)]
}
