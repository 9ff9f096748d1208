// Sealing while 32 writers are at work, some of whom commit long after they wrote: no event is missed or sealed twice.

import { setTimeout as wait } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { Sealer } from '../../src/audit/seal/sealer.js'
import type { TrailDatabase } from '../../src/audit/trail-database.js'
import { writeEvents } from '../../src/audit/write-events.js'
import { type DatabaseName, databases } from '../support/available-databases.js'
import { keyring, type OpenTrail, openTrail, recorded, rowsOf, signer } from './trails.js'

const writers = 32
const runMs = 1500
const servers = databases.filter(name => name === 'postgresql' || name === 'mariadb')

/** Writes events until the time is up; gives the ids of those that were committed. */
async function write(db: TrailDatabase, number: number, untilMs: number): Promise<readonly string[]> {
  const committed: string[] = []
  for (let turn = 0; Date.now() < untilMs; turn++) {
    const events = Array.from({ length: 1 + (turn % 3) }, () => recorded({ actor: `u${number}` }))
    // Every tenth transaction stays open for a second, and every seventh is rolled back.
    const pauseMs = (turn + number) % 10 === 0 ? 1000 : Math.random() * 20
    const isKept = (turn + number) % 7 !== 0
    const work = db.transaction(async inside => {
      await writeEvents(inside, events)
      await wait(pauseMs)
      if (!isKept) throw new Error('rolled back')
    })
    await (isKept ? work : expect(work).rejects.toThrow('rolled back'))
    if (isKept) committed.push(...events.map(({ event }) => event.id))
  }
  return committed
}

/** A database that lets everyone have the sealer's lock. */
function withoutLock(db: TrailDatabase): TrailDatabase {
  return {
    provider: db.provider,
    query: async (sql, values) => (/_LOCK|_lock/.test(sql) ? [[1]] : db.query(sql, values)),
    execute: (sql, values) => db.execute(sql, values),
    transaction: use => db.transaction(inside => use(withoutLock(inside))),
  }
}

async function leavesOf({ db }: OpenTrail) {
  const rows = await rowsOf(db, 'AuditLeaf')
  return rows.map(([position, id]) => ({ position: Number(position), id: String(id) }))
}

describe.each(servers)('32 writers (%s)', (name: DatabaseName) => {
  test.each([
    ['one sealer', 1, (db: TrailDatabase) => db],
    ['four sealers that ignore each other', 4, withoutLock],
  ] as const)(
    '%s: every committed event has one leaf',
    async (_, count, wrap) => {
      const trail = await openTrail(name)
      // Four connections each.
      const pools = await Promise.all(Array.from({ length: writers / 4 }, () => trail.connect()))
      const errors: unknown[] = []
      const sealers = await Promise.all(
        Array.from({ length: count }, async () => {
          const db = wrap(await trail.connect())
          return new Sealer(db, { signer, keyring, everyMs: 50, onError: error => errors.push(error) })
        }),
      )
      for (const sealer of sealers) sealer.start()
      const untilMs = Date.now() + runMs
      const written = await Promise.all(
        Array.from({ length: writers }, (_unused, i) =>
          write(pools[i % pools.length] as TrailDatabase, i, untilMs),
        ),
      )
      await expect
        .poll(async () => (await leavesOf(trail)).length, { timeout: 9000 })
        .toBe(written.flat().length)
      await Promise.all(sealers.map(sealer => sealer.stop()))
      const leaves = (await leavesOf(trail)).sort((a, b) => a.position - b.position)
      expect(leaves.map(({ position }) => position)).toEqual(leaves.map((_unused, i) => i))
      expect(leaves.map(({ id }) => id).sort()).toEqual(written.flat().sort())
      // Some were sealed after events that began later, which is what a high-water mark would have missed.
      expect(leaves.some(({ id }, i) => id < (leaves[i - 1]?.id ?? ''))).toBe(true)
      expect(errors).toEqual([])
      await trail.close()
    },
    40_000,
  )
})

// One writer at a time is all that the others have.
test.skipIf(servers.length > 0)('32 writers need a server', () => expect(databases).not.toContain('mariadb'))
