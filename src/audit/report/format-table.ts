// A report as plain text for a terminal: one table under another, columns aligned.

import { lineTables } from './line-tables.js'
import { LocalTime } from './local-time.js'
import { rankingTables, totalsTable } from './ranking-tables.js'
import type { Report } from './report.js'
import { noticesOf } from './report-notices.js'
import type { ReportTable } from './report-table.js'
import { shownCount } from './shown-names.js'
import { cutText, textWidth, visibleText } from './visible-text.js'

/** The most columns of a terminal that one cell takes. */
const widestCell = 44

/** The text of a report, which ends with a line break. */
export function formatReportTable(report: Report): string {
  const local = new LocalTime(report.timeZone)
  const tables = [totalsTable(report), ...rankingTables(report, local), ...lineTables(report, local)]
  const notices = noticesOf(report).map(({ severity, text }) => `${severity === 'alarm' ? '!' : '-'} ${text}`)
  const blocks = [
    headLines(report, local),
    notices,
    ...tables.filter(({ rows }) => rows.length > 0).map(tableLines),
  ]
  const texts = blocks.filter(lines => lines.length > 0).map(lines => lines.join('\n'))
  return `${texts.join('\n\n')}\n`
}

function headLines({ about, period, timeZone, events }: Report, local: LocalTime): readonly string[] {
  const { database, madeBy, madeAt, reason, tree } = about
  const span = period && `${local.text(period.from)} to ${local.text(period.to)} ${timeZone}`
  const why = reason === undefined ? '' : `: ${visibleText(reason)}`
  const { size, origin, rootHash } = tree.checkpoint ?? { size: 0, origin: '', rootHash: '' }
  return [
    `Audit trail of ${visibleText(database)}`,
    span === undefined ? 'No events.' : `${span}, ${shownCount(events, 'event')}`,
    `Made by ${visibleText(madeBy)}, ${local.text(madeAt.toISOString())} ${timeZone}${why}`,
    tree.checkpoint
      ? `Last checkpoint: ${visibleText(origin)}, ${shownCount(size, 'event')}, root ${visibleText(rootHash)}`
      : 'No checkpoint.',
  ]
}

/** Title, heading, rows and note; numbers aligned right, everything else left. */
function tableLines({ title, columns, rows, note }: ReportTable): readonly string[] {
  const cells = [columns.map(([heading]) => heading), ...rows].map(row =>
    row.map(cell => cutText(cell, widestCell)),
  )
  const widths = columns.map((_, i) => Math.max(...cells.map(row => textWidth(row[i] as string))))
  const lines = cells.map(row =>
    row.map((cell, i) => aligned(cell, widths[i] as number, columns[i]?.[1] === 'number')),
  )
  const text = lines.map(line => `  ${line.join('  ')}`.trimEnd())
  return [title, ...text, ...(note === '' ? [] : [`  ${note}`])]
}

function aligned(cell: string, width: number, isNumber: boolean): string {
  const space = ' '.repeat(Math.max(0, width - textWidth(cell)))
  return isNumber ? space + cell : cell + space
}
