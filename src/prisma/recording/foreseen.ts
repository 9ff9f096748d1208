// The arguments as they are sent: a unique of a nested write that found no row before the operation finds none in it
// either, whoever creates that row meanwhile. Of such a row no image from before would be known.

import type { QueryError } from '../../errors.js'
import type { RecordedPlan } from '../../schema/recorded-plan.js'
import { isAbsent, isNode, type Node } from '../arg-values.js'
import { among } from './direct-search.js'
import { nodesIn, Rivals, type WrittenData } from './rivals.js'
import type { StoredRow } from './row-reader.js'
import { listOf } from './write-keywords.js'

/** A filter whose unique no row has. */
export interface Missing {
  readonly model: RecordedPlan
  readonly where: Node
  /** The values of the unique. */
  readonly values: Node
  /** Data that is written once the row was looked for. */
  readonly own: readonly unknown[]
  /** The error where the row, were it found all the same, would lead to others; undefined where it leads to none. */
  readonly refused: QueryError | undefined
}

/** What the walk of one operation did not find. */
export class Foreseen {
  readonly #missing: Missing[] = []
  readonly #written = new Map<RecordedPlan, WrittenData[]>()

  /** A filter whose unique no row has. */
  missing(one: Missing): void {
    this.#missing.push(one)
  }

  /** Data that the operation writes. */
  written(model: RecordedPlan, one: WrittenData): void {
    const known = this.#written.get(model)
    if (known) known.push(one)
    else this.#written.set(model, [one])
  }

  /** Rows whose `columns` get values of other rows. */
  moved(model: RecordedPlan, rows: readonly StoredRow[], columns: readonly string[]): void {
    const changed = new Set(columns)
    for (const row of rows) {
      const kept = Object.entries(row).filter(([name]) => !changed.has(name))
      this.written(model, { data: Object.fromEntries(kept), changed })
    }
  }

  /** Tells data that is written whatever the operation does first. */
  get isSure(): (data: Node) => boolean {
    const { open } = this.#told()
    const doubtful = new Set(open.flatMap(({ own }) => own.flatMap(nodesIn)))
    return data => !doubtful.has(data)
  }

  /**
   * The arguments with filters that find nothing; the same object where there are none.
   * @throws QueryError QUERY_AUDIT_UNSUPPORTED where the operation itself may make a row that leads to others
   */
  apply(args: Node): Node {
    const { certain, open } = this.#told()
    for (const { refused } of open) if (refused) throw refused
    if (certain.length === 0) return args
    const filters = new Map(certain.map(one => [one.where as unknown, findingNothing(one)]))
    return replaced(args, filters) as Node
  }

  /** The filters whose row the operation cannot make itself before it looks for it, and the others. */
  #told(): { readonly certain: readonly Missing[]; readonly open: readonly Missing[] } {
    const rivals = new Map<string, Rivals>()
    const [certain, open]: [Missing[], Missing[]] = [[], []]
    for (const one of this.#missing) {
      const { model, values, own } = one
      const fields = Object.keys(values)
      const name = [model.name, ...fields].join(' ')
      const known = rivals.get(name) ?? new Rivals(model, fields, this.#written.get(model) ?? [])
      rivals.set(name, known)
      const side = known.mayHave(values, own) ? open : certain
      side.push(one)
    }
    return { certain, open }
  }
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
