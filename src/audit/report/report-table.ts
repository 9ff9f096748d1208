// A table of a report as texts, whoever writes it down: a terminal or a page.

import type { LocalTime } from './local-time.js'
import { visibleText } from './visible-text.js'

/** How the cells of a column are written. */
export type CellType = 'text' | 'number' | 'time' | 'kind' | 'code'

/** One table. Its texts are visible ones, but not escaped for any format. */
export interface ReportTable {
  /** Its name in links. */
  readonly id: string
  readonly title: string
  readonly columns: readonly (readonly [heading: string, type: CellType])[]
  readonly rows: readonly (readonly string[])[]
  /** What it leaves out; empty where it leaves out nothing. */
  readonly note: string
}

/** A column of a table of `Row`, and the text of its cell in a row. */
export type Column<Row> = readonly [
  heading: string,
  type: CellType,
  cell: (row: Row, local: LocalTime) => string,
]

/** The table of rows that leaves out nothing. */
export function tableOf<Row>(
  id: string,
  title: string,
  rows: readonly Row[],
  columns: readonly Column<Row>[],
  local: LocalTime,
): ReportTable {
  return {
    id,
    title,
    columns: columns.map(([heading, type]) => [heading, type]),
    rows: rows.map(row => columns.map(([, , cell]) => cell(row, local))),
    note: '',
  }
}

/** A time on the clock of the report; what is no time, as it stands. */
export function shownTime(time: string, local: LocalTime): string {
  return local.text(time) ?? visibleText(time)
}

/** The same without seconds. */
export function shownMinute(time: string, local: LocalTime): string {
  return local.text(time)?.slice(0, -3) ?? visibleText(time)
}
