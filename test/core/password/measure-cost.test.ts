// What costs take on this machine.

import { expect, test } from 'vitest'
import { measureCost } from '../../../src/core/password/measure-cost.js'
import { PasswordHasher } from '../../../src/core/password/password-hasher.js'

test('every named cost is measured', async () => {
  const measured = await measureCost({ rounds: 1 })
  expect(measured.map(({ name, memoryKiB, passes, lanes }) => [name, memoryKiB, passes, lanes])).toEqual([
    ['owasp', 19_456, 2, 1],
    ['strong', 65_536, 3, 1],
  ])
  for (const { msPerHash, hashesPerSecond } of measured) {
    expect(msPerHash).toBeGreaterThan(0)
    expect(hashesPerSecond).toBeGreaterThan(0)
  }
})

test('other parameters can be measured, by another hasher', async () => {
  const hasher = new PasswordHasher({ concurrency: 3 })
  const costs = { tiny: { memoryKiB: 64, passes: 1, lanes: 1 } }
  const [tiny] = await measureCost({ costs, rounds: 3, hasher })
  expect(tiny).toMatchObject({ name: 'tiny', memoryKiB: 64, concurrency: 3 })
  expect(hasher.work.started).toBe(7)
})
