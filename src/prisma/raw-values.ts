// `db.$fieldseal`: seals, opens and indexes single values, for SQL that the application writes itself. Raw queries
// pass fieldseal by, in and out.

import type { ModelPlan } from '../schema/compile.js'
import type { FieldMap } from '../schema/field-map.js'
import type { Node } from './arg-values.js'
import type { Protection } from './protection.js'
import type { Protections } from './protections.js'
import { rawUnsupported, unknownName } from './raw-errors.js'
import { openRawField } from './raw-row.js'
import type { Ready } from './ready.js'
import { uniqueSearch } from './unique-search.js'

/** A model of the field map. */
export type ModelName<Fields extends FieldMap> = keyof Fields['models'] & string

/** A protected field of a model. */
export type FieldName<
  Fields extends FieldMap,
  Model extends ModelName<Fields>,
> = keyof Fields['models'][Model]['fields'] & string

/** Values of named fields, for raw SQL and TypedSQL. */
export class RawValues<Fields extends FieldMap> {
  readonly #plans: ReadonlyMap<string, ModelPlan>
  readonly #protections: Ready<Protections>

  constructor(plans: ReadonlyMap<string, ModelPlan>, protections: Ready<Protections>) {
    this.#plans = plans
    this.#protections = protections
  }

  /**
   * What to store for a value: every column that a write of the field sets, by field name, indexes included; for a
   * password its hash.
   * @param row the bound columns of the row, for a field with `bind:`
   * @throws QueryError QUERY_VALUE_INVALID, QUERY_BINDING_MISSING
   */
  async seal<Model extends ModelName<Fields>>(
    model: Model,
    field: FieldName<Fields, Model>,
    value: unknown,
    row: Readonly<Record<string, unknown>> = {},
  ): Promise<Record<string, string | Uint8Array | null>> {
    const data: Node = {}
    const protection = await this.#protection(model, field)
    if (protection.hash && value !== null) data[field] = await protection.hash(value, row, {})
    else protection.write(data, value, row)
    return data as Record<string, string | Uint8Array | null>
  }

  /**
   * The texts to search the index column of a field by, for `WHERE index IN (...)`: one for each loaded index key.
   * @throws QueryError QUERY_UNSUPPORTED for a field that is not searchable, QUERY_VALUE_INVALID
   */
  async index<Model extends ModelName<Fields>>(
    model: Model,
    field: FieldName<Fields, Model>,
    value: unknown,
  ): Promise<readonly string[]> {
    const { equality } = await this.#protection(model, field)
    if (equality) return equality.texts(value)
    throw rawUnsupported(
      model,
      field,
      'index',
      'The field has no blind index.',
      'Annotate it with @searchable.',
    )
  }

  /**
   * Opens one stored value; null stays null.
   * @param row the bound columns of the row, for a field with `bind:`
   * @throws OpenError, KeyError
   */
  async open<Model extends ModelName<Fields>>(
    model: Model,
    field: FieldName<Fields, Model>,
    stored: string | Uint8Array | null,
    row: Readonly<Record<string, unknown>> = {},
  ): Promise<unknown> {
    const opened: Node = { ...row, [field]: stored }
    const protection = await this.#protection(model, field)
    if (protection.isUnreadable)
      throw rawUnsupported(model, field, 'open', 'Tokens and passwords are never read.', 'Leave it out.')
    protection.readAll([opened])
    return opened[field]
  }

  /**
   * The `account` under which the events of verifyPassword name what this `where` finds, whether it exists or not: to
   * count failures before a password is checked.
   * @throws QueryError as findUnique does
   */
  async account(model: ModelName<Fields>, where: Readonly<Record<string, unknown>>): Promise<string> {
    const plan = this.#plan(model)
    return this.#protections.use(ready => uniqueSearch(plan, where, ready).account)
  }

  /**
   * The text to store in place of a password's hash that was sealed with another key than the active one, or with none:
   * rotates a pepper without knowing passwords. Undefined where the hash may stay.
   * @param row the bound columns of the row, for a field with `bind:`
   * @throws OpenError, KeyError; QueryError QUERY_UNSUPPORTED for a field that is no password
   */
  async reseal<Model extends ModelName<Fields>>(
    model: Model,
    field: FieldName<Fields, Model>,
    stored: string,
    row: Readonly<Record<string, unknown>> = {},
  ): Promise<string | undefined> {
    const protection = await this.#protection(model, field)
    if (protection.reseal) return protection.reseal(stored, row)
    throw rawUnsupported(
      model,
      field,
      'reseal',
      'The field is no password.',
      'Write the value anew to seal it with the active key.',
    )
  }

  /**
   * Opens rows of a raw query: copies of them in which each column that stands under the name of an encrypted field,
   * or of its column, holds the plain value.
   * @throws OpenError, KeyError
   */
  async openRows<Row extends object>(model: ModelName<Fields>, rows: readonly Row[]): Promise<Row[]> {
    const plan = this.#plan(model)
    const protections = await this.#protections.use(ready => ready)
    return rows.map(row => {
      const copy: Node = { ...(row as Node) }
      for (const field of plan.fields) openRawField(copy, field, plan, protections.field(field))
      return copy as Row
    })
  }

  #plan(model: string): ModelPlan {
    const plan = this.#plans.get(model)
    if (plan) return plan
    throw unknownName(model, undefined)
  }

  #protection(model: string, name: string): Promise<Protection> {
    const field = this.#plan(model).members.get(name)
    if (field?.kind !== 'field') throw unknownName(model, name)
    return Promise.resolve(this.#protections.use(ready => ready.field(field)))
  }
}
