// Finds rows of the records that an operation touches: those that a filter of its arguments names, and those that are
// related to rows already found.

import type { RecordedPlan, RecordedRelation } from '../../schema/recorded-plan.js'
import { isAbsent, isNode, type Node } from '../arg-values.js'
import type { ModelClient } from '../clients.js'
import { recordId } from './ledger.js'
import { type RowLock, type RowReader, rowsPerStatement, type StoredRow, type Values } from './row-reader.js'

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
   */
  async unique(model: RecordedPlan, where: unknown, lock: RowLock, mayMiss = false): Promise<StoredRow[]> {
    const direct = directSearch(model, where)
    const search = (how: RowLock) =>
      direct
        ? this.#reader.rows(model, direct.fields, [direct.values], how)
        : this.#indirect(model, where, how)
    return mayMiss && (await search('none')).length === 0 ? [] : search(lock)
  }

  /** The same by a filter that Prisma has to answer: locked, the row must still fit it. */
  async #indirect(model: RecordedPlan, where: unknown, lock: RowLock): Promise<StoredRow[]> {
    const keys = await this.keys(model, where, { take: 1 })
    if (lock === 'none' || keys.length === 0) return keys
    const rows = await this.locked(model, keys, lock)
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
    const { fields, values } = await this.#search(relation, rows)
    return this.#reader.rows(relation.target, fields, values, lock)
  }

  /** The ids of those of some rows that fit a filter. */
  async fitting(model: RecordedPlan, rows: readonly StoredRow[], filter: Node): Promise<Node[]> {
    const found: Node[] = []
    for (let at = 0; at < rows.length; at += rowsPerStatement)
      found.push(...(await this.keys(model, among(model, filter, rows.slice(at, at + rowsPerStatement)))))
    return found
  }

  /** The id fields of the rows of a relation of some rows. */
  async relatedKeys(relation: RecordedRelation, rows: readonly StoredRow[]): Promise<StoredRow[]> {
    const { fields, values } = await this.#search(relation, rows)
    return this.#reader.keys(relation.target, fields, values)
  }

  /** By which values of which fields the related rows are found. */
  async #search(
    relation: RecordedRelation,
    rows: readonly StoredRow[],
  ): Promise<{ readonly fields: readonly string[]; readonly values: Values }> {
    if (relation.kind === 'link') {
      const ids = rows.map(row => row[relation.idField])
      const links = await this.#reader.links(relation, ids, 'seen')
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

/** A unique filter of nothing but columns and plain values, which one statement answers. */
function directSearch(
  model: RecordedPlan,
  where: unknown,
): { readonly fields: readonly string[]; readonly values: readonly unknown[] } | undefined {
  const conditions = isNode(where) ? conditionsOf(model, where) : []
  const fields = conditions.map(([name]) => name)
  const isDirect =
    new Set(fields).size === fields.length &&
    conditions.every(([name, value]) => model.columns.has(name) && isPlain(value, model.types[name]))
  if (!isDirect || fields.length === 0) return undefined
  return { fields, values: conditions.map(([, value]) => value) }
}

const directTypes: ReadonlySet<string> = new Set(['String', 'Int', 'BigInt'])

function isPlain(value: unknown, type: string | undefined): boolean {
  return ['string', 'number', 'bigint'].includes(typeof value) && directTypes.has(type ?? '')
}

/**
 * A filter for these rows alone; no rows make one that nothing fits. That is no empty OR, which Prisma leaves out inside
 * AND (7.10).
 */
export function among({ id }: RecordedPlan, where: unknown, rows: readonly StoredRow[]): Node {
  const [first = '', ...others] = id
  const isSingle = others.length === 0 || rows.length === 0
  const own = isSingle
    ? { [first]: { in: rows.map(row => row[first]) } }
    : { OR: rows.map(row => Object.fromEntries(id.map(field => [field, row[field]]))) }
  return isNode(where) ? { AND: [where, own] } : own
}

/** What a unique filter asks of columns and else; a compound unique asks it of each of its own. */
export function conditionsOf(model: RecordedPlan, where: Node): readonly (readonly [string, unknown])[] {
  return partsOf(model, where).flatMap(part => Object.entries(part).filter(([, value]) => !isAbsent(value)))
}

/** A unique filter as ordinary ones: `{ building_number: { building, number } }` gives its columns. */
function partsOf({ plan }: RecordedPlan, where: Node): Node[] {
  const isCompound = (name: string) =>
    plan.members.get(name)?.kind === 'compoundUnique' && isNode(where[name])
  const names = Object.keys(where)
  const rest = Object.fromEntries(names.filter(name => !isCompound(name)).map(name => [name, where[name]]))
  return [rest, ...names.filter(isCompound).map(name => where[name] as Node)]
}
