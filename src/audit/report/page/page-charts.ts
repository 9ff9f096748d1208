// The charts of the page.

import type { Report, TouchTotals } from '../report.js'
import { shownActor } from '../shown-names.js'
import { visibleText } from '../visible-text.js'
import { barChart } from './bar-chart.js'
import { type Chart, chartFigure } from './chart-frame.js'
import { html, type Markup } from './markup.js'
import { type NamedSeries, timeChart } from './time-chart.js'
import { weekChart } from './week-chart.js'

/** The most bars of a chart. */
const mostBars = 10

/** Kinds of event in the order in which they are stacked, what there is most of at the bottom. */
const kindSeries: readonly NamedSeries[] = [
  ['change', 'changes'],
  ['read', 'reads'],
  ['login', 'logins'],
  ['reveal', 'reveals'],
  ['raw', 'raw SQL'],
  ['trail', 'reading the trail'],
  ['open', 'opening values'],
]

const refusedSeries: readonly NamedSeries[] = [
  ['denied', 'denied'],
  ['failedLogin', 'failed logins'],
  ['failedOpen', 'values that did not open'],
]

const modelParts = [
  { colour: 'c-change', text: 'changes' },
  { colour: 'c-read', text: 'reads' },
  { colour: 'c-reveal', text: 'reveals' },
  { colour: 'c-other', text: 'other' },
]

/** The section `charts`; a chart of nothing is left out. */
export function pageCharts(report: Report): Markup {
  const charts = [
    activityChart(report),
    refusedChart(report),
    revealChart(report),
    modelChart(report),
    weekMap(report),
  ]
  const shown = charts.filter(chart => chart !== undefined)
  return html`<section id="charts"><h2>Activity</h2>
${shown.length > 0 ? html`<div class="charts">${shown.map(chartFigure)}</div>` : html`<p class="empty">No events in this period.</p>`}</section>`
}

function activityChart({ timeline, events, timeZone }: Report): Chart | undefined {
  const about = {
    id: 'activity',
    title: 'Activity over time',
    description: `Events in each ${timeline.step}, by kind (${timeZone}).`,
  }
  return events > 0 ? { ...timeChart(about, timeline, kindSeries), isWide: true } : undefined
}

function refusedChart({ timeline, refused }: Report): Chart | undefined {
  const about = {
    id: 'refusals',
    title: 'Denied and failed',
    description: `What was refused or went wrong in each ${timeline.step}.`,
  }
  return refused.rows.length > 0 ? timeChart(about, timeline, refusedSeries) : undefined
}

function revealChart({ actors }: Report): Chart | undefined {
  const rows = actors.rows
    .filter(one => one.revealedRecords > 0)
    .sort((a, b) => b.revealedRecords - a.revealedRecords)
    .slice(0, mostBars)
  const about = {
    id: 'revealed',
    title: 'Reveals by actor',
    description: 'Records whose masked values were revealed, for those who revealed most.',
  }
  const bars = rows.map(one => ({ text: shownActor(one.actor), parts: [one.revealedRecords] }))
  return rows.length > 0
    ? barChart(about, bars, [{ colour: 'c-reveal', text: 'records revealed' }])
    : undefined
}

function modelChart({ models }: Report): Chart | undefined {
  const rows = models.rows.slice(0, mostBars)
  const about = {
    id: 'by-model',
    title: 'Events by model',
    description: 'Events that touched records of a model, for the models with most.',
  }
  const bars = rows.map(one => ({ text: visibleText(one.model), parts: partsOf(one) }))
  return rows.length > 0 ? barChart(about, bars, modelParts) : undefined
}

function partsOf({ events, changes, reads, reveals }: TouchTotals): readonly number[] {
  return [changes, reads, reveals, events - changes - reads - reveals]
}

function weekMap({ weekHours, events, timeZone }: Report): Chart | undefined {
  const about = {
    id: 'week',
    title: 'Hours of the week',
    description: `Events by weekday and hour (${timeZone}). The frame is working hours: Monday to Friday, 7:00 to 19:00.`,
  }
  return events > 0 ? weekChart(about, weekHours) : undefined
}
