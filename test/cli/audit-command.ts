// The audit commands on a database of their own, reached by its URL as on a command line.

import { fileURLToPath } from 'node:url'
import { runProgram } from '../../src/cli/program.js'
import { dataKey, type OpenTrail, openTrail, signer, signerKey } from '../audit/trails.js'
import { type ServerName, serverUrl } from '../support/available-databases.js'

/** What a command gave back. */
export interface CommandResult {
  readonly exitCode: number
  readonly out: string
  readonly err: string
}

/** The environment of most runs: the keys of the tests' events and of their signer. */
export const auditKeys = { FIELDSEAL_KEYS: dataKey, FIELDSEAL_AUDIT_KEY: signerKey }
export const verifierKey = signer.verifierKey

/** A trail and its URL. */
export interface CommandTrail extends OpenTrail {
  readonly url: string
  /** Runs `fieldseal audit` with these words, and the URL in the environment. */
  run(args: string, more?: Partial<CommandRun>): Promise<CommandResult>
}

interface CommandRun {
  readonly env: Readonly<Record<string, string>>
  readonly folder: string
  readonly isWatched: boolean
  readonly untilStopped: () => Promise<void>
}

/** Opens a trail; closed like any other. */
export async function openCommandTrail(name: 'sqlite' | ServerName): Promise<CommandTrail> {
  const trail = await openTrail(name)
  const url = await urlOf(trail)
  return {
    ...trail,
    url,
    run: (args, more) => runAudit(args, { env: { DATABASE_URL: url, ...auditKeys }, ...more }),
  }
}

/** Runs `fieldseal audit`. Words are parted at spaces. */
export async function runAudit(args: string, run: Partial<CommandRun> = {}): Promise<CommandResult> {
  const written = { out: '', err: '' }
  const exitCode = await runProgram(['audit', ...args.split(' ')], '1.2.3', {
    env: auditKeys,
    out: text => {
      written.out += text
    },
    err: text => {
      written.err += text
    },
    folder: fileURLToPath(new URL('../..', import.meta.url)),
    ...run,
  })
  return { exitCode, ...written }
}

async function urlOf({ name, db }: OpenTrail): Promise<string> {
  if (name === 'sqlite') return `file:${(await db.query('PRAGMA database_list'))[0]?.[2]}`
  const sql = name === 'postgresql' ? 'SELECT current_database() AS name' : 'SELECT DATABASE() AS name'
  const url = new URL(serverUrl(name as ServerName) ?? '')
  url.pathname = `/${(await db.query(sql))[0]?.[0]}`
  return url.href
}
