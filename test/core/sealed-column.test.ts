// SealedColumn, as the stages of an operation use it.

import { describe, expect, test } from 'vitest'
import { Key } from '../../src/core/key.js'
import { Keyring } from '../../src/core/keyring.js'
import type { SealedColumnOptions } from '../../src/core/sealed-column.js'
import { fixedKeyBytes, fixedKeyring, sealedColumn } from './columns.js'

const storages = ['String', 'Bytes'] as const
const sealed = sealedColumn().seal('ada@example.com') as string

function failure(open: () => unknown): Error {
  try {
    open()
  } catch (error) {
    return error as Error
  }
  throw new Error('expected an error')
}

describe.each(storages)('a column that stores %s', storage => {
  const column = sealedColumn({ storage })

  test('seals under the active key and opens to the same value', () => {
    const stored = column.seal('ada@example.com')
    if (storage === 'String') expect(stored).toMatch(/^fs1\.k1\.[\w-]+$/)
    else expect([...(stored as Uint8Array).subarray(0, 5)]).toEqual([0xf5, 1, 2, 0x6b, 0x31])
    expect(column.open(stored)).toBe('ada@example.com')
  })

  test('seals one value to another text each time', () => {
    expect(column.seal('ada')).not.toEqual(column.seal('ada'))
  })

  test('seals what looks sealed already', () => {
    expect(column.open(column.seal(sealed))).toBe(sealed)
  })

  test.each([
    ['an empty string', ''],
    ['130 kB', 'é'.repeat(65_000)],
    ['16 MiB', 'a'.repeat(16 * 2 ** 20)],
  ])('keeps %s', (_what, value) => {
    expect(column.open(column.seal(value)) === value).toBe(true)
  })

  test.each([null, undefined, '', 'ada', ' fs1.k1.', 7, Buffer.from('ada'), {}])(
    'never takes %j for a value: OPEN_NOT_SEALED',
    stored => {
      expect(() => column.open(stored)).toThrow(
        expect.objectContaining({ code: 'OPEN_NOT_SEALED', model: 'Patient', field: 'email' }),
      )
    },
  )

  test('does not take the other storage', () => {
    const other = sealedColumn({ storage: storage === 'String' ? 'Bytes' : 'String' })
    expect(() => column.open(other.seal('ada'))).toThrow(expect.objectContaining({ code: 'OPEN_NOT_SEALED' }))
  })
})

describe('rotation', () => {
  test('opens under every key of the ring and seals under the active one', () => {
    const rotated = sealedColumn({ keyring: fixedKeyring('k2', 'k1') })
    expect(rotated.open(sealed)).toBe('ada@example.com')
    expect(rotated.seal('ada')).toMatch(/^fs1\.k2\./)
  })

  test('names the key and the field where the ring lacks the key', () => {
    const error = failure(() => sealedColumn({ keyring: fixedKeyring('k2') }).open(sealed))
    expect(error).toMatchObject({ name: 'KeyError', code: 'KEY_UNKNOWN', model: 'Patient', field: 'email' })
    expect(error.message).toContain('"k1"')
  })
})

describe('a value out of its context', () => {
  const contexts: readonly (readonly [string, Partial<SealedColumnOptions>, readonly string[]])[] = [
    ['in another column', { column: 'Patient.phone' }, []],
    ['in another application', { application: 'billing' }, []],
    ['under other key bytes', { keyring: new Keyring([new Key('k1', fixedKeyBytes('other'))]) }, []],
    ['with a binding', {}, ['row-1']],
    ['with an empty binding value', {}, ['']],
  ]

  test.each(contexts)('does not open %s', (_where, options, binding) => {
    expect(() => sealedColumn(options).open(sealed, binding)).toThrow(
      expect.objectContaining({ code: 'OPEN_FAILED', model: 'Patient', field: 'email' }),
    )
  })

  test('does not open with another binding than its own', () => {
    const column = sealedColumn()
    const bound = column.seal('ada', ['row-1', 'tenant-1'])
    expect(column.open(bound, ['row-1', 'tenant-1'])).toBe('ada')
    for (const binding of [[], ['row-1'], ['row-2', 'tenant-1'], ['tenant-1', 'row-1'], ['row-1tenant-1']]) {
      expect(() => column.open(bound, binding)).toThrow(expect.objectContaining({ code: 'OPEN_FAILED' }))
    }
  })

  test('fails with one message whatever the cause, and no cause attached', () => {
    const errors = [
      failure(() => sealedColumn({ column: 'Patient.phone' }).open(sealed)),
      failure(() =>
        sealedColumn({ keyring: new Keyring([new Key('k1', fixedKeyBytes('other'))]) }).open(sealed),
      ),
      failure(() => sealedColumn().open(sealed, ['row-1'])),
      failure(() => sealedColumn().open(`${sealed.slice(0, -4)}AAAA`)),
      failure(() => sealedColumn().open(`${sealed}=`)),
      failure(() => sealedColumn().open('fs1.')),
      failure(() => sealedColumn().open(sealed.replace('fs1.k1.A', 'fs1.k1._'))),
    ]
    expect(new Set(errors.map(error => error.message)).size).toBe(1)
    expect(errors.map(error => error.cause)).toEqual(errors.map(() => undefined))
  })

  test('does not open as another type, though only the type byte was altered', () => {
    const column = sealedColumn({ type: 'Int', storage: 'Bytes' })
    const stored = column.seal(7) as Uint8Array
    stored[5] = 9
    expect(() => column.open(stored)).toThrow(expect.objectContaining({ code: 'OPEN_FAILED' }))
  })
})
