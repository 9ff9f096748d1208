// The hours of the week as a map: the more events in an hour, the stronger its colour.

import { workingHours } from '../local-time.js'
import { shownCount, shownNumber } from '../shown-names.js'
import type { WeekHours } from '../timeline.js'
import { type Chart, drawingOf } from './chart-frame.js'
import { html, type Markup } from './markup.js'

const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']
const strengths = 5
const labelledHours = [0, 3, 6, 9, 12, 15, 18, 21]
const inset = 0.05

/** The chart of events by weekday and hour. */
export function weekChart(about: Pick<Chart, 'id' | 'title' | 'description'>, { events }: WeekHours): Chart {
  const max = Math.max(...events.flat())
  const cells = events.flatMap((row, weekday) => row.map((count, hour) => cell(count, weekday, hour, max)))
  return {
    ...about,
    drawing: html`<div class="week">
<div class="days" aria-hidden="true">${weekdays.map(name => html`<span>${name.slice(0, 3)}</span>`)}</div>
${drawingOf(about, { width: 24, height: 7 }, [cells, workingFrame()])}
<div class="hours" aria-hidden="true">${labelledHours.map(hour => html`<span>${hour} h</span>`)}</div></div>
<p class="scale" aria-hidden="true"><span>0</span>${Array.from({ length: strengths + 1 }, (_, i) => html`<span class="swatch heat h-${i}"></span>`)}<span>${shownCount(max, 'event')}</span></p>`,
    numbers: [
      ['', ...Array.from({ length: 24 }, (_, hour) => `${hour}:00`)],
      ...events.map((row, weekday) => [weekdays[weekday] as string, ...row.map(shownNumber)]),
    ],
  }
}

function cell(count: number, weekday: number, hour: number, max: number): Markup {
  const strength = count === 0 ? 0 : Math.ceil((strengths * count) / max)
  return html`<rect class="heat h-${strength}" x="${hour + inset}" y="${weekday + inset}" width="${1 - 2 * inset}" height="${1 - 2 * inset}"><title>${weekdays[weekday]} ${hour}:00: ${shownCount(count, 'event')}</title></rect>`
}

function workingFrame(): Markup {
  const { firstHour, endHour, lastWeekday } = workingHours
  return html`<rect class="frame" x="${firstHour}" y="0" width="${endHour - firstHour}" height="${lastWeekday + 1}"/>`
}
