// `fieldseal audit watch`: alerts about suspicious access, one line of JSON each, until stopped or once.

import { readFile } from 'node:fs/promises'
import { type Command, InvalidArgumentError, Option } from 'commander'
import type { TrailDatabase } from '../audit/trail-database.js'
import { logSink, webhookSink } from '../audit/watch/alert-sink.js'
import { type WatchSettings, watchSettings } from '../audit/watch/watch-settings.js'
import { Watcher, type WatcherOptions } from '../audit/watch/watcher.js'
import { ConfigError } from '../errors.js'
import { FileWatchStore } from './audit-watch-state.js'
import { type DatabaseOptions, withTrail } from './open-trail.js'
import type { Terminal } from './terminal.js'

interface WatchCommand extends DatabaseOptions {
  readonly once?: boolean
  /** Milliseconds. */
  readonly every: number
  readonly webhook?: string
  readonly state?: string
  readonly rules?: string
}

const unitsMs = { s: 1000, m: 60_000, h: 3_600_000 } as const

/** Adds the command to `fieldseal audit`. */
export function addWatchCommand(group: Command, terminal: Terminal): void {
  group
    .command('watch')
    .description('Tell of suspicious access: a line of JSON for each alert, until stopped')
    .option('--once', 'look once, and end')
    .addOption(
      new Option('--every <time>', 'pause between looks, such as 30s or 5m')
        .argParser(readTime)
        .default(readTime('10s'), '10s'),
    )
    .option('--webhook <url>', 'send each alert there, too', readUrl)
    .option('--state <file>', 'remember here what was told and what was not delivered')
    .option('--rules <file>', 'JSON with other thresholds, or false for a rule')
    .option('--url <url>', 'of the database (default: DATABASE_URL)')
    .allowExcessArguments(false)
    .action((command: WatchCommand) => watch(command, terminal))
}

async function watch(command: WatchCommand, terminal: Terminal): Promise<void> {
  const { state, webhook, every } = command
  const options: WatcherOptions = {
    sinks: [logSink(terminal.out), ...(webhook === undefined ? [] : [webhookSink(webhook)])],
    settings: await settingsOf(command),
    store: state === undefined ? undefined : new FileWatchStore(state),
    everyMs: every,
  }
  await withTrail(command, terminal, db =>
    command.once ? lookOnce(db, options) : watchOn(db, options, terminal),
  )
}

/** Throws what a sink did not take, when the others have. */
async function lookOnce(db: TrailDatabase, options: WatcherOptions): Promise<void> {
  const errors: unknown[] = []
  await new Watcher(db, { ...options, onError: error => errors.push(error) }).look()
  if (errors.length > 0) throw errors[0]
}

/** Until the process is asked to stop. */
async function watchOn(
  db: TrailDatabase,
  options: WatcherOptions,
  { err, untilStopped }: Terminal,
): Promise<void> {
  const onError = (error: unknown) => err(`${error instanceof Error ? error.message : 'A look failed.'}\n`)
  const watcher = new Watcher(db, { ...options, onError })
  watcher.start()
  err(`Watching every ${(options.everyMs ?? 0) / 1000} s.\n`)
  await untilStopped?.()
  await watcher.stop()
}

async function settingsOf({ rules }: WatchCommand): Promise<WatchSettings> {
  if (rules === undefined) return watchSettings()
  const changes = await readFile(rules, 'utf8')
    .then(JSON.parse)
    .catch(() => {
      throw new ConfigError({
        code: 'CONFIG_OPTION_INVALID',
        message: `The file ${rules} cannot be read, or is not JSON.`,
        fix: 'Give --rules a file such as {"denied":{"count":3}}.',
      })
    })
  return watchSettings(changes)
}

function readTime(text: string): number {
  const [, number, unit] = /^(\d{1,5})([smh])$/.exec(text) ?? []
  if (Number(number) > 0) return Number(number) * unitsMs[unit as keyof typeof unitsMs]
  throw new InvalidArgumentError('Expected a time such as 10s or 5m.')
}

function readUrl(text: string): string {
  if (/^https?:/.test(text) && URL.canParse(text)) return text
  throw new InvalidArgumentError('Expected a URL of http or https.')
}
