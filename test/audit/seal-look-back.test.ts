// How far back rounds look: far enough, often enough, that an event of any age is found, and seldom so far that it costs.

import { expect, test } from 'vitest'
import { leastEventId, newEventId } from '../../src/audit/event-id.js'
import { LookBack } from '../../src/audit/seal/look-back.js'

const startMs = Date.UTC(2030, 0, 1)
const seconds = 1000
const minutes = 60 * seconds

/** When the rounds of two hours, one a second, first look at an event of that id. */
function foundAfterMs(id: string, visibleFromMs: number): number {
  const lookBack = new LookBack()
  for (let nowMs = startMs; nowMs < startMs + 120 * minutes; nowMs += seconds) {
    const isSeen = nowMs >= visibleFromMs && id > (lookBack.since(nowMs) ?? '')
    lookBack.looked(nowMs)
    if (isSeen) return nowMs - visibleFromMs
  }
  return Number.POSITIVE_INFINITY
}

test('the first round looks at all there is', () => {
  expect(new LookBack().since(startMs)).toBeUndefined()
})

test.each([
  ['9 seconds', 9 * seconds, 1 * seconds],
  ['50 minutes', 50 * minutes, 1 * minutes],
  ['a year', 365 * 24 * 60 * minutes, 60 * minutes],
])('an event committed %s after it began is found in time', (_, lateMs, withinMs) => {
  for (const atMs of [startMs + 10 * seconds, startMs + 29 * minutes + 17 * seconds]) {
    expect(foundAfterMs(leastEventId(atMs - lateMs), atMs)).toBeLessThanOrEqual(withinMs)
  }
})

test('an event of a clock that is ahead is found at once', () => {
  const id = newEventId(startMs + 365 * 24 * 60 * minutes)
  expect(foundAfterMs(id, startMs + 5 * seconds)).toBeLessThanOrEqual(1 * seconds)
})

test('a round that did not end looks as far again', () => {
  const lookBack = new LookBack()
  lookBack.looked(startMs)
  const dueMs = startMs + 61 * seconds
  expect(lookBack.since(dueMs)).toBe(leastEventId(dueMs - 60 * minutes))
  expect(lookBack.since(dueMs + seconds)).toBe(leastEventId(dueMs + seconds - 60 * minutes))
})

test('59 of 60 rounds look back ten seconds', () => {
  const lookBack = new LookBack()
  lookBack.looked(startMs)
  const rounds = Array.from({ length: 3000 }, (_, i) => startMs + (i + 1) * seconds)
  const near = rounds.filter(nowMs => {
    const isNear = lookBack.since(nowMs) === leastEventId(nowMs - 10 * seconds)
    lookBack.looked(nowMs)
    return isNear
  })
  expect(near).toHaveLength(2950)
})
