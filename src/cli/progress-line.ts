// How far a long command has come, on standard error: a bar that is written over where people watch, else a line now
// and then.

import { shownCount, shownNumber } from '../audit/report/shown-names.js'
import type { VerifyProgress } from '../audit/verify/verify-trail.js'
import type { Terminal } from './terminal.js'

const barLength = 24
/** Milliseconds between two states that are shown. */
const pauses = { watched: 100, logged: 10_000 } as const

/** One line about one task, from its beginning. */
export class ProgressLine {
  readonly #terminal: Pick<Terminal, 'err' | 'isWatched'>
  readonly #startMs = performance.now()
  #shownMs: number

  constructor(terminal: Pick<Terminal, 'err' | 'isWatched'>) {
    this.#terminal = terminal
    // A task that is soon done says nothing in a log.
    this.#shownMs = terminal.isWatched ? Number.NEGATIVE_INFINITY : this.#startMs
  }

  /** Shows the state, unless it was shown a moment ago. */
  show(progress: VerifyProgress): void {
    const { err, isWatched } = this.#terminal
    const nowMs = performance.now()
    if (nowMs - this.#shownMs < (isWatched ? pauses.watched : pauses.logged)) return
    this.#shownMs = nowMs
    const text = progressText(progress, (nowMs - this.#startMs) / 1000)
    err(isWatched ? `\r${bar(progress.fraction)} ${text}\u001b[K` : `${text}\n`)
  }

  /** Takes the bar away. */
  end(): void {
    if (this.#terminal.isWatched) this.#terminal.err('\r\u001b[K')
  }
}

/** `52%, 520,000 events, 84,000/s, 6 s left`. */
export function progressText({ events, fraction }: VerifyProgress, seconds: number): string {
  const rate = seconds > 0 ? Math.round(events / seconds) : 0
  const left = fraction > 0 ? `, ${Math.round((seconds * (1 - fraction)) / fraction)} s left` : ''
  return `${Math.floor(fraction * 100)}%, ${shownCount(events, 'event')}, ${shownNumber(rate)}/s${left}`
}

function bar(fraction: number): string {
  const full = Math.round(fraction * barLength)
  return `[${'#'.repeat(full)}${'.'.repeat(barLength - full)}]`
}
