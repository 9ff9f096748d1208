// Reads rows as they stand in the tables, inside the transaction of the change, and locks those that are about to
// change: so that the image from before is what the change really replaced, whoever else writes.

import type { TrailProvider } from '../../audit/trail-database.js'
import { placeholders, quoteName } from '../../audit/trail-tables.js'
import type { LinkedRelation, RecordedPlan } from '../../schema/recorded-plan.js'
import { isText } from './image-value.js'
import { lockClause, type RowLock } from './row-lock.js'

/** A row by field names, with values as the driver gives them. */
export type StoredRow = Readonly<Record<string, unknown>>

/** A row of an implicit many-to-many relation. */
export interface StoredLink {
  readonly A: unknown
  readonly B: unknown
}

/** Reads with SQL inside the transaction. */
export type Query = (sql: string, values: readonly unknown[]) => Promise<Record<string, unknown>[]>

const jsonText: Readonly<Record<TrailProvider, (column: string) => string>> = {
  sqlite: column => `json(${column})`,
  postgresql: column => `${column}::text`,
  mysql: column => `CAST(${column} AS CHAR)`,
}

/** Lists of values, one for each row that is looked for. */
export type Values = readonly (readonly unknown[])[]

/** Rows, or values of several columns, for which one statement is sent. */
export const rowsPerStatement = 1000

/** Reads rows of one transaction. */
export class RowReader {
  readonly #query: Query
  readonly provider: TrailProvider

  constructor(query: Query, provider: TrailProvider) {
    this.#query = query
    this.provider = provider
  }

  /** The rows whose `fields` have one of the lists of values; a list with a null in it finds nothing. */
  rows(model: RecordedPlan, fields: readonly string[], values: Values, lock: RowLock): Promise<StoredRow[]> {
    return this.#rows(model, [...model.columns.keys()], fields, values, lock)
  }

  /** The id fields of the same rows. */
  keys(model: RecordedPlan, fields: readonly string[], values: Values, lock: RowLock): Promise<StoredRow[]> {
    return this.#rows(model, model.id, fields, values, lock)
  }

  /** The rows of a relation's hidden table that hold one of `ids` on this model's side. */
  async links(relation: LinkedRelation, ids: readonly unknown[], lock: RowLock): Promise<StoredLink[]> {
    const quote = (name: string) => quoteName(this.provider, name)
    const head = `SELECT ${quote('A')}, ${quote('B')} FROM ${quote(relation.table)}`
    const links = await this.#select(
      head,
      [relation.here],
      ids.map(id => [id]),
      ` ORDER BY ${quote('A')}, ${quote('B')}${lockClause(this.provider, lock)}`,
    )
    return links as unknown as StoredLink[]
  }

  #rows(
    model: RecordedPlan,
    selected: readonly string[],
    fields: readonly string[],
    values: Values,
    lock: RowLock,
  ): Promise<StoredRow[]> {
    const quote = (name: string) => quoteName(this.provider, name)
    const columnOf = (field: string) => model.columns.get(field) ?? field
    const list = selected.map(field => `${this.#read(model, field)} AS ${quote(field)}`)
    const head = `SELECT ${list.join(', ')} FROM ${quote(model.table)}`
    const order = model.id.map(field => quote(columnOf(field))).join(', ')
    const tail = ` ORDER BY ${order}${lockClause(this.provider, lock)}`
    return this.#select(head, fields.map(columnOf), values, tail)
  }

  /**
   * A Json column is read as text, in which a null of JSON is another than none; a list of an enum as one of texts, since
   * drivers take an array of a type that they do not know for a text.
   */
  #read(model: RecordedPlan, field: string): string {
    const column = quoteName(this.provider, model.columns.get(field) ?? field)
    const type = model.types[field] ?? 'String'
    if (type === 'Json') return jsonText[this.provider](column)
    return type.endsWith('[]') && isText(type.slice(0, -2)) ? `${column}::text[]` : column
  }

  async #select(
    head: string,
    columns: readonly string[],
    values: Values,
    tail: string,
  ): Promise<StoredRow[]> {
    const found: StoredRow[] = []
    const complete = values.filter(list => list.every(value => value !== null && value !== undefined))
    for (let at = 0; at < complete.length; at += rowsPerStatement) {
      const some = complete.slice(at, at + rowsPerStatement)
      const { sql, parameters } = this.#condition(columns, some)
      found.push(...(await this.#query(`${head} WHERE ${sql}${tail}`, parameters)))
    }
    return found
  }

  #condition(
    columns: readonly string[],
    values: Values,
  ): { readonly sql: string; readonly parameters: readonly unknown[] } {
    const quoted = columns.map(column => quoteName(this.provider, column))
    const parameters = values.flat()
    // A list is one value on PostgreSQL: a statement takes longest over its parameters.
    if (this.provider === 'postgresql' && quoted.length === 1 && parameters.length > 1)
      return { sql: `${quoted[0]} = ANY($1)`, parameters: [parameters] }
    const marks = placeholders(this.provider, parameters.length)
    if (quoted.length === 1) return { sql: `${quoted[0]} IN (${marks.join(', ')})`, parameters }
    const lists = values.map((_, i) => {
      const own = marks.slice(i * quoted.length, (i + 1) * quoted.length)
      return `(${quoted.map((name, column) => `${name} = ${own[column]}`).join(' AND ')})`
    })
    return { sql: lists.join(' OR '), parameters }
  }
}
