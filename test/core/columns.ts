// Keys, keyrings and columns that the tests of core share; the bytes of a key follow from its id.

import { createHash } from 'node:crypto'
import { Key } from '../../src/core/key.js'
import { Keyring } from '../../src/core/keyring.js'
import { SealedColumn, type SealedColumnOptions } from '../../src/core/sealed-column.js'

/** The 32 bytes of a fixed key. */
export function fixedKeyBytes(id: string): Uint8Array {
  return Uint8Array.from(createHash('sha256').update(`fieldseal core test key ${id}`).digest())
}

/** A keyring of fixed keys, the first of which is active. */
export function fixedKeyring(...ids: string[]): Keyring {
  return new Keyring(ids.map(id => new Key(id, fixedKeyBytes(id))))
}

/** A column of String values under key k1, with some options replaced. */
export function sealedColumn(options: Partial<SealedColumnOptions> = {}): SealedColumn {
  return new SealedColumn({
    keyring: fixedKeyring('k1'),
    application: '',
    column: 'Patient.email',
    type: 'String',
    storage: 'String',
    model: 'Patient',
    field: 'email',
    ...options,
  })
}
