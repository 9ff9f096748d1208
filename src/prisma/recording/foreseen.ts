// The arguments as they are sent: a unique filter of a nested write that found no row before the operation finds none in it
// either, whoever creates that row meanwhile. Of such a row no image from before would be known.

import type { RecordedPlan } from '../../schema/recorded-plan.js'
import { isAbsent, isNode, type Node } from '../arg-values.js'
import { changedColumns } from './changed-columns.js'
import { among, conditionsOf } from './direct-search.js'
import { listOf } from './write-keywords.js'

interface Missing {
  readonly model: RecordedPlan
  readonly where: Node
  /** The data of the row that is created in its place. */
  readonly create: Node | undefined
}

interface WrittenData {
  readonly model: RecordedPlan
  readonly data: Node
  readonly isNew: boolean
}

/** What the walk of one operation did not find. */
export class Foreseen {
  readonly #missing: Missing[] = []
  readonly #written: WrittenData[] = []

  /** A unique filter that found nothing. */
  missing(model: RecordedPlan, where: Node, create: Node | undefined): void {
    this.#missing.push({ model, where, create })
  }

  /** Data that the operation writes, of new rows or of those that are there. */
  written(model: RecordedPlan, data: Node, isNew: boolean): void {
    this.#written.push({ model, data, isNew })
  }

  /** True where no row that was not found can be there by the time that the operation looks for it. */
  get isCertain(): boolean {
    return this.#missing.every(one => this.#staysMissing(one))
  }

  /** The arguments with filters that find nothing; the same object where there are none. */
  apply(args: Node): Node {
    const certain = this.#missing.filter(one => this.#staysMissing(one))
    if (certain.length === 0) return args
    const filters = new Map(certain.map(one => [one.where as unknown, findingNothing(one)]))
    return replaced(args, filters) as Node
  }

  /** False where the operation may create the row itself, or change one into it, before it looks for it. */
  #staysMissing({ model, where, create }: Missing): boolean {
    const others = this.#written.filter(one => one.model === model && !isInside(one.data, create))
    const conditions = conditionsOf(model, where)
    return others.every(one => surelyOther(one, conditions))
  }
}

type Conditions = readonly (readonly [field: string, value: unknown])[]

/** True for data of which no row comes that fits the conditions. */
function surelyOther({ model, data, isNew }: WrittenData, conditions: Conditions): boolean {
  const changed = changedColumns(model, data)
  return (
    conditions.some(([field, value]) => surelyDiffers(data[field], value)) ||
    (isNew && conditions.some(([field]) => !changed.has(field) && isGenerated(model, field))) ||
    (!isNew && !conditions.some(([field]) => changed.has(field)))
  )
}

/** True for a field that has a value of its own, or none, where none is given: no number counted up, no key of another row. */
function isGenerated({ types, relations }: RecordedPlan, field: string): boolean {
  const isKey = [...relations.values()].some(
    relation => relation.kind === 'own' && relation.pairs.some(([here]) => here === field),
  )
  return types[field] === 'String' && !isKey
}

/** True for data of a row that is created together with another, or of that row itself: after it was looked for. */
function isInside(data: Node, create: unknown): boolean {
  if (create === data) return true
  const parts = Array.isArray(create) ? create : isNode(create) ? Object.values(create) : []
  return parts.some(part => isInside(data, part))
}

/** Printable ASCII, in which collations tell apart nothing that differs in more than case and spaces at the end. */
const plainText = /^[ -~]*$/

function surelyDiffers(one: unknown, other: unknown): boolean {
  if (typeof one !== typeof other) return false
  if (typeof one === 'number' || typeof one === 'bigint') return one !== other
  if (typeof one !== 'string' || typeof other !== 'string') return false
  const isPlain = plainText.test(one) && plainText.test(other)
  return isPlain && one.trimEnd().toLowerCase() !== other.trimEnd().toLowerCase()
}

function findingNothing({ model, where }: Missing): Node {
  const and = isAbsent(where.AND) ? [] : listOf(where.AND)
  return { ...where, AND: [...and, among(model, undefined, [])] }
}

function replaced(value: unknown, filters: ReadonlyMap<unknown, Node>): unknown {
  const filter = filters.get(value)
  if (filter) return filter
  if (Array.isArray(value)) return value.map(one => replaced(one, filters))
  if (!isNode(value)) return value
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, replaced(one, filters)]))
}
