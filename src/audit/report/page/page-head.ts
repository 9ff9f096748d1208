// The top of the page: what the report is about, who made it and why, and how far the trail is sealed.

import type { LocalTime } from '../local-time.js'
import type { Report } from '../report.js'
import { shownCount, shownRecord } from '../shown-names.js'
import { visibleText } from '../visible-text.js'
import { html, type Markup } from './markup.js'

/** The period of a report in its time zone. */
export function periodText({ period, timeZone }: Report, local: LocalTime): string {
  if (!period) return 'No events'
  const [from, to] = [local.text(period.from), local.text(period.to)]
  return `${from?.slice(0, -3)} to ${to?.slice(0, -3)} ${timeZone}`
}

/** The header. @param sections the ids and titles of what follows */
export function pageHead(
  report: Report,
  local: LocalTime,
  sections: readonly (readonly [id: string, title: string])[],
): Markup {
  const { about, timeZone } = report
  const facts: readonly (readonly [string, string])[] = [
    ['Period', periodText(report, local)],
    ['Database', visibleText(about.database)],
    ['Limited to', limitsOf(report)],
    ['Made by', visibleText(about.madeBy)],
    ['Made at', `${local.text(about.madeAt.toISOString())} ${timeZone}`],
    ['Made for', about.reason === undefined ? '(no reason given)' : visibleText(about.reason)],
    ['The trail as a whole', trailText(report)],
    ['Last checkpoint', checkpointText(report, local)],
  ]
  return html`<header>
<p class="eyebrow">fieldseal</p>
<h1>Audit trail report</h1>
<p class="lead">Who did what to whose data, when and why.</p>
<dl class="about card">${facts.map(([term, text]) => html`<div><dt>${term}</dt><dd>${text}</dd></div>`)}</dl>
<nav aria-label="Sections">${sections.map(([id, title]) => html`<a href="#${id}">${title}</a>`)}</nav>
</header>`
}

function limitsOf({ about: { filter } }: Report): string {
  const { actor, model, recordId, kinds, outcome } = filter
  const limits = [
    actor !== undefined && `actor ${visibleText(actor)}`,
    model !== undefined && `model ${visibleText(model)}`,
    recordId !== undefined && `record ${shownRecord(recordId)}`,
    kinds !== undefined && `kinds ${kinds.join(', ')}`,
    outcome !== undefined && `outcome ${outcome}`,
  ].filter(limit => limit !== false)
  return limits.length > 0 ? limits.join('; ') : 'nothing: all events of the period'
}

function trailText({ about: { tree } }: Report): string {
  return `${shownCount(tree.events, 'event')}, ${tree.unsealed === 0 ? 'all sealed' : `${shownCount(tree.unsealed, 'event')} not sealed yet`}`
}

function checkpointText({ about: { tree }, timeZone }: Report, local: LocalTime): string {
  if (!tree.checkpoint) return 'none: nothing is sealed'
  const { size, origin, rootHash, sealedTo } = tree.checkpoint
  const until =
    sealedTo === undefined ? '' : `, up to ${local.text(sealedTo) ?? visibleText(sealedTo)} ${timeZone}`
  return `${visibleText(origin)}: ${shownCount(size, 'event')}${until}, root ${visibleText(rootHash)}`
}
