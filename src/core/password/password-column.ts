// The passwords of one column: hash or import on write, verify, and the pepper between hash and database.
//
// The pepper seals the hash, as an `@encrypted` value is sealed: AES-256-GCM under a key of the column, with its name and the
// row's binding as associated data. So stolen rows cannot be attacked without the keys, a hash copied to another row
// does not open, and rotating keys seals anew what is stored. An HMAC before Argon2, the other way to do it, would need the
// password for that, and could not cover imported hashes.

import { looksSealed, parseSealedText } from '../envelope.js'
import type { Keyring } from '../keyring.js'
import { openNotSealed } from '../open-errors.js'
import { SealedColumn } from '../sealed-column.js'
import { pepperMissing } from './hash-errors.js'
import type { PasswordCost } from './password-cost.js'
import { hashTextOf } from './password-hash.js'
import { defaultHasher, type PasswordHasher, type Verification } from './password-hasher.js'
import { readHash } from './read-hash.js'

const noBinding: readonly string[] = []

/** What the passwords of one column are hashed with. */
export interface PasswordColumnOptions {
  /** Cost of new hashes, `owasp` by default. */
  readonly cost?: PasswordCost | undefined
  /** What hashes; by default one for all columns. */
  readonly hasher?: PasswordHasher | undefined
  /** Keys of the pepper: the data keys. Without them hashes are stored as they are, and bound to nothing. */
  readonly keyring?: Keyring | undefined
  /** With a pepper: also accept hashes that are not sealed, while a table is migrated. They can be copied from row to row. */
  readonly readUnsealed?: boolean | undefined
  /** Name of the application, for those that share keys; empty for most. */
  readonly application: string
  /** `Model.field`, or the stable name given with `as:`; authenticated with each sealed hash. */
  readonly column: string
  /** Prisma model, for errors. */
  readonly model: string
  /** Prisma field, for errors. */
  readonly field: string
}

/** Hashes, verifies and seals the passwords of one column. */
export class PasswordColumn {
  readonly #options: PasswordColumnOptions
  readonly #hasher: PasswordHasher
  readonly #sealed: SealedColumn | undefined

  constructor(options: PasswordColumnOptions) {
    this.#options = options
    this.#hasher = options.hasher ?? defaultHasher
    this.#sealed = options.keyring && sealedColumn(options, options.keyring)
  }

  /**
   * The text to store for a password, or for a PasswordHash as it is. `binding` holds the values of the columns that the
   * hash is bound to; the same are needed to verify. Calls with one `batch` wait for their turn as one. Rejects as
   * PasswordHasher.hash does, and with ConfigError CONFIG_KEYS_MISSING for a binding without a pepper.
   */
  async hash(value: unknown, binding: readonly string[] = noBinding, batch?: object): Promise<string> {
    if (binding.length > 0 && !this.#sealed)
      throw pepperMissing('Hashes are bound to their rows', this.#options)
    const { cost } = this.#options
    return this.#seal(hashTextOf(value) ?? (await this.#hasher.hash(value, { cost, batch })), binding)
  }

  /**
   * Compares a password with what is stored; null or undefined, for no password or no user, takes the same work and matches
   * nothing. Rejects as PasswordHasher.verify does; with OpenError OPEN_FAILED for a hash that was altered or moved from
   * another row, OPEN_NOT_SEALED for one that is not sealed in a column with a pepper, KeyError KEY_UNKNOWN.
   */
  async verify(
    stored: unknown,
    password: unknown,
    binding: readonly string[] = noBinding,
    batch?: object,
  ): Promise<Verification> {
    if (stored === null || stored === undefined) return this.dummyVerify(password, batch)
    const { cost } = this.#options
    const text = this.#open(stored, binding)
    const found = await this.#hasher.verify(text, password, { cost, batch, place: this.#options })
    return found.matches && !this.#isCurrent(stored) ? { matches: true, needsUpgrade: true } : found
  }

  /** Does the work of a `verify` that fails. */
  dummyVerify(password: unknown, batch?: object): Promise<Verification> {
    return this.#hasher.dummyVerify(password, { cost: this.#options.cost, batch })
  }

  /**
   * The text to store in place of a hash that another key sealed, or that none did; undefined where it may stay. Needs
   * no password. Throws as `verify` does for a hash that does not open; with `readUnsealed`, seals what was not.
   */
  reseal(stored: unknown, binding: readonly string[] = noBinding): string | undefined {
    const text = this.#open(stored, binding)
    // Plaintext that stands in the column is no hash, and must not vanish inside a seal.
    readHash(text, this.#options)
    return this.#isCurrent(stored) ? undefined : this.#seal(text, binding)
  }

  #seal(text: string, binding: readonly string[]): string {
    return this.#sealed ? (this.#sealed.seal(text, binding) as string) : text
  }

  #open(stored: unknown, binding: readonly string[]): string {
    if (!this.#sealed) return stored as string
    if (isSealed(stored)) return this.#sealed.open(stored, binding) as string
    if (!this.#options.readUnsealed) throw openNotSealed(this.#options)
    return stored as string
  }

  /** True where the active key sealed the text, or no key is to seal it. */
  #isCurrent(stored: unknown): boolean {
    const { keyring } = this.#options
    return !keyring || (isSealed(stored) && parseSealedText(stored).keyId === keyring.active.id)
  }
}

function isSealed(stored: unknown): stored is string {
  return typeof stored === 'string' && looksSealed(stored)
}

/** The name keeps sealed hashes apart from values of a column of that name, should its annotation change. */
function sealedColumn(options: PasswordColumnOptions, keyring: Keyring): SealedColumn {
  const { application, model, field } = options
  const column = `password:${options.column}`
  return new SealedColumn({ keyring, application, column, type: 'String', storage: 'String', model, field })
}
