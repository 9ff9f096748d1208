// `fieldseal audit verify`: the trail of the database, an export, or the proof of one event.

import { access, constants, readFile } from 'node:fs/promises'
import { type Command, Option } from 'commander'
import { visibleText } from '../audit/report/visible-text.js'
import { parseAnchors } from '../audit/seal/file-anchor.js'
import { verifyProof } from '../audit/verify/proof.js'
import { readExport } from '../audit/verify/read-export.js'
import { readTrail } from '../audit/verify/read-trail.js'
import type { TrailSource } from '../audit/verify/trail-item.js'
import type { VerifyReport } from '../audit/verify/verify-report.js'
import { verifyTrail } from '../audit/verify/verify-trail.js'
import { AuditError, ConfigError } from '../errors.js'
import { keyringFrom, verifiersFrom } from './audit-keys.js'
import { type DatabaseOptions, withTrail } from './open-trail.js'
import { ProgressLine } from './progress-line.js'
import { repeatedOption } from './repeated-option.js'
import type { Terminal } from './terminal.js'
import { verifyLines } from './verify-lines.js'

interface VerifyCommand extends DatabaseOptions {
  readonly file?: string
  readonly proof?: string
  readonly anchors?: string
  readonly verifier?: readonly string[]
  readonly application?: string
  readonly json?: boolean
}

/** Adds the command to `fieldseal audit`. */
export function addVerifyCommand(group: Command, terminal: Terminal): void {
  group
    .command('verify')
    .description('Check every MAC, leaf, root and signature, and name what was altered')
    .option('--file <file>', 'verify an export in place of the database')
    .addOption(
      new Option('--proof <file>', 'verify the proof of one event').conflicts(['file', 'anchors', 'url']),
    )
    .option('--anchors <file>', 'checkpoints that were kept outside the database')
    .option('--verifier <key>', 'a key that signs checkpoints; may be repeated', repeatedOption)
    .option('--application <name>', 'as given to fieldseal()')
    .option('--json', 'print the report as JSON')
    .option('--url <url>', 'of the database (default: DATABASE_URL)')
    .allowExcessArguments(false)
    .action((command: VerifyCommand) =>
      command.proof === undefined ? verify(command, terminal) : verifyOne(command.proof, command, terminal),
    )
}

async function verify(command: VerifyCommand, terminal: Terminal): Promise<void> {
  const { file, json } = command
  const report = await (file === undefined
    ? withTrail(command, terminal, db => run(readTrail(db), command, terminal))
    : run(readExport(await readable(file)), command, terminal))
  await terminal.out(json ? `${JSON.stringify(report, null, 2)}\n` : `${verifyLines(report).join('\n')}\n`)
  if (report.isIntact) return
  const { findingCount } = report
  throw new AuditError({
    code: 'AUDIT_TRAIL_ALTERED',
    message: `The trail was altered: ${findingCount} ${findingCount === 1 ? 'finding' : 'findings'}.`,
    fix: 'Keep the database as it is, and find out who could write to it.',
  })
}

async function run(source: TrailSource, command: VerifyCommand, terminal: Terminal): Promise<VerifyReport> {
  const progress = new ProgressLine(terminal)
  const { env } = terminal
  const { application, anchors } = command
  const report = await verifyTrail(source, {
    keyring: await keyringFrom(env),
    application,
    verifiers: verifiersFrom(env, command.verifier),
    anchors: anchors === undefined ? undefined : parseAnchors(await readText(anchors)),
    onProgress: state => progress.show(state),
  })
  progress.end()
  return report
}

async function verifyOne(
  path: string,
  { verifier, json }: VerifyCommand,
  { env, out }: Terminal,
): Promise<void> {
  const proven = verifyProof(parseJson(await readText(path)), verifiersFrom(env, verifier))
  const { event, index, size, origin } = proven
  const sentence = `Event ${event.id} is leaf ${index} of the tree of ${size} that ${origin} signed.`
  const said = [event.time, event.actor ?? 'the application', event.operation, event.model].filter(Boolean)
  await out(
    json
      ? `${JSON.stringify(proven, null, 2)}\n`
      : `${[sentence, said.join(' ')].map(visibleText).join('\n')}\n`,
  )
}

function parseJson(text: string) {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

async function readText(path: string): Promise<string> {
  return readFile(await readable(path), 'utf8')
}

/** The path, where a file can be read there. */
async function readable(path: string): Promise<string> {
  await access(path, constants.R_OK).catch(() => {
    const message = `The file ${path} cannot be read.`
    throw new ConfigError({ code: 'CONFIG_OPTION_INVALID', message, fix: 'Give the path of a file.' })
  })
  return path
}
