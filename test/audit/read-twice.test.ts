// Every reader of the trail, again and again over one connection: what a driver or a server prepared the first time
// must serve the second time.

import { expect, test } from 'vitest'
import { buildReport } from '../../src/audit/report/build-report.js'
import { readEvents } from '../../src/audit/report/read-events.js'
import { readHistory } from '../../src/audit/report/read-history.js'
import { readTreeState } from '../../src/audit/report/read-tree-state.js'
import { sealTrail } from '../../src/audit/seal/seal-trail.js'
import type { TrailDatabase } from '../../src/audit/trail-database.js'
import { proveEvent } from '../../src/audit/verify/prove-event.js'
import { readTrail } from '../../src/audit/verify/read-trail.js'
import { verifyTrail } from '../../src/audit/verify/verify-trail.js'
import { Watcher } from '../../src/audit/watch/watcher.js'
import { writeEvents } from '../../src/audit/write-events.js'
import { keyring, onEachTrail, recorded, recordedMany, signer, unsealedOf } from './trails.js'

const sealed = recordedMany(40)
const unsealed = recorded({}, [{}, {}])
const ofRecord = { model: 'Patient', recordId: '{"id":"p7"}' }

/** By name: reads, and gives what must be the same each time. */
const readers: Readonly<Record<string, (db: TrailDatabase) => Promise<unknown>>> = {
  verifying: db => verifyTrail(readTrail(db), { keyring, verifiers: [signer.verifier] }),
  proving: db => proveEvent(db, sealed[3]?.event.id ?? ''),
  'what waits to be sealed': async db => [await unsealedOf(db), await unsealedOf(db, '0')],
  events: async db => [
    await allOf(readEvents(db, { order: 'newest' })),
    await allOf(readEvents(db, { order: 'oldest', ...ofRecord })),
  ],
  'a history': db => allOf(readHistory(db, ofRecord)),
  'a report': async db =>
    buildReport(readEvents(db), {
      filter: {},
      database: db.provider,
      madeBy: 'u1',
      madeAt: new Date(0),
      tree: await readTreeState(db),
    }),
  watching: async db => {
    const errors: unknown[] = []
    await new Watcher(db, { sinks: [], onError: error => errors.push(error) }).look()
    expect(errors).toEqual([])
  },
}

async function allOf<One>(many: AsyncIterable<One>): Promise<readonly One[]> {
  const all: One[] = []
  for await (const one of many) all.push(one)
  return all
}

onEachTrail('over one connection', trail => {
  test.each(Object.entries(readers))('%s gives the same each time', async (_, read) => {
    const { db } = trail()
    await writeEvents(db, sealed)
    await sealTrail(db, { signer, keyring })
    await writeEvents(db, [unsealed])
    await db.transaction(async inside => {
      const first = await read(inside)
      for (let again = 0; again < 3; again++) expect(await read(inside)).toEqual(first)
    })
  })
})
