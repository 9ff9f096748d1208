// SealedColumn, as the stages of an operation use it.

import { describe, expect, test } from 'vitest'
import { Key } from '../../src/core/key.js'
import { Keyring } from '../../src/core/keyring.js'
import { SealedColumn, type SealedColumnOptions } from '../../src/core/sealed-column.js'

const bytesFrom = (start: number) => Uint8Array.from({ length: 32 }, (_, i) => (start + 7 * i) & 255)
const keyring = new Keyring([new Key('k2', bytesFrom(2)), new Key('k1', bytesFrom(1))])

function column(options: Partial<SealedColumnOptions> = {}): SealedColumn {
  return new SealedColumn({
    keyring,
    application: '',
    column: 'Patient.email',
    type: 'String',
    storage: 'String',
    model: 'Patient',
    field: 'email',
    ...options,
  })
}

describe('SealedColumn', () => {
  test('seals to text that names the active key and opens to the same value', () => {
    const sealed = column().seal('ada@example.com')
    expect(sealed).toMatch(/^fs1\.k2\.[\w-]+$/)
    expect(column().open(sealed)).toBe('ada@example.com')
  })

  test('seals to bytes that name the active key and opens to the same value', () => {
    const bytes = column({ storage: 'Bytes' })
    const sealed = bytes.seal('ada@example.com') as Uint8Array
    expect([...sealed.subarray(0, 5)]).toEqual([0xf5, 1, 2, 0x6b, 0x32])
    expect(bytes.open(sealed)).toBe('ada@example.com')
  })
})
