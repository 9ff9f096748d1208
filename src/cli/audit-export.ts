// `fieldseal audit export`: the whole trail as JSON lines. That it was exported is recorded in the trail first.

import { userInfo } from 'node:os'
import type { Command } from 'commander'
import { EventMac } from '../audit/event-mac.js'
import { shownCount } from '../audit/report/shown-names.js'
import { recordTrailUse } from '../audit/trail-use.js'
import { exportTrail } from '../audit/verify/export-trail.js'
import { readTrail } from '../audit/verify/read-trail.js'
import type { TrailPage, TrailSource } from '../audit/verify/trail-item.js'
import { keysFromEnv } from '../core/key-source.js'
import { type DatabaseOptions, withTrail } from './open-trail.js'
import { withOutput } from './output-target.js'
import { ProgressLine } from './progress-line.js'
import type { Terminal } from './terminal.js'

interface ExportCommand extends DatabaseOptions {
  readonly out?: string
  readonly actor?: string
  readonly reason?: string
  readonly application?: string
}

/** Adds the command to `fieldseal audit`. */
export function addExportCommand(group: Command, terminal: Terminal): void {
  group
    .command('export')
    .description('Write the trail as JSON lines, which `audit verify --file` verifies')
    .option('--out <file>', 'a new file (default: standard output)')
    .option('--actor <id>', 'who exports (default: cli: and the name of the user)')
    .option('--reason <text>', 'why')
    .option('--application <name>', 'as given to fieldseal()')
    .option('--url <url>', 'of the database (default: DATABASE_URL)')
    .allowExcessArguments(false)
    .action((command: ExportCommand) => exportAll(command, terminal))
}

async function exportAll(command: ExportCommand, terminal: Terminal): Promise<void> {
  const { application = '', reason } = command
  const { data } = await keysFromEnv(terminal.env).load()
  const use = { operation: 'export', actor: command.actor ?? cliActor(), reason }
  await withTrail(command, terminal, async db => {
    const progress = new ProgressLine(terminal)
    const { leaves, unsealed } = await withOutput(command.out, terminal, async write => {
      await recordTrailUse(db, new EventMac(data, application), use)
      return exportTrail(shown(readTrail(db), progress), write)
    })
    progress.end()
    terminal.err(`Exported ${shownCount(leaves + unsealed, 'event')}.\n`)
  })
}

/** The same pages, with progress shown as they pass. */
async function* shown(source: TrailSource, progress: ProgressLine): AsyncGenerator<TrailPage> {
  let events = 0
  for await (const page of source) {
    yield page
    events += page.items.length
    progress.show({ events, fraction: page.fraction })
  }
}

/** Who is at the command line. */
export function cliActor(): string {
  return `cli:${userInfo().username}`
}
