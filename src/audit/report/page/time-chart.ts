// Bars along time, stacked by series.

import type { Series } from '../quarter-hours.js'
import { shownNumber } from '../shown-names.js'
import type { Timeline, TimelineBucket } from '../timeline.js'
import { type Chart, coordinate, drawingOf } from './chart-frame.js'
import { html, type Markup } from './markup.js'
import { niceTicks, tickGroups } from './ticks.js'

/** A series with its name for people; its colour is the class `c-` and its own name. */
export type NamedSeries = readonly [series: Series, text: string]

const gap = 0.1
const drawnHeight = 100

/** The chart of some series over a timeline; series without anything are left out. */
export function timeChart(
  about: Pick<Chart, 'id' | 'title' | 'description'>,
  timeline: Timeline,
  named: readonly NamedSeries[],
): Chart {
  const { buckets, step } = timeline
  const shown = named.filter(([series]) => buckets.some(({ counts }) => counts[series] > 0))
  const sums = buckets.map(({ counts }) => shown.reduce((sum, [series]) => sum + counts[series], 0))
  const ticks = niceTicks(Math.max(0, ...sums))
  const scale = drawnHeight / (ticks.at(-1) as number)
  return {
    ...about,
    legend: shown.map(([series, text]) => ({ colour: `c-${series}`, text })),
    drawing: html`<div class="plot">
<div class="y-axis" aria-hidden="true">${ticks.toReversed().map(tick => html`<span>${shownNumber(tick)}</span>`)}</div>
${drawingOf(about, { width: Math.max(1, buckets.length), height: drawnHeight }, [
  gridLines(ticks.length, buckets.length),
  bars(buckets, shown, scale),
  buckets.map((bucket, i) => tooltip(bucket, i, shown)),
])}
${timeAxis(timeline)}</div>`,
    numbers: [
      [step, ...shown.map(([, text]) => text)],
      ...buckets.map(({ label, counts }) => [label, ...shown.map(([series]) => shownNumber(counts[series]))]),
    ],
  }
}

function gridLines(ticks: number, width: number): Markup {
  const lines = Array.from({ length: ticks }, (_, i) => {
    const y = coordinate(drawnHeight * (i / (ticks - 1)))
    return `M0 ${y}H${width}`
  })
  return html`<path class="grid" d="${lines.join('')}"/>`
}

/** One path for each series, each bar on top of those of the series before. */
function bars(
  buckets: readonly TimelineBucket[],
  shown: readonly NamedSeries[],
  scale: number,
): readonly Markup[] {
  const tops = buckets.map(() => drawnHeight)
  return shown.map(([series]) => {
    const rects = buckets.map(({ counts }, i) => {
      const height = counts[series] * scale
      if (height === 0) return ''
      tops[i] = (tops[i] as number) - height
      return `M${coordinate(i + gap)} ${coordinate(tops[i] as number)}h${1 - 2 * gap}v${coordinate(height)}h-${1 - 2 * gap}z`
    })
    return html`<path class="c-${series}" d="${rects.join('')}"/>`
  })
}

/** An unseen bar that tells the numbers of its bucket to a mouse. */
function tooltip({ label, counts }: TimelineBucket, i: number, shown: readonly NamedSeries[]): Markup {
  const parts = shown
    .filter(([series]) => counts[series] > 0)
    .map(([series, text]) => `${text} ${shownNumber(counts[series])}`)
  return html`<rect class="hover" x="${i}" y="0" width="1" height="${drawnHeight}"><title>${label}: ${parts.length > 0 ? parts.join(', ') : 'nothing'}</title></rect>`
}

function timeAxis(timeline: Timeline): Markup {
  const groups = tickGroups(timeline)
  const columns = groups.map(({ size }) => `${size}fr`).join(' ')
  return html`<div class="x-axis" aria-hidden="true" style="grid-template-columns:${columns}">${groups.map(({ label }) => html`<span>${label}</span>`)}</div>`
}
