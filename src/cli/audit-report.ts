// `fieldseal audit report`: who did what to whose data, as text, as JSON or as a page. That it was made is recorded in
// the trail first.

import { type Command, InvalidArgumentError, Option } from 'commander'
import { EventMac } from '../audit/event-mac.js'
import { buildReport } from '../audit/report/build-report.js'
import { formatOcsf } from '../audit/report/format-ocsf.js'
import { formatReportTable } from '../audit/report/format-table.js'
import { LocalTime } from '../audit/report/local-time.js'
import { type Moment, momentFrom, momentTo, parseMoment } from '../audit/report/moment.js'
import { formatReportPage } from '../audit/report/page/format-page.js'
import { readEvents } from '../audit/report/read-events.js'
import { readTreeState } from '../audit/report/read-tree-state.js'
import type { Report, ReportAbout } from '../audit/report/report.js'
import type { TrailDatabase } from '../audit/trail-database.js'
import { recordTrailUse, type TrailUse } from '../audit/trail-use.js'
import { keysFromEnv } from '../core/key-source.js'
import { cliActor } from './audit-export.js'
import { type DatabaseOptions, withTrail } from './open-trail.js'
import { withOutput } from './output-target.js'
import type { Terminal } from './terminal.js'

/** The formats of a whole report; `json` lists events instead. */
const formats: Readonly<Record<'table' | 'html', (report: Report) => string>> = {
  table: formatReportTable,
  html: formatReportPage,
}

interface ReportCommand extends DatabaseOptions {
  readonly from: Moment
  readonly to?: Moment
  readonly actor?: string
  readonly model?: string
  readonly format: 'table' | 'json' | 'html'
  readonly lines: number
  readonly timeZone: string
  readonly out?: string
  readonly as?: string
  readonly reason?: string
  readonly application?: string
}

/** Adds the command to `fieldseal audit`. */
export function addReportCommand(group: Command, terminal: Terminal): void {
  group
    .command('report')
    .description('Report who did what to whose data, when and why')
    .addOption(
      new Option('--from <time>', 'first moment: 7d or 24h ago, a day, or ISO 8601')
        .argParser(readMoment)
        .default(readMoment('30d'), '30d'),
    )
    .option('--to <time>', 'last moment; of a day its end (default: now)', readMoment)
    .option('--actor <id>', 'events of this viewer only')
    .option('--model <name>', 'events that touched this model only')
    .addOption(
      new Option('--format <format>', 'json is a list in the names of OCSF')
        .choices(['table', 'json', 'html'])
        .default('table'),
    )
    .option('--lines <n>', 'events listed one by one in a table or page', readLines, 100)
    .option('--time-zone <name>', 'of days and hours, such as Europe/Vienna', 'UTC')
    .option('--out <file>', 'a new file (default: standard output)')
    .option('--as <id>', 'who makes it (default: cli: and the name of the user)')
    .option('--reason <text>', 'why')
    .option('--application <name>', 'as given to fieldseal()')
    .option('--url <url>', 'of the database (default: DATABASE_URL)')
    .allowExcessArguments(false)
    .action((command: ReportCommand) => report(command, terminal))
}

async function report(command: ReportCommand, terminal: Terminal): Promise<void> {
  const { out, application = '' } = command
  const { data } = await keysFromEnv(terminal.env).load()
  const { filter, madeAt } = filterOf(command)
  const about = {
    filter,
    madeAt,
    madeBy: command.as ?? cliActor(),
    reason: command.reason,
    database: databaseName(command, terminal),
  }
  await withTrail(command, terminal, async db => {
    await withOutput(out, terminal, async write => {
      await recordTrailUse(db, new EventMac(data, application), useOf(command, about))
      for await (const text of textsOf(db, command, about)) await write(text)
    })
  })
  if (out !== undefined) terminal.err(`Wrote the report to ${out}.\n`)
}

function useOf({ format }: ReportCommand, { madeBy, reason, filter }: Omit<ReportAbout, 'tree'>): TrailUse {
  return { operation: 'report', actor: madeBy, reason, details: { format, ...filter } }
}

/** The text of the report in pieces. */
async function* textsOf(
  db: TrailDatabase,
  command: ReportCommand,
  about: Omit<ReportAbout, 'tree'>,
): AsyncGenerator<string> {
  const { format, timeZone, lines } = command
  if (format === 'json') {
    yield* formatOcsf(readEvents(db, { ...about.filter, order: 'oldest' }), about.database)
  } else {
    const tree = await readTreeState(db)
    yield formats[format](
      await buildReport(readEvents(db, about.filter), { ...about, tree }, { timeZone, lines }),
    )
  }
}

function filterOf({ from, to, actor, model, timeZone }: ReportCommand) {
  const [now, local] = [Date.now(), new LocalTime(timeZone)]
  const end = to ? momentTo(to, now, local) : new Date(now)
  return { madeAt: new Date(now), filter: { from: momentFrom(from, now, local), to: end, actor, model } }
}

/** The URL without what is secret in it. */
function databaseName({ url }: ReportCommand, { env }: Terminal): string {
  const target = url ?? env.DATABASE_URL ?? ''
  if (!URL.canParse(target)) return ''
  const { protocol, host, pathname } = new URL(target)
  return `${protocol}//${host}${pathname}`
}

function readMoment(text: string): Moment {
  const moment = parseMoment(text)
  if (moment) return moment
  throw new InvalidArgumentError('Expected 24h, 7d, 2026-03-01 or 2026-03-01T12:00:00Z.')
}

function readLines(text: string): number {
  if (/^\d{1,6}$/.test(text)) return Number(text)
  throw new InvalidArgumentError('Expected 0 to 999999.')
}
