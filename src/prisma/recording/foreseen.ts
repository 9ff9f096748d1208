// The arguments as they are sent: a unique of a nested write that found no row before the operation finds none in it
// either, whoever creates that row meanwhile. Of such a row no image from before would be known.

import { addToList } from '../../core/add-to-list.js'
import type { QueryError } from '../../errors.js'
import type { JoinedRelation, RecordedPlan, RecordedRelation } from '../../schema/recorded-plan.js'
import { isAbsent, type Node, nodesIn, withReplaced } from '../arg-values.js'
import { among } from './direct-search.js'
import { Rivals, type WrittenData } from './rivals.js'
import type { StoredRow } from './row-reader.js'
import { listOf, makesInside, relationWrites } from './write-keywords.js'

/** A filter whose unique no row has. */
export interface Missing {
  readonly model: RecordedPlan
  readonly where: Node
  /** The values of the unique. */
  readonly values: Node
  /** Data of the row that is created then, and of the row that would have been found. */
  readonly create: Node | undefined
  readonly update: Node | undefined
  /** The error where the row, were it found all the same, would lead to others; undefined where it leads to none. */
  readonly refusal: QueryError | undefined
}

/** What is carried out, or not, depending on the rows. */
export interface Branch {
  readonly isSure: boolean
  /** The data of the other branch of an upsert. */
  readonly other?: unknown
}

/** One with the data that is no rival of it. */
interface Sought extends Missing {
  readonly beside: readonly unknown[]
}

/** The filters whose row the operation cannot make itself before it looks for it, and the others. */
interface Told {
  readonly certain: readonly Missing[]
  readonly open: readonly Missing[]
}

/** What the walk of one operation did not find. */
export class Foreseen {
  readonly #missing: Sought[] = []
  readonly #written = new Map<RecordedPlan, WrittenData[]>()
  #beside: readonly unknown[] = []
  #told: Told | undefined
  /** False within a branch of the walk that may not be carried out. */
  isCarriedOut = true

  /** A filter whose unique no row has. */
  missing(one: Missing): void {
    this.#told = undefined
    this.#missing.push({ ...one, beside: this.#beside })
  }

  /** Walks what may not be carried out, or not where `other` is: what it creates is not sure to be made. */
  async branch({ isSure, other }: Branch, walk: () => Promise<unknown>): Promise<void> {
    const [outside, beside] = [this.isCarriedOut, this.#beside]
    this.isCarriedOut = outside && isSure
    this.#beside = [...beside, other]
    await walk()
    this.isCarriedOut = outside
    this.#beside = beside
  }

  /** Data that the operation writes. */
  written(model: RecordedPlan, one: WrittenData): void {
    this.#told = undefined
    addToList(this.#written, model, one)
  }

  /** Rows of the relation's target whose foreign keys there get other values. */
  moved({ target, pairs }: JoinedRelation, rows: readonly StoredRow[]): void {
    const changed = new Set(pairs.map(([, there]) => there))
    for (const row of rows) {
      const kept = Object.entries(row).filter(([name]) => !changed.has(name))
      this.written(target, { data: Object.fromEntries(kept), changed })
    }
  }

  /** How many rows of a model the operation has data for that may be new. */
  newRowsOf(model: RecordedPlan): number {
    return (this.#written.get(model) ?? []).filter(({ changed }) => !changed).length
  }

  /** The relations of a model over which the operation may make rows. */
  makingOf(model: RecordedPlan): ReadonlySet<RecordedRelation> {
    const writes = (this.#written.get(model) ?? []).flatMap(({ data }) => relationWrites(model, data))
    return new Set(writes.filter(makesInside).map(({ relation }) => relation))
  }

  /** Filters whose row the operation may itself make before it looks for it. */
  get open(): readonly Missing[] {
    return this.#tell().open
  }

  /** Tells data that is written whatever the operation does first. */
  get isSure(): (data: Node) => boolean {
    const doubtful = new Set(nodesIn(this.open.map(({ create, update }) => [create, update])))
    return data => !doubtful.has(data)
  }

  /**
   * The arguments with filters that find nothing; the same object where there are none.
   * @throws QueryError QUERY_AUDIT_UNSUPPORTED where the operation itself may make a row that leads to others
   */
  apply(args: Node): Node {
    const { certain, open } = this.#tell()
    for (const { refusal } of open) if (refusal) throw refusal
    if (certain.length === 0) return args
    const filters = new Map(certain.map(one => [one.where as unknown, findingNothing(one)]))
    return withReplaced(args, filters) as Node
  }

  #tell(): Told {
    if (this.#told) return this.#told
    const rivals = new Map<string, Rivals>()
    const [certain, open]: [Missing[], Missing[]] = [[], []]
    for (const one of this.#missing) {
      const { model, values } = one
      const fields = Object.keys(values)
      const name = `${model.name} ${fields}`
      const known = rivals.get(name) ?? new Rivals(model, fields, this.#written.get(model) ?? [])
      rivals.set(name, known)
      if (known.mayHave(values, ownTest(one))) open.push(one)
      else certain.push(one)
    }
    this.#told = { certain, open }
    return this.#told
  }
}

/** Tells data that is no rival of what is sought, since it is written later, or in place of it. */
function ownTest({ create, update, beside }: Sought): (data: Node) => boolean {
  let nodes: ReadonlySet<Node> | undefined
  return data => {
    nodes ??= new Set(nodesIn([create, update, ...beside]))
    return nodes.has(data)
  }
}

function findingNothing({ model, where }: Missing): Node {
  const and = isAbsent(where.AND) ? [] : listOf(where.AND)
  return { ...where, AND: [...and, among(model, undefined, [])] }
}
