// Seals and opens the values of one column: value -> codec -> ColumnKey -> envelope, and back. This is what
// an operation runs for every value of an `@encrypted` field, so it is synchronous and prepares what it can.

import { codecs, typeByteOf, typeOfByte } from './codec.js'
import { ColumnKey } from './column-key.js'
import { convertValue } from './convert.js'
import {
  type Envelope,
  formatSealedBytes,
  formatSealedText,
  looksSealed,
  parseSealedBytes,
  parseSealedText,
} from './envelope.js'
import { isBytes } from './is-bytes.js'
import type { Keyring } from './keyring.js'
import { openFailed, openNotSealed, openTypeChanged } from './open-errors.js'
import type { ValueType } from './value-type.js'

const noBinding: readonly string[] = []

/** What a column's values are sealed with and for. */
export interface SealedColumnOptions {
  readonly keyring: Keyring
  /** Name of the application, for those that share keys; empty for most. */
  readonly application: string
  /** `Model.field`, or the stable name given with `as:`; authenticated with each value. */
  readonly column: string
  /** Type of the plain value. */
  readonly type: ValueType
  /** Type of the database column. */
  readonly storage: 'String' | 'Bytes'
  /** Prisma model, for errors. */
  readonly model: string
  /** Prisma field, for errors. */
  readonly field: string
}

/** Seals and opens the values of one column. Safe for 2^32 values per key: rotate before. */
export class SealedColumn {
  readonly #options: SealedColumnOptions
  readonly #typeByte: number
  readonly #columnKeys = new Map<string, ColumnKey>()

  constructor(options: SealedColumnOptions) {
    this.#options = options
    this.#typeByte = typeByteOf(options.type)
  }

  /**
   * Seals a value, never null or undefined, under the active key: text for String columns, a Uint8Array for Bytes.
   * `binding` holds the values of the columns named in `bind:`; the same are needed to open. Throws TypeError or
   * RangeError, without the value, for one that the type does not hold.
   */
  seal(value: unknown, binding: readonly string[] = noBinding): string | Uint8Array {
    const { keyring, type, storage } = this.#options
    const key = this.#columnKey(keyring.active.id)
    const plaintext = codecs[type].encode(value)
    return storage === 'String'
      ? formatSealedText(key.id, key.encryptToText(this.#typeByte, plaintext, binding))
      : formatSealedBytes(key.id, key.encrypt(this.#typeByte, plaintext, binding))
  }

  /**
   * Opens a stored value. A Decimal comes as canonical text, Bytes as a fresh Uint8Array. Throws OpenError
   * OPEN_NOT_SEALED for a value that does not look sealed, OPEN_FAILED (one message whatever the cause) for one that
   * was altered or sealed in another context or with other key bytes, OPEN_TYPE_CHANGED for a value of another type
   * that does not convert exactly; KeyError KEY_UNKNOWN where the keyring lacks its key.
   */
  open(stored: unknown, binding: readonly string[] = noBinding): unknown {
    const envelope = this.#parse(stored)
    const type = typeOfByte(envelope.typeByte)
    if (!type) throw openFailed(this.#options)
    const value = this.#decrypt(type, envelope, binding)
    return type === this.#options.type ? value : this.#convert(value, type)
  }

  #parse(stored: unknown): Envelope {
    if (!this.#isSealed(stored)) throw openNotSealed(this.#options)
    try {
      return typeof stored === 'string' ? parseSealedText(stored) : parseSealedBytes(stored as Uint8Array)
    } catch {
      throw openFailed(this.#options)
    }
  }

  #isSealed(stored: unknown): boolean {
    const isStored = this.#options.storage === 'String' ? typeof stored === 'string' : isBytes(stored)
    return isStored && looksSealed(stored)
  }

  #decrypt(type: ValueType, envelope: Envelope, binding: readonly string[]): unknown {
    const key = this.#columnKey(envelope.keyId)
    try {
      return codecs[type].decode(key.decrypt(envelope.typeByte, envelope.payload, binding))
    } catch {
      // The cause is left out: it would tell tampering from a wrong context.
      throw openFailed(this.#options)
    }
  }

  #convert(value: unknown, from: ValueType): unknown {
    const converted = convertValue(value, from, this.#options.type)
    if (converted === undefined) throw openTypeChanged(this.#options, from, this.#options.type)
    return converted
  }

  #columnKey(keyId: string): ColumnKey {
    const known = this.#columnKeys.get(keyId)
    if (known) return known
    const { keyring, application, column } = this.#options
    const key = new ColumnKey(keyring.get(keyId, this.#options), application, column)
    this.#columnKeys.set(keyId, key)
    return key
  }
}
