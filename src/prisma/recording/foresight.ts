// Before an operation is sent: walks its arguments and finds every record that it can change or delete, nested writes,
// cascades and links included. Finding too many does no harm: what is the same afterwards gives no entry.

import type { RecordedPlan, RecordedRelation } from '../../schema/recorded-plan.js'
import { isAbsent, type Node } from '../arg-values.js'
import { Bystanders } from './bystanders.js'
import { changedColumns, newIdOf } from './changed-columns.js'
import { Consequences } from './consequences.js'
import { type Ledger, recordId, type TouchedRecord } from './ledger.js'
import { lost, movesId, refuseLosing } from './lost-rows.js'
import type { RowFinder } from './row-finder.js'
import type { RowReader, StoredRow } from './row-reader.js'
import { listOf, makesInside, makesRows, namedRows, relationWrites, type Written } from './write-keywords.js'

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
  /** True where one that comes before the keyword at hand can make rows. */
  readonly hasMade: boolean
}

/** What the walk of one operation works with, and what it finds. */
export class Foresight {
  readonly ledger: Ledger
  readonly visits: Visit[] = []
  readonly #find: RowFinder
  readonly #bystanders: Bystanders
  readonly #consequences: Consequences

  constructor(ledger: Ledger, find: RowFinder, reader: RowReader) {
    this.ledger = ledger
    this.#find = find
    this.#bystanders = new Bystanders(ledger, find)
    this.#consequences = new Consequences(ledger, find, reader)
  }

  /** Rows that get `data`; gives their records. */
  async updating(
    model: RecordedPlan,
    rows: readonly StoredRow[],
    data: Node,
  ): Promise<readonly TouchedRecord[]> {
    const records = this.ledger.touch(model, rows)
    const newId = newIdOf(model, data)
    if (newId) for (const record of records) record.newId = newId
    await this.#consequences.ofChanging(model, records, changedColumns(model, data))
    this.visits.push({ model, records, data })
    await this.#relations(model, rows, data)
    return records
  }

  /** A row that is created from `data`; one that is there already leaves it alone. */
  async creating(model: RecordedPlan, data: Node, isThere = false): Promise<void> {
    if (!isThere) this.ledger.expect(model, 1)
    await this.#bystanders.referred(model, [data])
    await this.#relations(model, [], data)
  }

  /** Rows that are deleted; gives their records. */
  async deleting(model: RecordedPlan, rows: readonly StoredRow[]): Promise<readonly TouchedRecord[]> {
    await this.#consequences.ofDeleting(model, rows)
    return this.ledger.touch(model, rows)
  }

  async #relations(model: RecordedPlan, parents: readonly StoredRow[], data: Node): Promise<void> {
    for (const { relation, write } of relationWrites(model, data)) {
      if (relation.kind === 'link') await this.#consequences.noteLinks(model, relation, parents)
      await this.#bystanders.related(relation, parents, write)
      const parts = Object.entries(write).filter(([, value]) => !isAbsent(value))
      const joined = await this.#joined(relation, parts)
      let hasMade = false
      for (const [keyword, value] of parts) {
        // Of a to-one relation the order of keywords is Prisma's own.
        const others = Object.fromEntries(parts.filter(([name]) => name !== keyword))
        const earlier = { joined, hasMade: relation.isList ? hasMade : makesRows(others) }
        if (keyword === 'set' && earlier.hasMade) throw lost(relation, keyword)
        for (const one of listOf(value))
          await this.#write(relation, parents, { keyword, value: one }, earlier)
        hasMade ||= makesRows({ [keyword]: value })
      }
    }
  }

  /** The rows that a write relates, whatever else it does with them. */
  async #joined(
    relation: RecordedRelation,
    parts: readonly (readonly [string, unknown])[],
  ): Promise<readonly StoredRow[]> {
    if (parts.length < 2) return []
    const rows: StoredRow[] = []
    for (const [keyword, value] of parts) {
      for (const one of listOf(value)) {
        const { unique, isLinked, mayMiss } = namedRows(relation, keyword, one)
        if (unique && isLinked)
          rows.push(...(await this.#find.unique(relation.target, unique, 'key', mayMiss)))
      }
    }
    return rows
  }

  async #write(
    relation: RecordedRelation,
    parents: readonly StoredRow[],
    { keyword, value }: { readonly keyword: string; readonly value: unknown },
    earlier: Earlier,
  ): Promise<void> {
    const { target } = relation
    const written: Written = namedRows(relation, keyword, value)
    const rows = await this.#rowsOf(relation, parents, written, earlier)
    if (earlier.hasMade) refuseLosing({ relation, keyword, written, rows })
    if (written.isLinked && movesId(relation)) throw lost(relation, keyword)
    if (written.update && rows.length > 1 && newIdOf(target, written.update)) throw lost(relation, keyword)
    if (written.isLinked) await this.#bystanders.partners(relation, rows)
    if (written.isDeleted) await this.#deletingIn(relation, rows, keyword)
    else this.ledger.touch(target, rows)
    if (written.update) await this.updating(target, rows, written.update)
    if (written.create) await this.creating(target, written.create, rows.length > 0)
    if (written.createMany) {
      this.ledger.expect(target, written.createMany.length)
      await this.#bystanders.referred(target, written.createMany)
    }
  }

  /** Rows that are deleted, of which none has been given new relatives by the same operation. */
  async #deletingIn(relation: RecordedRelation, rows: readonly StoredRow[], keyword: string): Promise<void> {
    await this.deleting(relation.target, rows)
    const makers = this.visits.filter(({ model, data }) => relationWrites(model, data).some(makesInside))
    const isLost = makers.some(({ records }) => records.some(record => record.isDeleted))
    if (isLost) throw lost(relation, keyword)
  }

  /** A filter finds the rows that are related, and those that another keyword of the same write relates. */
  async #rowsOf(
    relation: RecordedRelation,
    parents: readonly StoredRow[],
    { unique, filter, mayMiss }: Written,
    { joined }: Earlier,
  ): Promise<readonly StoredRow[]> {
    if (unique) return this.#find.unique(relation.target, unique, 'key', mayMiss)
    if (filter)
      return distinctRows(relation.target, [
        ...(await this.#find.related(relation, parents, 'key', filter)),
        ...joined,
      ])
    return []
  }
}

/** Rows without repetitions, by their ids. */
function distinctRows(model: RecordedPlan, rows: readonly StoredRow[]): readonly StoredRow[] {
  return [...new Map(rows.map(row => [recordId(model, row), row])).values()]
}
