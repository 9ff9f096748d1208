// `fieldseal audit seal`: the sealer as a process, or one round of it.

import { type Command, InvalidArgumentError, Option } from 'commander'
import { shownCount, shownNumber } from '../audit/report/shown-names.js'
import { visibleText } from '../audit/report/visible-text.js'
import type { Anchor } from '../audit/seal/anchor.js'
import { fileAnchor } from '../audit/seal/file-anchor.js'
import { type RefusedEvent, type SealOptions, sealTrail } from '../audit/seal/seal-trail.js'
import { Sealer } from '../audit/seal/sealer.js'
import { webhookAnchor } from '../audit/seal/webhook-anchor.js'
import type { TrailDatabase } from '../audit/trail-database.js'
import { findingKinds } from '../audit/verify/finding.js'
import { AuditError } from '../errors.js'
import { keyringFrom, signerFrom, verifiersFrom } from './audit-keys.js'
import { type DatabaseOptions, withTrail } from './open-trail.js'
import { repeatedOption } from './repeated-option.js'
import type { Terminal } from './terminal.js'

interface SealCommand extends DatabaseOptions {
  readonly once?: boolean
  /** Milliseconds. */
  readonly every: number
  readonly anchor?: readonly Anchor[]
  readonly verifier?: readonly string[]
  readonly application?: string
}

const unitsMs = { ms: 1, s: 1000, m: 60_000 } as const

/** Adds the command to `fieldseal audit`. */
export function addSealCommand(group: Command, terminal: Terminal): void {
  group
    .command('seal')
    .description('Put recorded events into the signed tree, until stopped')
    .option('--once', 'seal what is there, and end')
    .addOption(
      new Option('--every <time>', 'pause between rounds, such as 500ms, 1s or 5m')
        .argParser(readTime)
        .default(readTime('1s'), '1s'),
    )
    .option('--anchor <target>', 'publish checkpoints to file:PATH or a URL; may be repeated', readAnchor)
    .option('--verifier <key>', 'a key that signed earlier checkpoints; may be repeated', repeatedOption)
    .option('--application <name>', 'as given to fieldseal()')
    .option('--url <url>', 'of the database (default: DATABASE_URL)')
    .allowExcessArguments(false)
    .action((command: SealCommand) => seal(command, terminal))
}

async function seal(command: SealCommand, terminal: Terminal): Promise<void> {
  const { env, err } = terminal
  const signer = signerFrom(env)
  const keyring = await keyringFrom(env)
  if (!keyring) err('FIELDSEAL_KEYS is not set: every event is sealed, whoever wrote it.\n')
  const verifiers = verifiersFrom(env, command.verifier)
  const { anchor: anchors, application } = command
  const options: SealOptions = { signer, keyring, verifiers, anchors, application }
  await withTrail(command, terminal, db =>
    command.once ? sealOnce(db, options, terminal) : sealOn(db, options, command.every, terminal),
  )
}

async function sealOnce(db: TrailDatabase, options: SealOptions, { out, err }: Terminal): Promise<void> {
  const { sealed, size, refused, isDone } = await sealTrail(db, options)
  await out(`Sealed ${shownCount(sealed, 'event')}; the tree has ${shownNumber(size)}.\n`)
  if (!isDone) err('Another sealer is at work, which seals the rest.\n')
  if (refused.length === 0) return
  tellRefused(refused, err)
  throw new AuditError({
    code: 'AUDIT_TRAIL_ALTERED',
    message: `${shownCount(refused.length, 'event')} not sealed.`,
    fix: 'Find out who wrote or changed them; their ids are listed above.',
  })
}

/** Until the process is asked to stop. */
async function sealOn(
  db: TrailDatabase,
  options: SealOptions,
  everyMs: number,
  { err, untilStopped }: Terminal,
): Promise<void> {
  const onError = (error: unknown) => err(`${error instanceof Error ? error.message : 'A round failed.'}\n`)
  const onRefused = (events: readonly RefusedEvent[]) => tellRefused(events, err)
  const sealer = new Sealer(db, { ...options, everyMs, onError, onRefused })
  sealer.start()
  err(`Sealing every ${everyMs} ms as ${options.signer.name}.\n`)
  await untilStopped?.()
  await sealer.stop()
}

function tellRefused(events: readonly RefusedEvent[], err: Terminal['err']): void {
  for (const { eventId, fault } of events)
    err(`${visibleText(`Not sealed: event ${eventId}. ${findingKinds[fault]}`)}\n`)
}

function readTime(text: string): number {
  const [, number, unit] = /^(\d{1,6})(ms|s|m)$/.exec(text) ?? []
  if (Number(number) > 0) return Number(number) * unitsMs[unit as keyof typeof unitsMs]
  throw new InvalidArgumentError('Expected a time such as 500ms, 1s or 5m.')
}

function readAnchor(text: string, before: readonly Anchor[] = []): readonly Anchor[] {
  if (/^file:./.test(text)) return [...before, fileAnchor(text.slice('file:'.length))]
  if (/^https?:/.test(text) && URL.canParse(text)) return [...before, webhookAnchor(text)]
  throw new InvalidArgumentError('Expected file:PATH or a URL of http or https.')
}
