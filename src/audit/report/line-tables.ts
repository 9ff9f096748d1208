// The tables that list events one by one: who did what to whose data, when and why.

import type { LocalTime } from './local-time.js'
import type { Listing, Report, ReportLine } from './report.js'
import { type Column, type ReportTable, shownTime, tableOf } from './report-table.js'
import { shownActor, shownCount, shownFrom, shownKind, shownRecords, shownWhy } from './shown-names.js'
import { visibleText } from './visible-text.js'

const lineColumns: readonly Column<ReportLine>[] = [
  ['when', 'time', (row, local) => shownTime(row.time, local)],
  [
    'who',
    'text',
    row => [shownActor(row.actor), ...row.roles.map(role => `[${visibleText(role)}]`)].join(' '),
  ],
  ['what', 'kind', shownKind],
  ['how', 'code', row => visibleText(row.operation)],
  ['whose', 'text', shownRecords],
  ['fields', 'text', row => visibleText(row.fields.join(', '))],
  ['why', 'text', shownWhy],
  ['from', 'text', shownFrom],
]

/** Events one by one: reveals, what was refused, and all. */
export function lineTables({ reveals, refused, lines }: Report, local: LocalTime): readonly ReportTable[] {
  const listed = (id: string, title: string, { rows, leftOut }: Listing<ReportLine>) => ({
    ...tableOf(id, title, rows, lineColumns, local),
    note: leftOut > 0 ? `${shownCount(leftOut, 'more event')} left out of this list.` : '',
  })
  return [
    listed('reveals', 'Reveals', reveals),
    listed('refused', 'Denied and failed', refused),
    listed('events', 'Events', lines),
  ]
}
