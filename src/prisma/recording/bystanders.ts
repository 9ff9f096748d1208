// Rows beside those that a write names: what was related before, what new rows refer to, who loses a partner.

import type { RecordedPlan, RecordedRelation } from '../../schema/recorded-plan.js'
import { isAbsent, type Node } from '../arg-values.js'
import { setValue } from '../written-value.js'
import { byModel } from './by-model.js'
import type { Ledger } from './ledger.js'
import type { RowFinder } from './row-finder.js'
import type { StoredRow } from './row-reader.js'
import { makesRows } from './write-keywords.js'

/** Notes them in the ledger. */
export class Bystanders {
  readonly #ledger: Ledger
  readonly #find: RowFinder

  constructor(ledger: Ledger, find: RowFinder) {
    this.#ledger = ledger
    this.#find = find
  }

  /** The rows that are related already, where one may be replaced, or new ones have to be told from them. */
  async related(relation: RecordedRelation, parents: readonly StoredRow[], write: Node): Promise<void> {
    if (parents.length === 0) return
    const isReplaced = !relation.isList || write.set !== undefined
    if (isReplaced) this.#ledger.touch(relation.target, await this.#find.shown(relation, parents, 'key'))
    else if (makesRows(write))
      this.#ledger.know(relation.target, await this.#find.relatedKeys(relation, parents, 'kept'))
  }

  /**
   * What is related to records that may be deleted, should they stay: none of it was made by the operation.
   * @param relations those of a model over which the operation may make rows
   */
  async ofSpared(relations: (model: RecordedPlan) => Iterable<RecordedRelation>): Promise<void> {
    const going = this.#ledger.records.filter(({ mayGo }) => mayGo)
    for (const [model, records] of byModel(going)) {
      const rows = records.flatMap(({ before }) => (before ? [before] : []))
      for (const relation of relations(model))
        this.#ledger.know(relation.target, await this.#find.relatedKeys(relation, rows, 'kept'))
    }
  }

  /**
   * The rows that others come to refer to by columns of `data` were there before.
   * @param rows those that get the data, as they stand; none where they are new
   */
  async referred(model: RecordedPlan, data: readonly Node[], rows: readonly StoredRow[] = []): Promise<void> {
    const given = data.map(plainValues)
    const stored = rows.length > 0 ? rows : [{}]
    const referring = stored.flatMap(row => given.map(values => ({ ...row, ...values })))
    for (const relation of model.relations.values()) {
      if (relation.kind !== 'own') continue
      const isGiven = given.some(values => relation.pairs.some(([here]) => here in values))
      if (isGiven) this.#ledger.know(relation.target, await this.#find.relatedKeys(relation, referring))
    }
  }

  /** The rows that lose their partner of a one-to-one relation to the one that it is connected to. */
  async partners(relation: RecordedRelation, rows: readonly StoredRow[]): Promise<void> {
    if (relation.kind === 'link') return
    const opposite = relation.target.relations.get(relation.opposite)
    if (!opposite || opposite.isList) return
    this.#ledger.touch(opposite.target, await this.#find.shown(opposite, rows, 'key'))
  }
}

/** The values that `data` sets, without what is counted up or nested. */
function plainValues(data: Node): Node {
  const plain = Object.entries(data).map(([name, value]) => [name, setValue(value)])
  return Object.fromEntries(plain.filter(([, value]) => !isAbsent(value)))
}
