// After an operation was sent: reads the records that it could touch again, and finds those that it made.

import { addToList } from '../../core/add-to-list.js'
import type { RecordedPlan, RecordedRelation } from '../../schema/recorded-plan.js'
import type { Node } from '../arg-values.js'
import { byModel } from './by-model.js'
import type { Visit } from './foresight.js'
import { foundAgain } from './found-again.js'
import type { Ledger, TouchedRecord } from './ledger.js'
import { recordId } from './record-id.js'
import type { RowFinder } from './row-finder.js'
import type { RowReader, StoredRow } from './row-reader.js'
import { createData, makesRows, relationWrites } from './write-keywords.js'

/** A row that the operation itself made, and the data that it was made from. */
export interface MadeRow {
  readonly model: RecordedPlan
  readonly key: StoredRow
  readonly data: Node
}

/** Completes the ledger of one operation. */
export class Aftermath {
  readonly #ledger: Ledger
  readonly #find: RowFinder
  readonly #reader: RowReader

  constructor(ledger: Ledger, find: RowFinder, reader: RowReader) {
    this.#ledger = ledger
    this.#find = find
    this.#reader = reader
  }

  /** Reads everything again; `made` are rows whose keys the result told. */
  async complete(visits: readonly Visit[], made: readonly MadeRow[]): Promise<void> {
    await this.#readAgain(
      this.#ledger.records.filter(({ before, after, isGone }) => before && !after && !isGone),
    )
    for (const { model, records, data } of visits) {
      const rows = records.flatMap(({ after }) => (after ? [after] : []))
      await this.#findMade(model, rows, [data])
    }
    for (const { model, key, data } of made) {
      if (!this.#ledger.isKnown(model, key))
        this.#ledger.add(model, await this.#find.locked(model, [key], 'seen'))
      const rows = this.#ledger.madeAmong(model, [key])
      await this.#findMade(model, rows, [data])
    }
    await this.#readLinks()
  }

  /** Records that follow others are read once those are known. */
  async #readAgain(records: readonly TouchedRecord[]): Promise<void> {
    let waiting = records
    while (waiting.length > 0) {
      const asked = new Set(waiting)
      const ready = waiting.filter(({ follows }) => !follows || !asked.has(follows.parent))
      const now = ready.length > 0 ? ready : waiting
      for (const [model, some] of byModel(now)) await this.#readModel(model, some)
      const done = new Set(now)
      waiting = waiting.filter(record => !done.has(record))
    }
  }

  async #readModel(model: RecordedPlan, records: readonly TouchedRecord[]): Promise<void> {
    const keys = records.flatMap(record => keysAfter(record))
    const rows = await this.#find.locked(model, keys, 'seen')
    const others = this.#ledger.records.filter(one => one.model === model)
    const taken = new Set(others.flatMap(({ after }) => (after ? [recordId(model, after)] : [])))
    const free = rows.map(row => [recordId(model, row), row] as const).filter(([id]) => !taken.has(id))
    const places = records.map(record => ({ record, ids: idsAfter(record) }))
    for (const [record, row] of foundAgain(places, new Map(free))) record.after = row
    // Under a new id a record is known as well, and none that the operation made.
    this.#ledger.know(model, rows)
  }

  /** Rows that the data of some rows made are related to them and were not there before. */
  async #findMade(
    model: RecordedPlan,
    parents: readonly StoredRow[],
    written: readonly Node[],
  ): Promise<void> {
    for (const [relation, writes] of writesByRelation(model, written)) {
      if (relation.kind === 'link')
        this.#ledger.linksOf(model, relation).ids.push(...parents.map(row => row[relation.idField]))
      if (parents.length === 0 || !writes.some(makesRows)) continue
      const { target } = relation
      const keys = await this.#find.relatedKeys(relation, parents)
      const unknown = keys.filter(key => !this.#ledger.isKnown(target, key))
      this.#ledger.add(target, await this.#find.locked(target, unknown, 'seen'))
      // Those that another write of the same relation led to, too: each follows what its own data creates.
      const rows = this.#ledger.madeAmong(target, keys)
      if (rows.length > 0) await this.#findMade(target, rows, writes.flatMap(createData))
    }
  }

  async #readLinks(): Promise<void> {
    for (const { owner, relation, ids, after } of this.#ledger.links) {
      const own = [...new Set([...ids, ...this.#ledger.newIds(owner, relation.idField)])]
      for (const link of await this.#reader.links(relation, own, 'seen'))
        after.set(`${link.A}\u0000${link.B}`, link)
    }
  }
}

/** The ids by which a record may be found now, the likelier first. */
function keysAfter({ model, before, newId, follows }: TouchedRecord): readonly StoredRow[] {
  const old = Object.fromEntries(model.id.map(field => [field, before?.[field]]))
  const followed = follows?.pairs
    .filter(([, there]) => model.id.includes(there))
    .map(([here, there]) => [there, follows.parent.after?.[here] ?? before?.[there]] as const)
  if (!newId && !followed?.length) return [old]
  return [{ ...old, ...newId, ...Object.fromEntries(followed ?? []) }, old]
}

function idsAfter(record: TouchedRecord): readonly string[] {
  return [...new Set(keysAfter(record).map(key => recordId(record.model, key)))]
}

function writesByRelation(
  model: RecordedPlan,
  written: readonly Node[],
): ReadonlyMap<RecordedRelation, readonly Node[]> {
  const byRelation = new Map<RecordedRelation, Node[]>()
  for (const { relation, write } of written.flatMap(data => relationWrites(model, data))) {
    addToList(byRelation, relation, write)
  }
  return byRelation
}
