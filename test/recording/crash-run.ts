// Starts a process that writes, kills it (SIGKILL) in the middle of whatever it does, and holds the tables against the
// trail that it left behind.

import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Database } from '../support/databases.js'
import { placeOf } from './database-place.js'
import { replayFaults } from './replay.js'
import { takeSnapshot } from './snapshot.js'
import { readTrail, trailFaults } from './trail.js'

/** How one run is made. */
export interface CrashRun {
  readonly seed: number
  /** How many steps are taken at a time. */
  readonly writers: number
  /** How long the process writes before it is killed. */
  readonly lifeMs: number
}

/** What a run did and left. */
export interface CrashReport {
  /** Operations by how they ended, as far as the parent heard. */
  readonly outcomes: ReadonlyMap<string, number>
  /** Events and entries that were committed. */
  readonly events: number
  readonly entries: number
  readonly faults: readonly string[]
}

interface Message {
  readonly strange: readonly string[]
  readonly calls: readonly string[]
  readonly outcomes: readonly (readonly [string, number])[]
}

const script = fileURLToPath(new URL('crash-writer.ts', import.meta.url))

/** Runs once; the trail must be empty before. */
export async function crashOnce(db: Database, run: CrashRun): Promise<CrashReport> {
  const before = await takeSnapshot(db)
  const outcomes = new Map<string, number>()
  const strange = await writeAndDie(db, run, outcomes)
  await settled(db)
  const trail = await readTrail(db)
  const entries = trail.reduce((sum, one) => sum + one.entries.length, 0)
  const faults = [
    ...strange,
    ...(await trailFaults(db, trail)),
    ...replayFaults(before, trail, await takeSnapshot(db)),
  ]
  return { outcomes, events: trail.length, entries, faults }
}

async function writeAndDie(
  db: Database,
  { seed, writers, lifeMs }: CrashRun,
  outcomes: Map<string, number>,
): Promise<readonly string[]> {
  const args = [await placeOf(db), seed, writers].map(one => JSON.stringify(one))
  const child = fork(script, args, {
    execArgv: ['--import', 'tsx'],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  })
  const strange: string[] = []
  let stderr = ''
  child.stderr?.on('data', text => {
    stderr += text
  })
  const ended = new Promise<NodeJS.Signals | null>(resolve =>
    child.on('exit', (_, signal) => resolve(signal)),
  )
  child.on('message', (message: 'ready' | Message) => {
    if (message === 'ready') return setTimeout(() => child.kill('SIGKILL'), lifeMs)
    strange.push(...message.strange.map(one => `${one}\n${message.calls.join('\n')}`))
    for (const [outcome, count] of message.outcomes)
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + count)
  })
  const signal = await ended
  return signal === 'SIGKILL' ? strange : [...strange, `the writer ended by itself: ${stderr.slice(-2000)}`]
}

/** A server may still be at the last statements of the one who died. */
async function settled(db: Database): Promise<void> {
  const questions: Readonly<Record<string, string>> = {
    postgresql: `SELECT count(*) AS n FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND state <> 'idle'`,
    mariadb: `SELECT count(*) AS n FROM information_schema.innodb_trx t JOIN information_schema.processlist p ON p.id = t.trx_mysql_thread_id WHERE p.db = database() AND p.id <> connection_id()`,
  }
  const question = questions[db.name]
  for (let tries = 0; question && tries < 100; tries++) {
    const [row] = await db.raw(question)
    if (Number(row?.n) === 0) return
    await new Promise(resolve => setTimeout(resolve, 50))
  }
}
