// Bars from left to right, one for each of a few names, with the name before it and the number after it.

import { shownNumber } from '../shown-names.js'
import { type Chart, coordinate, drawingOf } from './chart-frame.js'
import { html } from './markup.js'

/** One bar; its text is a visible one. */
export interface Bar {
  readonly text: string
  readonly parts: readonly number[]
}

/** Where a bar begins within its row, and how much of it it fills. */
const inset = 0.2

/** The chart of bars whose parts have these colours and names. */
export function barChart(
  about: Pick<Chart, 'id' | 'title' | 'description'>,
  bars: readonly Bar[],
  parts: readonly { readonly colour: string; readonly text: string }[],
): Chart {
  const max = Math.max(1, ...bars.map(totalOf))
  const size = { width: 100, height: Math.max(1, bars.length) }
  const shapes = bars.map((bar, row) => {
    let x = 0
    return bar.parts.map((value, part) => {
      const width = (100 * value) / max
      const rect = html`<rect class="${parts[part]?.colour}" x="${coordinate(x)}" y="${coordinate(row + inset)}" width="${coordinate(width)}" height="${1 - 2 * inset}"/>`
      x += width
      return value > 0 && rect
    })
  })
  return {
    ...about,
    legend: parts.length > 1 ? parts : [],
    drawing: html`<div class="bars" style="--rows:${size.height}">
<div class="names" aria-hidden="true">${bars.map(({ text }) => html`<span title="${text}">${text}</span>`)}</div>
${drawingOf(about, size, shapes)}
<div class="counts" aria-hidden="true">${bars.map(bar => html`<span>${shownNumber(totalOf(bar))}</span>`)}</div></div>`,
    numbers: [
      ['', ...parts.map(({ text }) => text)],
      ...bars.map(({ text, parts }) => [text, ...parts.map(shownNumber)]),
    ],
  }
}

function totalOf({ parts }: Bar): number {
  return parts.reduce((sum, value) => sum + value, 0)
}
