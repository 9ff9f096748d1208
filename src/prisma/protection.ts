// What every kind of protection answers when a field is written, read or searched. Stages ask, and never switch on
// kinds: encryption.ts and token-hash.ts are the kinds, protections.ts finds the one of a field.

import type { NormalizeOptions } from '../core/normalize.js'
import type { PasswordHasher } from '../core/password/password-hasher.js'
import type { Node } from './arg-values.js'
import type { Decimals } from './decimals.js'

/** The answers of one protected field. */
export interface Protection {
  /**
   * Puts what is stored for `value`, which may be null, into `data`: the column itself and its indexes.
   * Returns the texts that a unique index column takes one after another, where they are several (index-epochs.ts).
   * @param row the object whose plain values identify the row, where the arguments have one
   * @throws QueryError QUERY_VALUE_INVALID, QUERY_BINDING_MISSING
   */
  write(data: Node, value: unknown, row: Node | undefined, echoes?: Echoes): WrittenIndex | undefined
  /**
   * Replaces the stored value in every row by the plain one. All rows have the field.
   * @throws OpenError, KeyError
   */
  readAll(rows: readonly Node[], echoes?: Echoes): void
  /**
   * For what is hashed slowly: the text to store, which `write` finds in its place. Values with one `batch` wait for
   * their turn as one.
   */
  hash?(value: unknown, row: Node | undefined, batch: object): Promise<string>
  /** For what is sealed without being read: the stored text under the active key; undefined where it is so already. */
  reseal?(stored: string, row: Node): string | undefined
  /** True where the value cannot be had back. */
  readonly isUnreadable?: boolean
  /** Finds by equality, where the field can be. */
  readonly equality?: IndexColumn | undefined
  /** Finds by the first characters, where the field can be. */
  readonly prefix?: IndexColumn | undefined
}

/**
 * The texts that an operation sealed itself, with their values: the row that a create or update gives back holds them
 * again, and what was made a moment ago under a fresh nonce need not be opened to be known. Strings only, and none with
 * a binding, which the row that comes back has yet to fit.
 */
export type Echoes = Map<string, { readonly value: string; readonly by: Protection }>

/** What was written to a unique index column while several index keys are loaded. */
export interface WrittenIndex {
  readonly column: string
  readonly texts: readonly string[]
}

/** A column that is searched in a protected field's stead. */
export interface IndexColumn {
  readonly column: string
  /** The texts to store, one after another, for a value that is not null. @throws QueryError QUERY_VALUE_INVALID */
  written(value: unknown): readonly string[]
  /**
   * The texts to search a value by, one for each loaded key, the active key's first.
   * @throws QueryError QUERY_VALUE_INVALID
   */
  texts(value: unknown): readonly string[]
}

/** How passwords are hashed. */
export interface PasswordSettings {
  /** Seals each hash with the data keys (a pepper); always so for fields with `bind:`. Off by default. */
  readonly pepper?: boolean
  /** With a pepper: also accept hashes that are not sealed, while a table is migrated. Off by default. */
  readonly readUnsealed?: boolean
  /** What hashes, for another concurrency or engine than the default. */
  readonly hasher?: PasswordHasher
}

/** What protections are made from. */
export interface ProtectionOptions {
  readonly application: string
  readonly readPlaintext: boolean
  readonly provider: string
  readonly decimals: Decimals
  readonly normalize: NormalizeOptions
  readonly passwords: PasswordSettings
}

/**
 * Writes the index column of a value into `data`; null clears it. Returns the texts where they are several.
 */
export function writeIndex(data: Node, index: IndexColumn, value: unknown): WrittenIndex | undefined {
  if (value === null) {
    data[index.column] = null
    return undefined
  }
  const texts = index.written(value)
  data[index.column] = texts[0]
  return texts.length > 1 ? { column: index.column, texts } : undefined
}

/** A compound index; values stand in the order of its entry's fields. */
export interface CompoundTexts {
  /** The texts to store, one after another. @throws QueryError QUERY_VALUE_INVALID */
  written(values: readonly unknown[]): readonly string[]
  /** One for each loaded key, the active key's first. @throws QueryError QUERY_VALUE_INVALID */
  texts(values: readonly unknown[]): readonly string[]
}
