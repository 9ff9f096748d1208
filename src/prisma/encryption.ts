// `@encrypted`, with `@searchable`: sealed with AES-256-GCM, and found through blind indexes beside it.

import { convertValue } from '../core/convert.js'
import { looksSealed } from '../core/envelope.js'
import type { KeySet } from '../core/key-source.js'
import { openNotSealed } from '../core/open-errors.js'
import { SealedColumn } from '../core/sealed-column.js'
import type { FieldPlan } from '../schema/compile.js'
import type { EncryptedEntry } from '../schema/field-map.js'
import { holdsMarker, type Node } from './arg-values.js'
import { bindingOfArgs, bindingOfRow } from './binding.js'
import { withFailedRow } from './failed-rows.js'
import { equalityIndex, prefixIndex } from './index-columns.js'
import { naming } from './invalid-value.js'
import {
  type Echoes,
  type IndexColumn,
  type Protection,
  type ProtectionOptions,
  type WrittenIndex,
  writeIndex,
} from './protection.js'

/** The protection of an encrypted field. */
export class Encryption implements Protection {
  readonly equality: IndexColumn | undefined
  readonly prefix: IndexColumn | undefined
  readonly #field: FieldPlan
  readonly #entry: EncryptedEntry
  readonly #column: SealedColumn
  readonly #options: ProtectionOptions

  constructor(field: FieldPlan, entry: EncryptedEntry, keys: KeySet, options: ProtectionOptions) {
    const { type, storage, column } = entry
    const place = { model: field.model, field: field.name }
    this.#field = field
    this.#entry = entry
    this.#options = options
    this.#column = new SealedColumn({
      keyring: keys.data,
      application: options.application,
      column,
      type,
      storage,
      ...place,
    })
    this.equality = equalityIndex(field, keys, options)
    this.prefix = prefixIndex(field, keys, options)
  }

  write(data: Node, value: unknown, row: Node | undefined, echoes?: Echoes): WrittenIndex | undefined {
    const { equality, prefix } = this
    const written = equality && writeIndex(data, equality, value)
    if (prefix) writeIndex(data, prefix, value)
    const stored = value === null ? null : this.#seal(value, row)
    data[this.#field.name] = stored
    if (echoes && typeof stored === 'string' && this.#isEchoed)
      echoes.set(stored, { value: value as string, by: this })
    return written
  }

  #seal(value: unknown, row: Node | undefined): string | Uint8Array {
    const field = this.#field
    const binding = field.bind.length === 0 ? undefined : bindingOfArgs(field, row, this.#options.provider)
    return naming(field, () => {
      if (this.#entry.type === 'Json' && holdsMarker(value))
        throw new TypeError("Expected data, not Prisma's DbNull, JsonNull or skip.")
      return this.#column.seal(value, binding)
    })
  }

  /** Only for a String is the value that was given the very value that opening gives. */
  get #isEchoed(): boolean {
    return this.#entry.type === 'String' && this.#field.bind.length === 0
  }

  readAll(rows: readonly Node[], echoes?: Echoes): void {
    const { name, bind } = this.#field
    const isDecimal = this.#entry.type === 'Decimal'
    for (const row of rows) {
      const stored = row[name]
      if (stored === null || stored === undefined) continue
      const echo = echoes && typeof stored === 'string' ? echoes.get(stored) : undefined
      if (echo?.by === this) {
        row[name] = echo.value
        continue
      }
      const value = this.#openIn(row, stored, bind.length === 0 ? undefined : bindingOfRow(this.#field, row))
      row[name] = isDecimal ? this.#options.decimals.parse(value as string) : value
    }
  }

  #openIn(row: Node, stored: unknown, binding: readonly string[] | undefined): unknown {
    try {
      return this.#open(stored, binding)
    } catch (error) {
      throw withFailedRow(error, row)
    }
  }

  #open(stored: unknown, binding: readonly string[] | undefined): unknown {
    if (this.#options.readPlaintext && !looksSealed(stored)) return this.#plaintext(stored)
    return this.#column.open(stored, binding)
  }

  /** A value from before the column was encrypted; it opens by its text where the type is another than the column's. */
  #plaintext(stored: unknown): unknown {
    const { type, storage } = this.#entry
    if (type === storage) return stored
    const value = storage === 'String' ? convertValue(stored, 'String', type) : undefined
    if (value === undefined) throw openNotSealed({ model: this.#field.model, field: this.#field.name })
    return value
  }
}
