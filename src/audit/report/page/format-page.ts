// A report as one HTML page that needs nothing else: no script, no network, and as good on paper as on a screen.

import { lineTables } from '../line-tables.js'
import { LocalTime, workingHours } from '../local-time.js'
import { rankingTables, totalsTable } from '../ranking-tables.js'
import type { Report } from '../report.js'
import { visibleText } from '../visible-text.js'
import { html, Markup } from './markup.js'
import { pageCharts } from './page-charts.js'
import { pageHead, periodText } from './page-head.js'
import { pageStyle } from './page-style.js'
import { pageSummary } from './page-summary.js'
import { pageTable } from './page-table.js'

/** What the words of the page mean. */
const words: readonly (readonly [string, string])[] = [
  ['change', 'Records were created, changed or deleted.'],
  ['read', 'A query returned protected fields of a model whose reads are recorded.'],
  ['reveal', 'Masked values of records were shown in full, or that was denied.'],
  ['login', 'A password was checked. It failed where it did not match.'],
  ['open', 'A stored value did not open: it is damaged, or is not what was written there.'],
  ['raw', 'The application sent SQL of its own.'],
  ['trail', 'The trail itself was read, as for this report.'],
  ['denied, failed', 'Denied: the viewer may not. Failed: it was allowed and did not succeed.'],
  ['break-glass', 'A reveal past the policy, in an emergency.'],
  [
    'sealed',
    'Covered by a signed checkpoint: what is altered or removed later is found by `fieldseal audit verify`.',
  ],
]

/** Nothing may be loaded, whatever the page says. */
const contentPolicy = "default-src 'none'; style-src 'unsafe-inline'"

/** The page, from its document type on. */
export function formatReportPage(report: Report): string {
  const local = new LocalTime(report.timeZone)
  const tables = [totalsTable(report), ...rankingTables(report, local), ...lineTables(report, local)].filter(
    ({ rows }) => rows.length > 0,
  )
  const sections: readonly (readonly [string, string])[] = [
    ['summary', 'At a glance'],
    ['charts', 'Activity'],
    ...tables.map(({ id }) => [id, id.charAt(0).toUpperCase() + id.slice(1)] as const),
  ]
  const page = html`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${contentPolicy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>Audit trail of ${visibleText(report.about.database)}, ${periodText(report, local)}</title>
<style>${new Markup(pageStyle)}</style>
</head>
<body>
${pageHead(report, local, sections)}
<main>
${pageSummary(report)}
${pageCharts(report)}
<div class="tables">${tables.map(pageTable)}</div>
</main>
${pageFoot(report)}
</body>
</html>
`
  return page.toString()
}

function pageFoot({ timeZone }: Report): Markup {
  const { firstHour, endHour } = workingHours
  return html`<footer><h2>How to read this</h2>
<dl class="words">${words.map(([word, meaning]) => html`<div><dt>${word}</dt><dd>${meaning}</dd></div>`)}</dl>
<p class="left-out">Times are in the time zone ${timeZone}; off hours are all but Monday to Friday, ${firstHour}:00 to ${endHour}:00. The page names records and fields and never shows what is stored in them. It repeats what the tables say: whether they were altered, \`fieldseal audit verify\` finds out.</p></footer>`
}
