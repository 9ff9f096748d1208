// What holds for every value that is sealed: it comes back, and nothing else opens.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { valueTypes } from '../../src/core/value-type.js'
import { FieldsealError } from '../../src/errors.js'
import { fixedKeyring, sealedColumn } from '../core/columns.js'
import { anyBinding, anyText, anyValue } from './core-values.js'

const storages = ['String', 'Bytes'] as const
const cases = valueTypes.flatMap(type => storages.map(storage => [type, storage] as const))
const bytesColumn = sealedColumn({ storage: 'Bytes' })
const textColumn = sealedColumn()

/** True where opening throws an error of fieldseal's own. */
function isRefused(open: () => unknown): boolean {
  try {
    open()
  } catch (error) {
    return error instanceof FieldsealError
  }
  return false
}

describe('every value', () => {
  test.each(cases)('of type %s comes back from a %s column', (type, storage) => {
    const column = sealedColumn({ type, storage })
    fc.assert(
      fc.property(anyValue[type], anyBinding, (value, binding) => {
        const expected = type === 'Json' ? JSON.parse(JSON.stringify(value)) : value
        expect(column.open(column.seal(value, binding), binding)).toStrictEqual(expected)
      }),
    )
  })
})

describe('every alteration of a stored value is refused:', () => {
  test('any bit of bytes', () => {
    fc.assert(
      fc.property(anyText, fc.nat(), (value, position) => {
        const stored = bytesColumn.seal(value) as Uint8Array
        const bit = position % (stored.length * 8)
        stored[bit >> 3] = (stored[bit >> 3] as number) ^ (1 << (bit & 7))
        expect(isRefused(() => bytesColumn.open(stored))).toBe(true)
      }),
    )
  })

  test('any character of text', () => {
    fc.assert(
      fc.property(
        anyText,
        fc.nat(),
        fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
        (value, position, other) => {
          const stored = textColumn.seal(value) as string
          const at = position % stored.length
          fc.pre(stored[at] !== other)
          expect(isRefused(() => textColumn.open(stored.slice(0, at) + other + stored.slice(at + 1)))).toBe(
            true,
          )
        },
      ),
    )
  })

  test('any truncation', () => {
    fc.assert(
      fc.property(anyText, fc.nat(), (value, position) => {
        const text = textColumn.seal(value) as string
        const bytes = bytesColumn.seal(value) as Uint8Array
        expect(isRefused(() => textColumn.open(text.slice(0, position % text.length)))).toBe(true)
        expect(isRefused(() => textColumn.open(text.slice(1 + (position % text.length))))).toBe(true)
        expect(isRefused(() => bytesColumn.open(bytes.subarray(0, position % bytes.length)))).toBe(true)
      }),
    )
  })

  test('any extension', () => {
    fc.assert(
      fc.property(
        anyText,
        fc.string({ unit: 'binary', minLength: 1 }),
        fc.uint8Array({ minLength: 1 }),
        (value, more, bytes) => {
          expect(isRefused(() => textColumn.open(textColumn.seal(value) + more))).toBe(true)
          const longer = Uint8Array.from([...(bytesColumn.seal(value) as Uint8Array), ...bytes])
          expect(isRefused(() => bytesColumn.open(longer))).toBe(true)
        },
      ),
    )
  })
})

test('a value opens in no other column, application, binding or keyring', () => {
  const anyContext = fc.record({
    column: fc.constantFrom('a', 'b', 'ab', ''),
    application: fc.constantFrom('a', 'b', 'ab', ''),
    binding: fc.array(fc.constantFrom('a', 'b', 'ab', ''), { maxLength: 3 }),
    key: fc.constantFrom('a', 'b'),
  })
  fc.assert(
    fc.property(anyText, anyContext, anyContext, (value, sealed, opened) => {
      fc.pre(JSON.stringify(sealed) !== JSON.stringify(opened))
      const from = sealedColumn({ ...sealed, keyring: fixedKeyring(sealed.key) })
      const to = sealedColumn({ ...opened, keyring: fixedKeyring(opened.key) })
      const stored = from.seal(value, sealed.binding)
      expect(isRefused(() => to.open(stored, opened.binding))).toBe(true)
      expect(from.open(stored, sealed.binding)).toBe(value)
    }),
  )
})

test('anything at all that was not sealed is refused', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.anything(),
        anyText.map(text => `fs1.k1.${text}`),
      ),
      stored => {
        expect(isRefused(() => textColumn.open(stored))).toBe(true)
        expect(isRefused(() => bytesColumn.open(stored))).toBe(true)
      },
    ),
  )
})
