// Takes the row after a change from what the operation gives back, where that is as good as reading it again: it saves a
// query. Prisma's values of some types differ from what the driver reads, so that a row with one of them that may have
// changed is read again.

import type { RecordedPlan } from '../../schema/recorded-plan.js'
import { isAbsent, isNode, type Node } from '../arg-values.js'
import { encodeImageValue } from './image-value.js'
import type { StoredRow } from './row-reader.js'

/** Types whose values Prisma gives as the driver does, but for their form, which `encodeImageValue` evens out. */
const exactTypes: ReadonlySet<string> = new Set([
  'String',
  'Int',
  'BigInt',
  'Float',
  'Decimal',
  'Boolean',
  'DateTime',
  'Bytes',
])

/** True for data of nothing but columns, which leaves other rows alone. */
export function isFlat({ relations }: RecordedPlan, data: unknown): boolean {
  return isNode(data) && !Object.keys(data).some(name => relations.has(name))
}

/** Arguments that select every column, and those to take off the row again. */
export function selectAll(
  model: RecordedPlan,
  args: Node,
): { readonly args: Node; readonly added: readonly string[] } {
  const names = recordedColumns(model)
  const { select, omit, ...rest } = args
  if (isNode(select)) {
    const added = names.filter(name => select[name] !== true)
    return { args: { ...rest, select: { ...select, ...flags(added, true) } }, added }
  }
  const own: Node = isNode(omit) ? omit : {}
  return {
    args: { ...rest, omit: { ...own, ...flags(names, false) } },
    added: names.filter(name => own[name] === true),
  }
}

/**
 * The row after the change; undefined where it has to be read.
 * @param before the row before it, where there was one
 * @param data what was written
 */
export function rowAfter(
  model: RecordedPlan,
  result: Node,
  before: StoredRow | undefined,
  data: Node,
): StoredRow | undefined {
  const row: Node = {}
  for (const name of recordedColumns(model)) {
    const type = model.types[name] ?? 'String'
    const value = result[name]
    if (value === undefined) return undefined
    if (exactTypes.has(type)) row[name] = value
    else if (!isAbsent(data[name]) || !isAlike(type, value, before?.[name])) return undefined
    else row[name] = before?.[name] ?? null
  }
  return row
}

const columnsOf = new WeakMap<RecordedPlan, readonly string[]>()

/** All columns but blind indexes. */
function recordedColumns(model: RecordedPlan): readonly string[] {
  const known = columnsOf.get(model)
  if (known) return known
  const { columns, plan } = model
  const names = [...columns.keys()].filter(name => plan.members.get(name)?.kind !== 'index')
  columnsOf.set(model, names)
  return names
}

function isAlike(type: string, value: unknown, before: unknown): boolean {
  return JSON.stringify(encodeImageValue(type, value)) === JSON.stringify(encodeImageValue(type, before))
}

function flags(names: readonly string[], value: boolean): Node {
  return Object.fromEntries(names.map(name => [name, value]))
}
