// LP, the encoding under every associated data, derivation and index.

import { expect, test } from 'vitest'
import { lengthPrefixed } from '../../src/core/length-prefixed.js'
import { hex, toHex } from './platforms.js'

test('writes the count, then each item after its length', () => {
  expect(toHex(lengthPrefixed([]))).toBe('00000000')
  expect(toHex(lengthPrefixed(['é', 255, hex('0102')]))).toBe(
    '00000003' + '00000002c3a9' + '00000001ff' + '000000020102',
  )
})

test('extends a list to the same bytes as writing it at once', () => {
  expect(lengthPrefixed(['c', ''], lengthPrefixed(['a', 1]))).toEqual(lengthPrefixed(['a', 1, 'c', '']))
})

test('refuses what would lose something in bytes', () => {
  expect(() => lengthPrefixed(['\ud800'])).toThrow(TypeError)
  expect(() => lengthPrefixed([256])).toThrow(RangeError)
  expect(() => lengthPrefixed([1.5])).toThrow(RangeError)
})
