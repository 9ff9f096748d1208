// `@password`: hashed before the write (hash-passwords.ts), checked by verifyPassword (verify-password.ts), never read.

import type { KeySet } from '../core/key-source.js'
import { PasswordColumn, type PasswordColumnOptions } from '../core/password/password-column.js'
import type { FieldPlan } from '../schema/compile.js'
import type { PasswordEntry } from '../schema/field-map.js'
import type { Node } from './arg-values.js'
import { bindingOfArgs, bindingOfRow } from './binding.js'
import { namingLater } from './invalid-value.js'
import type { Protection, ProtectionOptions } from './protection.js'

/** The protection of a password field. */
export class PasswordProtection implements Protection {
  readonly isUnreadable = true
  /** Hashes and verifies; for verify-password.ts. */
  readonly column: PasswordColumn
  readonly #field: FieldPlan
  readonly #provider: string

  constructor(
    field: FieldPlan,
    { cost, column, bind }: PasswordEntry,
    keys: KeySet,
    options: ProtectionOptions,
  ) {
    const { pepper = false, readUnsealed, hasher } = options.passwords
    const common: PasswordColumnOptions = {
      cost,
      column,
      hasher,
      readUnsealed,
      application: options.application,
      model: field.model,
      field: field.name,
    }
    this.#field = field
    this.#provider = options.provider
    // A binding is part of what is sealed, so that a bound password has a pepper, whatever the option says.
    this.column = new PasswordColumn(pepper || bind.length > 0 ? { ...common, keyring: keys.data } : common)
  }

  /** @throws QueryError QUERY_BINDING_MISSING; the promise rejects with QUERY_VALUE_INVALID */
  hash(value: unknown, row: Node | undefined, batch: object): Promise<string> {
    const field = this.#field
    const binding = bindingOfArgs(field, row, this.#provider)
    return namingLater(field, () => this.column.hash(value, binding, batch))
  }

  reseal(stored: string, row: Node): string | undefined {
    return this.column.reseal(stored, bindingOfRow(this.#field, row))
  }

  /** The data holds the hash already. */
  write(): undefined {}

  /** Selecting a password by name is refused, so that rows have it only where another extension asked for it. */
  readAll(rows: readonly Node[]): void {
    for (const row of rows) delete row[this.#field.name]
  }
}
