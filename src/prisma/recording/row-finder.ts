// Finds rows of the records that an operation touches: those that a filter of its arguments names, and those that are
// related to rows already found.

import type { RecordedPlan, RecordedRelation } from '../../schema/recorded-plan.js'
import { isNode, type Node } from '../arg-values.js'
import type { ModelClient } from '../clients.js'
import { among, directSearch, partsOf } from './direct-search.js'
import { LostRace } from './lost-race.js'
import { recordId } from './record-id.js'
import type { RowLock } from './row-lock.js'
import { type RowReader, rowsPerStatement, type StoredRow, type Values } from './row-reader.js'

/** Finds and locks rows in one transaction. */
export class RowFinder {
  readonly #client: () => ModelClient
  readonly #reader: RowReader

  /** @param client of the transaction, made when it is needed */
  constructor(client: () => ModelClient, reader: RowReader) {
    this.#client = client
    this.#reader = reader
  }

  /**
   * The row of a unique filter, as a list of none or one.
   * @param mayMiss the row is as likely not there: it is locked once found, since looking for it with a lock keeps
   * others from creating it (InnoDB's gap locks), and two who wait for each other do so for ever
   * @throws LostRace where MySQL goes on showing another row to the transaction, which Prisma would change
   */
  async unique(model: RecordedPlan, where: unknown, lock: RowLock, mayMiss = false): Promise<StoredRow[]> {
    const direct = directSearch(model, where)
    const search = (how: RowLock) =>
      direct
        ? this.#reader.rows(model, direct.fields, [direct.values], how)
        : this.#indirect(model, where, how)
    const isMovable =
      this.#reader.provider === 'mysql' && !direct?.fields.every(name => model.id.includes(name))
    const [shown] = mayMiss || isMovable ? await search('none') : []
    if (mayMiss && !shown) return []
    const rows = await search(lock)
    if (isMovable && shown && !rows.some(row => recordId(model, row) === recordId(model, shown)))
      throw new LostRace()
    return rows
  }

  /** The same by a filter that Prisma has to answer: locked, the row must still fit it. */
  async #indirect(model: RecordedPlan, where: unknown, lock: RowLock): Promise<StoredRow[]> {
    const keys = await this.keys(model, where, { take: 1 })
    if (lock === 'none' || keys.length === 0) return keys
    const rows = await this.locked(model, keys, lock)
    if (this.#reader.provider === 'sqlite') return rows
    const [still] = await this.keys(model, where, { take: 1 })
    return rows.filter(row => still && recordId(model, row) === recordId(model, still))
  }

  /** The ids of the rows of a filter, in their order. */
  keys(model: RecordedPlan, where: unknown, page: Node = {}): Promise<Node[]> {
    const select = Object.fromEntries(model.id.map(name => [name, true]))
    const orderBy = model.id.map(name => ({ [name]: 'asc' }))
    const filter = isNode(where) ? { where: { AND: partsOf(model, where) } } : {}
    return this.#client()
      .model(model.name)
      .findMany({ ...filter, ...page, select, orderBy })
  }

  /** Rows by their ids, whole and locked. */
  locked(model: RecordedPlan, keys: readonly StoredRow[], lock: RowLock): Promise<StoredRow[]> {
    return this.#reader.rows(
      model,
      model.id,
      keys.map(key => model.id.map(field => key[field])),
      lock,
    )
  }

  /** The rows of a relation of some rows, locked. */
  async related(relation: RecordedRelation, rows: readonly StoredRow[], lock: RowLock): Promise<StoredRow[]> {
    const { fields, values } = await this.#search(relation, rows, 'seen')
    return this.#reader.rows(relation.target, fields, values, lock)
  }

  /**
   * The same, and the rows that MySQL goes on showing to the transaction as related after others have moved them: a
   * nested write of Prisma's is for those.
   */
  async shown(relation: RecordedRelation, rows: readonly StoredRow[], lock: RowLock): Promise<StoredRow[]> {
    const found = await this.related(relation, rows, lock)
    if (this.#reader.provider !== 'mysql') return found
    const { target } = relation
    const source = relation.kind === 'link' ? undefined : target.relations.get(relation.opposite)?.target
    const then = source ? await this.locked(source, rows, 'none') : rows
    const { fields, values } = await this.#search(relation, then, 'none')
    const known = new Set(found.map(row => recordId(target, row)))
    const past = await this.#reader.rows(target, fields, values, 'none')
    const moved = past.filter(row => !known.has(recordId(target, row)))
    return [...found, ...(await this.locked(target, moved, lock))]
  }

  /** The ids of those of some rows that fit a filter. */
  async fitting(model: RecordedPlan, rows: readonly StoredRow[], filter: Node): Promise<Node[]> {
    const found: Node[] = []
    for (let at = 0; at < rows.length; at += rowsPerStatement)
      found.push(...(await this.keys(model, among(model, filter, rows.slice(at, at + rowsPerStatement)))))
    return found
  }

  /** The id fields of the rows of a relation of some rows. */
  async relatedKeys(
    relation: RecordedRelation,
    rows: readonly StoredRow[],
    lock: RowLock = 'seen',
  ): Promise<StoredRow[]> {
    const { fields, values } = await this.#search(relation, rows, lock)
    return this.#reader.keys(relation.target, fields, values, lock)
  }

  /** By which values of which fields the related rows are found. */
  async #search(
    relation: RecordedRelation,
    rows: readonly StoredRow[],
    lock: RowLock,
  ): Promise<{ readonly fields: readonly string[]; readonly values: Values }> {
    if (relation.kind === 'link') {
      const ids = rows.map(row => row[relation.idField])
      const links = await this.#reader.links(relation, ids, lock)
      return { fields: relation.target.id, values: distinct(links.map(link => [link[relation.there]])) }
    }
    const values = rows.map(row => relation.pairs.map(([here]) => row[here]))
    const complete = values.filter(list => list.every(value => value !== null))
    return { fields: relation.pairs.map(([, there]) => there), values: distinct(complete) }
  }
}

/** Lists of values without repetitions. */
function distinct(values: Values): Values {
  return [...new Map(values.map(list => [list.map(String).join('\u0000'), list])).values()]
}
