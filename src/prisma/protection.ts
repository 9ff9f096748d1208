// What each kind of protection answers when a field is written, read or searched. Stages ask these objects and
// never switch on kinds; a new kind is one more class and one more row of `kinds`.

import type { KeySet } from '../core/key-source.js'
import type { NormalizeOptions } from '../core/normalize.js'
import type { FieldPlan, ModelPlan } from '../schema/compile.js'
import type { CompoundEntry } from '../schema/field-map.js'
import type { Node } from './arg-values.js'
import type { Decimals } from './decimals.js'
import { Encryption } from './encryption.js'
import { compoundIndexes } from './index-columns.js'
import { TokenHash } from './token-hash.js'

/** The answers of one protected field. */
export interface Protection {
  /**
   * Puts what is stored for `value`, which may be null, into `data`: the column itself and its indexes.
   * @param row the object whose plain values identify the row, where the arguments have one
   * @throws QueryError QUERY_VALUE_INVALID, QUERY_BINDING_MISSING
   */
  write(data: Node, value: unknown, row: Node | undefined): void
  /**
   * Replaces the stored value in every row by the plain one. All rows have the field.
   * @throws OpenError, KeyError
   */
  readAll(rows: readonly Node[]): void
  /** Finds by equality, where the field can be. */
  readonly equality?: IndexColumn | undefined
  /** Finds by the first characters, where the field can be. */
  readonly prefix?: IndexColumn | undefined
}

/** A column that is searched in a protected field's stead. */
export interface IndexColumn {
  readonly column: string
  /** The text to store for a value that is not null. @throws QueryError QUERY_VALUE_INVALID */
  write(value: unknown): string
  /**
   * The texts to search a value by, one for each loaded key, the active key's first.
   * @throws QueryError QUERY_VALUE_INVALID
   */
  texts(value: unknown): readonly string[]
}

/** What protections are made from. */
export interface ProtectionOptions {
  readonly application: string
  readonly readPlaintext: boolean
  readonly provider: string
  readonly decimals: Decimals
  readonly normalize: NormalizeOptions
}

/** The class of each kind of annotation. */
function protectionOf(field: FieldPlan, keys: KeySet, options: ProtectionOptions): Protection {
  const { encrypted, token } = field.entry
  if (encrypted) return new Encryption(field, encrypted, keys, options)
  if (token) return new TokenHash(field, token, keys, options)
  throw new TypeError(`The field map gives ${field.model}.${field.name} no protection`)
}

/** The protections of every annotated field, and the compound indexes, under one set of keys. */
export class Protections {
  readonly #fields: ReadonlyMap<FieldPlan, Protection>
  readonly #compounds: ReadonlyMap<CompoundEntry, CompoundTexts>

  constructor(plans: readonly ModelPlan[], keys: KeySet, options: ProtectionOptions) {
    const fields = plans.flatMap(plan => plan.fields)
    this.#fields = new Map(fields.map(field => [field, protectionOf(field, keys, options)]))
    this.#compounds = compoundIndexes(plans, keys, options)
  }

  /** The protection of a field. */
  field(field: FieldPlan): Protection {
    return this.#fields.get(field) as Protection
  }

  /** The compound index of an entry. */
  compound(entry: CompoundEntry): CompoundTexts {
    return this.#compounds.get(entry) as CompoundTexts
  }
}

/** A compound index; values stand in the order of its entry's fields. */
export interface CompoundTexts {
  /** The text to store. @throws QueryError QUERY_VALUE_INVALID */
  write(values: readonly unknown[]): string
  /** One for each loaded key, the active key's first. @throws QueryError QUERY_VALUE_INVALID */
  texts(values: readonly unknown[]): readonly string[]
}
