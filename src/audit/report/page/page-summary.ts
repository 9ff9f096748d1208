// The summary: cards with the totals, and what to look at first.

import { eventKinds } from '../event-kinds.js'
import { eventsIn } from '../quarter-hours.js'
import type { Report } from '../report.js'
import { type Notice, noticesOf } from '../report-notices.js'
import { shownCount, shownNumber, shownShare } from '../shown-names.js'
import { html, type Markup } from './markup.js'

interface Card {
  readonly title: string
  readonly value: string
  readonly below: string
  /** True where it should not have happened. */
  readonly isBad?: boolean
}

/** The section `summary`. */
export function pageSummary(report: Report): Markup {
  const notices = noticesOf(report)
  const [alarms, notes] = ['alarm', 'note'].map(severity => notices.filter(one => one.severity === severity))
  return html`<section id="summary"><h2>At a glance</h2>
<dl class="cards">${cardsOf(report).map(card)}</dl>
${list('alarms', alarms, html`<strong>Look into this: </strong>`)}
${list('notes card', notes)}
</section>`
}

function list(name: string, notices: readonly Notice[] = [], before?: Markup): Markup | undefined {
  if (notices.length === 0) return undefined
  return html`<ul class="${name}">${notices.map(({ text }) => html`<li>${before}${text}</li>`)}</ul>`
}

function card({ title, value, below, isBad = false }: Card): Markup {
  return html`<div class="card${isBad && ' bad'}"><dt>${title}</dt><dd class="value">${value}</dd><dd class="below">${below}</dd></div>`
}

function cardsOf(report: Report): readonly Card[] {
  const { totals, events, actors, revealedRecords, breakGlass, weekHours } = report
  const denied = eventKinds.reduce((sum, kind) => sum + totals[kind].denied, 0)
  return [
    {
      title: 'Events',
      value: shownNumber(events),
      below: `by ${shownCount(actors.rows.length + actors.leftOut, 'actor')}`,
    },
    {
      title: 'Changes',
      value: shownNumber(totals.change.done),
      below: 'records created, changed or deleted',
    },
    { title: 'Reads', value: shownNumber(totals.read.done), below: 'queries for protected fields' },
    {
      title: 'Reveals',
      value: shownNumber(totals.reveal.done),
      below: `of ${shownCount(revealedRecords, 'record')}${breakGlass > 0 ? `, ${shownNumber(breakGlass)} break-glass` : ''}`,
    },
    { title: 'Denied', value: shownNumber(denied), below: 'the viewer may not', isBad: denied > 0 },
    {
      title: 'Failed logins',
      value: shownNumber(totals.login.failed),
      below: `of ${shownCount(totals.login.failed + totals.login.done, 'login')}`,
      isBad: totals.login.failed > 0,
    },
    {
      title: 'Values that did not open',
      value: shownNumber(totals.open.failed),
      below: 'damaged or tampered with',
      isBad: totals.open.failed > 0,
    },
    {
      title: 'Off hours',
      value: shownShare(weekHours.offHours.events, eventsOf(report)),
      below: `${shownCount(weekHours.offHours.events, 'event')}`,
    },
  ]
}

function eventsOf({ timeline }: Report): number {
  return timeline.buckets.reduce((sum, { counts }) => sum + eventsIn(counts), 0)
}
