// Before an operation is sent: walks its arguments and finds every record that it can change or delete, nested writes,
// cascades and links included. Finding too many does no harm: what is the same afterwards gives no entry.

import type { RecordedPlan, RecordedRelation } from '../../schema/recorded-plan.js'
import { isAbsent, type Node } from '../arg-values.js'
import { Bystanders } from './bystanders.js'
import { changedColumns, mergedId, newIdOf } from './changed-columns.js'
import { Consequences } from './consequences.js'
import { Foreseen } from './foreseen.js'
import type { Ledger, TouchedRecord } from './ledger.js'
import { lost, movesId, refuseLosing } from './lost-rows.js'
import { isFlat } from './result-row.js'
import type { RowFinder } from './row-finder.js'
import type { RowReader, StoredRow } from './row-reader.js'
import { listOf, makesInside, makesRows, namedRows, relationWrites, type Written } from './write-keywords.js'
import { allWritten, WriteTargets } from './write-targets.js'

/** An update's data and the records that it is for: what is created inside is looked for with them. */
export interface Visit {
  readonly model: RecordedPlan
  readonly records: readonly TouchedRecord[]
  readonly data: Node
}

/** What other keywords of one relation write do. */
interface Earlier {
  /** Rows that they relate. */
  readonly joined: readonly StoredRow[]
  /** Those that may come before the keyword at hand. */
  readonly write: Node
}

/** What the walk of one operation works with, and what it finds. */
export class Foresight {
  readonly ledger: Ledger
  readonly visits: Visit[] = []
  readonly foreseen = new Foreseen()
  readonly #targets: WriteTargets
  readonly #bystanders: Bystanders
  readonly #consequences: Consequences

  constructor(ledger: Ledger, find: RowFinder, reader: RowReader) {
    this.ledger = ledger
    this.#bystanders = new Bystanders(ledger, find)
    const consequences = new Consequences({ ledger, find, reader, foreseen: this.foreseen })
    this.#consequences = consequences
    this.#targets = new WriteTargets({ ledger, find, consequences, foreseen: this.foreseen })
  }

  /** Rows that get `data`; gives their records. */
  async updating(
    model: RecordedPlan,
    rows: readonly StoredRow[],
    data: Node,
  ): Promise<readonly TouchedRecord[]> {
    const records = this.ledger.touch(model, rows)
    const newId = newIdOf(model, data)
    if (newId) for (const record of records) record.newId = mergedId(model, record.newId, newId)
    const changed = changedColumns(model, data)
    await this.#consequences.ofChanging(model, records, changed)
    const isAlone = this.visits.length === 0 && isFlat(model, data)
    if (!isAlone) await this.#bystanders.referred(model, [data], rows)
    this.visits.push({ model, records, data })
    this.foreseen.written(model, { data, changed })
    await this.#relations(model, rows, data)
    return records
  }

  /**
   * A row that is created from `data`.
   * @param there the row that is there already, which leaves `data` alone unless the operation deletes it first
   */
  async creating(model: RecordedPlan, data: Node, there: readonly StoredRow[] = []): Promise<void> {
    const isThere = there.length > 0
    if (!isThere) this.ledger.expect(model, [data], this.foreseen.isCarriedOut)
    this.foreseen.written(model, { data })
    await this.#bystanders.referred(model, [data])
    await this.foreseen.branch({ isSure: !isThere }, () => this.#relations(model, there, data))
  }

  /** Rows that are deleted; gives their records. */
  async deleting(model: RecordedPlan, rows: readonly StoredRow[]): Promise<readonly TouchedRecord[]> {
    await this.#consequences.ofDeleting(model, rows)
    return this.ledger.touch(model, rows)
  }

  /** Once all is walked: looks at what only the whole of it tells. */
  complete(): Promise<void> {
    return this.#bystanders.ofSpared(model => this.foreseen.makingOf(model))
  }

  async #relations(model: RecordedPlan, parents: readonly StoredRow[], data: Node): Promise<void> {
    for (const { relation, write } of relationWrites(model, data)) {
      if (relation.kind === 'link') await this.#consequences.noteLinks(model, relation, parents)
      await this.#bystanders.related(relation, parents, write)
      const parts = Object.entries(write).filter(([, value]) => !isAbsent(value))
      const joined = await this.#targets.joined(relation, allWritten(relation, parts))
      for (const [at, [keyword, value]] of parts.entries()) {
        // Of a to-one relation the order of keywords is Prisma's own.
        const others = parts.filter((_, n) => (relation.isList ? n < at : n !== at))
        const earlier = { joined, write: Object.fromEntries(others) }
        if (keyword === 'set' && makesRows(earlier.write)) throw lost(relation, keyword)
        for (const one of listOf(value))
          await this.#write(relation, parents, { keyword, value: one }, earlier)
      }
    }
  }

  async #write(
    relation: RecordedRelation,
    parents: readonly StoredRow[],
    { keyword, value }: { readonly keyword: string; readonly value: unknown },
    earlier: Earlier,
  ): Promise<void> {
    const { target } = relation
    const written: Written = namedRows(relation, keyword, value)
    const rows = await this.#targets.rows(relation, parents, written, earlier.joined)
    if (makesRows(earlier.write)) refuseLosing({ relation, keyword, written, rows, earlier: earlier.write })
    if (written.isLinked && movesId(relation)) throw lost(relation, keyword)
    if (written.update && rows.length > 1 && newIdOf(target, written.update)) throw lost(relation, keyword)
    if (written.isLinked) await this.#bystanders.partners(relation, rows)
    if (written.isDeleted) await this.#deletingIn(relation, rows, keyword)
    else this.ledger.touch(target, rows)
    await this.#writing(target, rows, written)
  }

  async #writing(target: RecordedPlan, rows: readonly StoredRow[], written: Written): Promise<void> {
    const { update, create, createMany, mayBeOther } = written
    const { foreseen } = this
    const isSure = rows.length > 0 && !mayBeOther
    if (update) await foreseen.branch({ isSure, other: create }, () => this.updating(target, rows, update))
    if (create)
      await foreseen.branch({ isSure: true, other: update }, () => this.creating(target, create, rows))
    if (createMany) {
      this.ledger.expect(target, createMany, foreseen.isCarriedOut && !mayBeOther)
      for (const data of createMany) this.foreseen.written(target, { data })
      await this.#bystanders.referred(target, createMany)
    }
  }

  /** Rows that are deleted, of which none has been given new relatives by the same operation. */
  async #deletingIn(relation: RecordedRelation, rows: readonly StoredRow[], keyword: string): Promise<void> {
    await this.deleting(relation.target, rows)
    const makers = this.visits.filter(({ model, data }) => relationWrites(model, data).some(makesInside))
    const isLost = makers.some(({ records }) => records.some(record => record.isDeleted))
    if (isLost) throw lost(relation, keyword)
  }
}
