// What a long command says of how far it has come.

import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { ProgressLine, progressText } from '../../src/cli/progress-line.js'

beforeEach(() => void vi.useFakeTimers({ toFake: ['performance'] }))
afterEach(() => void vi.useRealTimers())

/** What is written while a task of a minute shows its state every 50 ms. */
function shownIn(isWatched: boolean): readonly string[] {
  const written: string[] = []
  const line = new ProgressLine({ err: text => void written.push(text), isWatched })
  for (let at = 0; at < 60_000; at += 50) {
    line.show({ events: at * 10, fraction: at / 60_000 })
    vi.advanceTimersByTime(50)
  }
  line.end()
  return written
}

test('says how much is done, how fast, and what is left', () => {
  expect(progressText({ events: 520_000, fraction: 0.52 }, 6)).toBe('52%, 520,000 events, 86,667/s, 6 s left')
  expect(progressText({ events: 0, fraction: 0 }, 0)).toBe('0%, 0 events, 0/s')
})

test('writes one line over and over where people watch, and takes it away', () => {
  const written = shownIn(true)
  expect(written).toHaveLength(601)
  expect(written[300]).toBe('\r[############............] 50%, 300,000 events, 10,000/s, 30 s left\u001b[K')
  expect(written.join('')).not.toContain('\n')
  expect(written.at(-1)).toBe('\r\u001b[K')
})

test('writes a line every ten seconds into a log', () => {
  const written = shownIn(false)
  expect(written).toHaveLength(5)
  expect(written[0]).toBe('16%, 100,000 events, 10,000/s, 50 s left\n')
})
