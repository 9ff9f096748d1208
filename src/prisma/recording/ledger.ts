// What one operation touches: every record with its row from before and from after. Filled before the operation is
// sent with the rows that it can reach, completed afterwards with what it made.

import type { LinkedRelation, RecordedPlan, RecordedRelation } from '../../schema/recorded-plan.js'
import type { Node } from '../arg-values.js'
import { recordId } from './record-id.js'
import type { StoredRow } from './row-reader.js'
import type { TouchedLinks } from './touched-links.js'

/** One record that the operation may touch. */
export interface TouchedRecord {
  readonly model: RecordedPlan
  /** The id that it had before, or that it was made with. */
  readonly id: string
  readonly before: StoredRow | undefined
  after: StoredRow | undefined
  /** True where the operation deletes it, if it is still there by then. */
  isDeleted?: boolean
  /** True where the operation may delete it; one that is there afterwards may have been made anew. */
  mayGo?: boolean
  /** True where the operation's result says that it is deleted. */
  isGone?: boolean
  /** The id fields that get other values, where that is known before the operation is sent. */
  newId?: StoredRow
  /** The row whose referenced columns this one's foreign key follows when they change. */
  follows?:
    | { readonly parent: TouchedRecord; readonly pairs: readonly (readonly [string, string])[] }
    | undefined
}

/** The records and links that one operation touches. */
export class Ledger {
  readonly #records = new Map<RecordedPlan, Map<string, TouchedRecord>>()
  readonly #known = new Map<RecordedPlan, Set<string>>()
  readonly #links = new Map<RecordedRelation, TouchedLinks>()
  #possible = 0

  /** What it must make, unless something else becomes of the data. */
  readonly expected: { readonly model: RecordedPlan; readonly data: Node }[] = []

  /** How many records of audited models are touched, or expected to be made. Links are none. */
  get size(): number {
    return this.records.filter(({ model }) => model.isAudited).length + this.#possible
  }

  /** Every record, in the order in which they were found. */
  get records(): readonly TouchedRecord[] {
    return [...this.#records.values()].flatMap(records => [...records.values()])
  }

  /** The links by relation side. */
  get links(): readonly TouchedLinks[] {
    return [...this.#links.values()]
  }

  /** The record that a row is of, as it stood before the operation. */
  record(model: RecordedPlan, row: StoredRow): TouchedRecord | undefined {
    return this.#records.get(model)?.get(recordId(model, row))
  }

  /** Takes rows from before the operation; gives their records. */
  touch(model: RecordedPlan, rows: readonly StoredRow[]): readonly TouchedRecord[] {
    const records = this.#of(model)
    return rows.map(row => {
      const id = recordId(model, row)
      const record = records.get(id) ?? { model, id, before: row, after: undefined }
      records.set(id, record)
      return record
    })
  }

  /**
   * Counts records that the operation is about to make of `rows` of data.
   * @param isSure false where something else may become of them
   */
  expect(model: RecordedPlan, rows: readonly Node[], isSure: boolean): void {
    if (!model.isAudited) return
    this.#possible += rows.length
    if (isSure) this.expected.push(...rows.map(data => ({ model, data })))
  }

  /** Notes rows, by their id fields, that were there before and that the operation leaves alone. */
  know(model: RecordedPlan, keys: readonly StoredRow[]): void {
    const known = this.#known.get(model) ?? new Set<string>()
    this.#known.set(model, known)
    for (const key of keys) known.add(recordId(model, key))
  }

  /** True for a row that was there before the operation, or was found to be made by it. */
  isKnown(model: RecordedPlan, key: StoredRow): boolean {
    const id = recordId(model, key)
    return this.#of(model).has(id) || (this.#known.get(model)?.has(id) ?? false)
  }

  /** Takes the row that a record has become. */
  follow(model: RecordedPlan, before: StoredRow, after: StoredRow): void {
    const record = this.record(model, before)
    if (record) record.after = after
  }

  /** Takes rows that the operation made. */
  add(model: RecordedPlan, rows: readonly StoredRow[]): void {
    const records = this.#of(model)
    for (const row of rows) {
      const id = recordId(model, row)
      records.set(id, { model, id, before: undefined, after: row })
    }
  }

  /** Those of the rows with these ids that the operation made, or may have made anew. */
  madeAmong(model: RecordedPlan, keys: readonly StoredRow[]): readonly StoredRow[] {
    const records = keys.map(key => this.#of(model).get(recordId(model, key)))
    return records.flatMap(record =>
      record?.after && (!record.before || record.mayGo) ? [record.after] : [],
    )
  }

  /** The values of an id field that records have now and did not have before. */
  newIds(model: RecordedPlan, field: string): readonly unknown[] {
    return [...this.#of(model).values()].flatMap(({ before, after }) =>
      before && after && before[field] !== after[field] ? [after[field]] : [],
    )
  }

  /** The links of one side of a relation. */
  linksOf(owner: RecordedPlan, relation: LinkedRelation): TouchedLinks {
    const known = this.#links.get(relation)
    if (known) return known
    const isAudited = owner.isAudited || relation.target.isAudited
    const links = { owner, relation, isAudited, ids: [], before: new Map(), after: new Map() }
    this.#links.set(relation, links)
    return links
  }

  #of(model: RecordedPlan): Map<string, TouchedRecord> {
    const records = this.#records.get(model) ?? new Map<string, TouchedRecord>()
    this.#records.set(model, records)
    return records
  }
}
