// A runtime without node:crypto opens what Node sealed, and Node what it sealed.

import { expect, test, vi } from 'vitest'
import type { SealedColumn } from '../../src/core/sealed-column.js'
import { sealedColumn } from './columns.js'

/** The column of the other tests, on @noble and loaded anew. */
async function nobleColumn(storage: 'String' | 'Bytes'): Promise<SealedColumn> {
  vi.resetModules()
  vi.doMock('../../src/core/crypto-node.js', () => import('../../src/core/crypto-noble.js'))
  const { sealedColumn: makeColumn } = await import('./columns.js')
  return makeColumn({ storage })
}

test.each(['String', 'Bytes'] as const)('both open the %s values of each other', async storage => {
  const [node, noble] = [sealedColumn({ storage }), await nobleColumn(storage)]
  for (const value of ['', 'ada@example.com', 'é'.repeat(3000)]) {
    expect(noble.open(node.seal(value, ['row-1']), ['row-1'])).toBe(value)
    expect(node.open(noble.seal(value, ['row-1']), ['row-1'])).toBe(value)
  }
})

test('it refuses what Node refuses', async () => {
  const noble = await nobleColumn('String')
  const sealed = noble.seal('ada') as string
  for (const stored of [`${sealed}=`, `${sealed.slice(0, -4)}AAAA`, 'ada', sealed.slice(0, -1)]) {
    expect(() => noble.open(stored)).toThrow(expect.objectContaining({ name: 'OpenError' }))
  }
})

test('it does not use node:crypto', async () => {
  await nobleColumn('String')
  const crypto = await import('#crypto')
  expect(Object.getPrototypeOf(crypto.importAeadKey(new Uint8Array(32))).constructor.name).toBe(
    'NobleAeadKey',
  )
})
