// The tables that count: events by kind, and who and what there was most of.

import { eventKinds, eventOutcomes } from './event-kinds.js'
import type { LocalTime } from './local-time.js'
import type { ActorTotals, LoginTotals, Ranking, Report, TouchTotals } from './report.js'
import { type Column, type ReportTable, shownMinute, tableOf } from './report-table.js'
import { shownActor, shownNumber, shownRecord } from './shown-names.js'
import { visibleText } from './visible-text.js'

const touched = <Row extends TouchTotals | ActorTotals>(
  heading: string,
  name: { [Key in keyof Row]: Row[Key] extends number ? Key : never }[keyof Row],
): Column<Row> => [heading, 'number', row => shownNumber(row[name] as number)]

const last: Column<{ readonly last: string }> = ['last', 'time', (row, local) => shownMinute(row.last, local)]

const actorColumns: readonly Column<ActorTotals>[] = [
  ['actor', 'text', row => shownActor(row.actor)],
  touched('events', 'events'),
  touched('changes', 'changes'),
  touched('reads', 'reads'),
  touched('records read', 'readRecords'),
  touched('reveals', 'reveals'),
  touched('records revealed', 'revealedRecords'),
  touched('denied', 'denied'),
  touched('failed', 'failed'),
  last,
]

const touchColumns: readonly Column<TouchTotals>[] = [
  touched('events', 'events'),
  touched('changes', 'changes'),
  touched('reads', 'reads'),
  touched('reveals', 'reveals'),
  touched('denied', 'denied'),
  last,
]

const modelColumn: Column<TouchTotals> = ['model', 'text', row => visibleText(row.model)]
const recordColumn: Column<TouchTotals> = ['record', 'text', row => shownRecord(row.recordId ?? '')]

const loginColumns = (heading: string): readonly Column<LoginTotals>[] => [
  [heading, 'text', row => visibleText(row.name)],
  ['failed', 'number', row => shownNumber(row.failed)],
  ['verified', 'number', row => shownNumber(row.verified)],
  last,
]

/** Events by kind and outcome; kinds without any are left out. */
export function totalsTable({ totals }: Report): ReportTable {
  const kinds = eventKinds.filter(kind => eventOutcomes.some(outcome => totals[kind][outcome] > 0))
  return {
    id: 'kinds',
    title: 'Events by kind',
    columns: [['kind', 'kind'], ...eventOutcomes.map(outcome => [outcome, 'number'] as const)],
    rows: kinds.map(kind => [kind, ...eventOutcomes.map(outcome => shownNumber(totals[kind][outcome]))]),
    note: '',
  }
}

/** Who and what there was most of. */
export function rankingTables(report: Report, local: LocalTime): readonly ReportTable[] {
  const { actors, models, records, failedAccounts, failedAddresses } = report
  return [
    ranked('models', 'Models', models, [modelColumn, ...touchColumns], local),
    ranked('actors', 'Actors', actors, actorColumns, local),
    ranked(
      'records',
      'Records with the most events',
      records,
      [modelColumn, recordColumn, ...touchColumns],
      local,
    ),
    ranked('accounts', 'Failed logins by account', failedAccounts, loginColumns('account'), local),
    ranked('addresses', 'Failed logins by address', failedAddresses, loginColumns('address'), local),
  ]
}

function ranked<Row>(
  id: string,
  title: string,
  { rows, leftOut, isExact }: Ranking<Row>,
  columns: readonly Column<Row>[],
  local: LocalTime,
): ReportTable {
  const more =
    leftOut > 0 || !isExact ? `${isExact ? '' : 'At least '}${shownNumber(leftOut)} more left out.` : ''
  return { ...tableOf(id, title, rows, columns, local), note: more }
}
