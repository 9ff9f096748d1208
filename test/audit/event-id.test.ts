// Ids of events: UUIDs of version 7 whose order is that in which they were made.

import { expect, test } from 'vitest'
import { leastEventId, newEventId } from '../../src/audit/event-id.js'

const timeMs = Date.UTC(2030, 0, 1)
const form = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

/** The Unix time in milliseconds that an id begins with. */
function timeOf(id: string): number {
  return Number.parseInt(id.slice(0, 13).replace('-', ''), 16)
}

test('has the form of RFC 9562 and the time it was made', () => {
  const before = Date.now()
  const id = newEventId()
  expect(id).toMatch(form)
  expect(timeOf(id)).toBeGreaterThanOrEqual(before)
  expect(timeOf(id)).toBeLessThanOrEqual(Date.now())
})

test('100,000 ids are all different and in order', () => {
  const ids = Array.from({ length: 100_000 }, () => newEventId())
  expect(ids.every(id => form.test(id))).toBe(true)
  expect(ids.slice(1).every((id, i) => id > (ids[i] as string))).toBe(true)
})

test('10,000 ids of one millisecond are in order, and borrow few milliseconds', () => {
  const ids = Array.from({ length: 10_000 }, () => newEventId(timeMs))
  expect([...ids].sort()).toEqual(ids)
  expect(timeOf(ids.at(-1) as string) - timeMs).toBeLessThan(6)
})

test('a clock put back a little leaves the order as it is', () => {
  const first = newEventId(timeMs + 120_000)
  expect(newEventId(timeMs + 119_000) > first).toBe(true)
})

test('a clock put back by more than a minute is followed', () => {
  newEventId(timeMs + 1_000_000)
  expect(timeOf(newEventId(timeMs + 900_000))).toBe(timeMs + 900_000)
})

test('the least id of a time stands between the ids made before and after it', () => {
  const [early, late] = [newEventId(timeMs + 2_000_000), newEventId(timeMs + 2_000_001)]
  expect(leastEventId(timeMs + 2_000_001) > early).toBe(true)
  expect(leastEventId(timeMs + 2_000_001) <= late).toBe(true)
  expect(leastEventId(-1)).toBe('00000000-0000-7000-8000-000000000000')
})
