// The rows that one write of a relation is for, as they stand before the operation.

import type { RecordedPlan, RecordedRelation } from '../../schema/recorded-plan.js'
import type { Node } from '../arg-values.js'
import { changedColumns } from './changed-columns.js'
import type { Consequences } from './consequences.js'
import { uniqueOf } from './direct-search.js'
import type { Foreseen } from './foreseen.js'
import type { Ledger } from './ledger.js'
import { refusalBeyond } from './lost-rows.js'
import { recordId } from './record-id.js'
import type { RowFinder } from './row-finder.js'
import type { StoredRow } from './row-reader.js'
import { listOf, namedRows, type Written } from './write-keywords.js'

/** What finding them takes. */
export interface TargetPort {
  readonly ledger: Ledger
  readonly find: RowFinder
  readonly consequences: Consequences
  readonly foreseen: Foreseen
}

/** Finds them, locked. */
export class WriteTargets {
  readonly #port: TargetPort

  constructor(port: TargetPort) {
    this.#port = port
  }

  /**
   * A unique filter finds one row at most; another one finds rows that are related, and `joined` ones, which another
   * keyword of the same write relates.
   */
  async rows(
    relation: RecordedRelation,
    parents: readonly StoredRow[],
    written: Written,
    joined: readonly StoredRow[],
  ): Promise<readonly StoredRow[]> {
    const { unique, filter } = written
    if (unique) return this.#unique(relation, unique, written)
    if (!filter) return []
    return distinctRows(relation.target, [
      ...(await this.#related(relation, parents, filter, written)),
      ...joined,
    ])
  }

  /**
   * One that is there but does not fit all of the filter is taken for one that fits: what the operation does first can make
   * it so.
   */
  async #unique(relation: RecordedRelation, where: Node, written: Written): Promise<readonly StoredRow[]> {
    const { find, foreseen } = this.#port
    const { target } = relation
    const { create, update, mayMiss, isLinked } = written
    const unique = uniqueOf(target, where)
    const fitting = await find.unique(target, where, 'key', mayMiss)
    const isOther = fitting.length === 0 && unique && !unique.isWhole
    const rows = isOther ? await find.unique(target, unique.part, 'key', mayMiss) : fitting
    if (isLinked && relation.kind === 'theirs') foreseen.moved(relation, rows)
    if (unique && rows.length === 0) {
      const refusal = refusalBeyond(relation, written, unique.values)
      foreseen.missing({ model: target, where, values: unique.values, create, update, refusal })
    }
    return rows
  }

  /** The rows that the keywords of a write relate, where another one of them is for all that are related. */
  async joined({ target }: RecordedRelation, written: readonly Written[]): Promise<readonly StoredRow[]> {
    const rows: StoredRow[] = []
    if (!written.some(({ filter }) => filter)) return rows
    for (const { unique, isLinked, mayMiss } of written) {
      if (unique && isLinked) rows.push(...(await this.#port.find.unique(target, unique, 'key', mayMiss)))
    }
    return rows
  }

  /**
   * The related rows that fit the filter. The others are locked and looked at again afterwards, too: what the operation
   * does first can make them fit.
   */
  async #related(
    relation: RecordedRelation,
    parents: readonly StoredRow[],
    filter: Node,
    { isDeleted, update }: Written,
  ): Promise<readonly StoredRow[]> {
    const { find, ledger, consequences } = this.#port
    const { target } = relation
    const related = await find.shown(relation, parents, 'key')
    if (related.length === 0 || Object.keys(filter).length === 0) return related
    const fitting = new Set((await find.fitting(target, related, filter)).map(key => recordId(target, key)))
    const others = related.filter(row => !fitting.has(recordId(target, row)))
    const records = ledger.touch(target, others)
    if (isDeleted) await consequences.ofDeleting(target, others, false)
    if (update) await consequences.ofChanging(target, records, changedColumns(target, update))
    return related.filter(row => fitting.has(recordId(target, row)))
  }
}

/** What each value of each keyword names. */
export function allWritten(
  relation: RecordedRelation,
  parts: readonly (readonly [keyword: string, value: unknown])[],
): readonly Written[] {
  return parts.flatMap(([keyword, value]) => listOf(value).map(one => namedRows(relation, keyword, one)))
}

/** Rows without repetitions, by their ids. */
function distinctRows(model: RecordedPlan, rows: readonly StoredRow[]): readonly StoredRow[] {
  return [...new Map(rows.map(row => [recordId(model, row), row])).values()]
}
