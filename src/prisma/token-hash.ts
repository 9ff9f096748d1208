// `@token`: the column holds a keyed hash of the value, which is looked up by value and never read.

import type { KeySet } from '../core/key-source.js'
import { resolveNormalizers } from '../core/normalize.js'
import { TokenColumn } from '../core/token.js'
import type { FieldPlan } from '../schema/compile.js'
import type { TokenEntry } from '../schema/field-map.js'
import type { Node } from './arg-values.js'
import { indexKeys } from './index-columns.js'
import { claimOrder } from './index-epochs.js'
import { naming } from './invalid-value.js'
import {
  type IndexColumn,
  type Protection,
  type ProtectionOptions,
  type WrittenIndex,
  writeIndex,
} from './protection.js'

/** The protection of a token field. */
export class TokenHash implements Protection {
  readonly isUnreadable = true
  readonly equality: IndexColumn
  readonly #name: string

  constructor(field: FieldPlan, { column, normalize }: TokenEntry, keys: KeySet, options: ProtectionOptions) {
    const { application } = options
    const normalizers = resolveNormalizers(normalize, options.normalize)
    const tokens = new TokenColumn({ keyring: indexKeys(keys, field), application, column, normalizers })
    this.#name = field.name
    const texts = (value: unknown) => naming(field, () => tokens.computeAll(value))
    const written = (value: unknown) => naming(field, () => [tokens.compute(value)])
    this.equality = {
      column: field.name,
      texts,
      written: field.isUnique ? value => claimOrder(texts(value)) : written,
    }
  }

  write(data: Node, value: unknown): WrittenIndex | undefined {
    return writeIndex(data, this.equality, value)
  }

  /** Selecting a token by name is refused, so that rows have it only where another extension asked for it. */
  readAll(rows: readonly Node[]): void {
    for (const row of rows) delete row[this.#name]
  }
}
