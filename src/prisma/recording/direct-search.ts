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
export function among({ id }: RecordedPlan, where: unknown, rows: readonly StoredRow[]): Node {
  const [first = '', ...others] = id
  const isSingle = others.length === 0 || rows.length === 0
  const own = isSingle
    ? { [first]: { in: rows.map(row => row[first]) } }
    : { OR: rows.map(row => Object.fromEntries(id.map(field => [field, row[field]]))) }
  return isNode(where) ? { AND: [where, own] } : own
}

/** What a unique filter asks of columns and else; a compound unique asks it of each of its own. */
export function conditionsOf(model: RecordedPlan, where: Node): readonly (readonly [string, unknown])[] {
  return partsOf(model, where).flatMap(part => Object.entries(part).filter(([, value]) => !isAbsent(value)))
}

/** A unique filter as ordinary ones: `{ building_number: { building, number } }` gives its columns. */
export function partsOf({ plan }: RecordedPlan, where: Node): Node[] {
  const isCompound = (name: string) =>
    plan.members.get(name)?.kind === 'compoundUnique' && isNode(where[name])
  const names = Object.keys(where)
  const rest = Object.fromEntries(names.filter(name => !isCompound(name)).map(name => [name, where[name]]))
  return [rest, ...names.filter(isCompound).map(name => where[name] as Node)]
}
