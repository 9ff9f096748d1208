// What the trail makes of protected values with the keys: fingerprints that tell whether a value changed, and seals for
// values that stand in plain in their own table and must not in the trail.

import { encodeBase64url } from '#crypto'
import type { JsonValue } from '../../audit/event.js'
import { EventMac } from '../../audit/event-mac.js'
import { ColumnMac } from '../../core/column-mac.js'
import type { Keyring } from '../../core/keyring.js'
import { lengthPrefixed } from '../../core/length-prefixed.js'
import { SealedColumn } from '../../core/sealed-column.js'

/** Bytes of a fingerprint. */
const printBytes = 16

/** A field of a model, as the trail names it. */
export interface TrailField {
  readonly model: string
  readonly name: string
}

/** Seals, fingerprints and MACs under one set of keys. */
export class TrailSeal {
  readonly mac: EventMac
  readonly #keyring: Keyring
  readonly #application: string
  readonly #prints = new Map<string, ColumnMac>()
  readonly #columns = new Map<string, SealedColumn>()

  /** @param keyring the data keys */
  constructor(keyring: Keyring, application: string) {
    this.mac = new EventMac(keyring, application)
    this.#keyring = keyring
    this.#application = application
  }

  /**
   * The fingerprint of a value of a field of one record: `keyId.base64url(HMAC-SHA-256(K, LP(record id, JSON text))[0..16))`.
   * Equal for equal values of the same record only, so that nobody finds records with one value by it.
   */
  print(field: TrailField, recordId: string, value: JsonValue): string {
    const name = `${field.model}.${field.name}`
    const scope = { purpose: 'audit-print', application: this.#application, columns: [name] } as const
    const mac = this.#prints.get(name) ?? new ColumnMac(this.#keyring, scope)
    this.#prints.set(name, mac)
    const bytes = mac.compute(mac.activeId, lengthPrefixed([recordId, JSON.stringify(value)]))
    return `${mac.activeId}.${encodeBase64url(bytes.subarray(0, printBytes))}`
  }

  /** Seals a value for the trail, bound to its record. */
  seal(field: TrailField, recordId: string, value: JsonValue): string {
    return this.#column(field).seal(value, [recordId]) as string
  }

  /** Opens what `seal` made. @throws OpenError, KeyError */
  open(field: TrailField, recordId: string, stored: string): JsonValue {
    return this.#column(field).open(stored, [recordId]) as JsonValue
  }

  #column({ model, name }: TrailField): SealedColumn {
    const column = `audit/${model}.${name}`
    const known = this.#columns.get(column)
    if (known) return known
    const own = new SealedColumn({
      keyring: this.#keyring,
      application: this.#application,
      column,
      type: 'Json',
      storage: 'String',
      model,
      field: name,
    })
    this.#columns.set(column, own)
    return own
  }
}
