// What each kind of protection answers when a field is written or read. Stages ask these
// objects and never switch on kinds; a new kind is one more class and one more row of `protect`.

import { convertValue } from '../core/convert.js'
import { looksSealed } from '../core/envelope.js'
import type { KeySet } from '../core/key-source.js'
import { openNotSealed } from '../core/open-errors.js'
import { SealedColumn } from '../core/sealed-column.js'
import type { ValueType } from '../core/value-type.js'
import { QueryError } from '../errors.js'
import type { FieldPlan, ModelPlan } from '../schema/compile.js'
import type { EncryptedEntry, StorageType } from '../schema/field-map.js'
import type { Node } from './arg-values.js'
import { bindingOfArgs, bindingOfRow } from './binding.js'
import type { Decimals } from './decimals.js'

/** The answers of one protected field. */
export interface Protection {
  /**
   * Puts what is stored for `value` into `data`, in place of the value.
   * @param row the object whose plain values identify the row, where the arguments have one
   * @throws QueryError QUERY_VALUE_INVALID, QUERY_BINDING_MISSING
   */
  write(data: Node, value: unknown, row: Node | undefined): void
  /**
   * Replaces the stored value in every row by the plain one. All rows have the field.
   * @throws OpenError, KeyError
   */
  readAll(rows: readonly Node[]): void
}

/** What protections are made from. */
export interface ProtectionOptions {
  readonly application: string
  readonly readPlaintext: boolean
  readonly provider: string
  readonly decimals: Decimals
}

/** The protection of every annotated field of every model. */
export function protect(
  plans: Iterable<ModelPlan>,
  keys: KeySet,
  options: ProtectionOptions,
): ReadonlyMap<FieldPlan, Protection> {
  const protections = new Map<FieldPlan, Protection>()
  for (const plan of plans) {
    for (const field of plan.fields) {
      const { encrypted } = field.entry
      if (encrypted) protections.set(field, new Encryption(field, encrypted, keys, options))
    }
  }
  return protections
}

/** `@encrypted`: sealed with AES-256-GCM. */
class Encryption implements Protection {
  readonly #field: FieldPlan
  readonly #column: SealedColumn
  readonly #type: ValueType
  readonly #storage: StorageType
  readonly #provider: string
  readonly #decimal: ((text: string) => unknown) | undefined
  readonly #readPlaintext: boolean

  constructor(field: FieldPlan, entry: EncryptedEntry, keys: KeySet, options: ProtectionOptions) {
    const { type, storage, column } = entry
    const { application, provider, decimals, readPlaintext } = options
    const place = { model: field.model, field: field.name }
    this.#field = field
    this.#column = new SealedColumn({ keyring: keys.data, application, column, type, storage, ...place })
    this.#type = type
    this.#storage = storage
    this.#provider = provider
    this.#decimal = type === 'Decimal' ? decimals.parse : undefined
    this.#readPlaintext = readPlaintext
  }

  write(data: Node, value: unknown, row: Node | undefined): void {
    const field = this.#field
    if (value === null) {
      data[field.name] = null
      return
    }
    const binding = field.bind.length === 0 ? undefined : bindingOfArgs(field, row, this.#provider)
    try {
      data[field.name] = this.#column.seal(value, binding)
    } catch (error) {
      throw invalidValue(field, error)
    }
  }

  readAll(rows: readonly Node[]): void {
    const { name, bind } = this.#field
    for (const row of rows) {
      const stored = row[name]
      if (stored === null || stored === undefined) continue
      const value = this.#open(stored, bind.length === 0 ? undefined : bindingOfRow(this.#field, row))
      row[name] = this.#decimal ? this.#decimal(value as string) : value
    }
  }

  #open(stored: unknown, binding: readonly string[] | undefined): unknown {
    if (this.#readPlaintext && !looksSealed(stored)) return this.#plaintext(stored)
    return this.#column.open(stored, binding)
  }

  /** A value from before the column was encrypted; it opens by its text where the type is another than the column's. */
  #plaintext(stored: unknown): unknown {
    if (this.#type === this.#storage) return stored
    const value = this.#storage === 'String' ? convertValue(stored, 'String', this.#type) : undefined
    if (value === undefined) throw openNotSealed({ model: this.#field.model, field: this.#field.name })
    return value
  }
}

/** A bad value as a typed error; the core's TypeErrors and RangeErrors say what is expected, never the value. */
function invalidValue({ model, name }: FieldPlan, error: unknown): unknown {
  if (!(error instanceof TypeError || error instanceof RangeError)) return error
  return new QueryError({
    code: 'QUERY_VALUE_INVALID',
    model,
    field: name,
    message: `The value cannot be stored: ${error.message.replace(/\.?$/, '.')}`,
    fix: 'Pass a value of the type that the annotation names.',
  })
}
