// A trail of a million events: verified in half a minute, with the one altered record found, and sealed on at once.

import { describe, expect, test } from 'vitest'
import { leastEventId } from '../../src/audit/event-id.js'
import { sealRound } from '../../src/audit/seal/seal-trail.js'
import { readTrail } from '../../src/audit/verify/read-trail.js'
import { type VerifyProgress, verifyTrail } from '../../src/audit/verify/verify-trail.js'
import { writeEvents } from '../../src/audit/write-events.js'
import { run } from '../audit/altering.js'
import { keyring, openTrail, recordedMany, signer } from '../audit/trails.js'
import { type DatabaseName, databases } from '../support/available-databases.js'
import { fillTrail } from './fill-trail.js'

const hours = 3_600_000
const names = databases.filter(name => name === 'sqlite' || name === 'postgresql')

/** What a measured step took, for the log. */
async function timed<Result>(what: string, step: () => Promise<Result>): Promise<[Result, number]> {
  const startMs = performance.now()
  const result = await step()
  const tookMs = performance.now() - startMs
  console.log(`${what}: ${(tookMs / 1000).toFixed(2)} s`)
  return [result, tookMs]
}

describe.each(names)('a trail of 1,000,000 events (%s)', (name: DatabaseName) => {
  test('is verified in a minute at most, and sealed on in a moment', async () => {
    const trail = await openTrail(name)
    const { db } = trail
    await timed(`${name}, filled`, () => fillTrail(db, 1_000_000, Date.now() - 2 * hours))
    const progress: VerifyProgress[] = []
    const verify = () =>
      verifyTrail(readTrail(db), {
        keyring,
        verifiers: [signer.verifier],
        onProgress: state => progress.push(state),
      })
    const [report, verifyMs] = await timed(`${name}, verified`, verify)
    expect(report).toMatchObject({ isIntact: true, events: 1_000_000, entries: 1_000_000, checkpoints: 200 })
    // Measured: 20 s where nothing else runs.
    expect(verifyMs).toBeLessThan(60_000)
    expect(progress.length).toBeGreaterThan(100)
    expect(progress.every(({ fraction }, i) => fraction >= (progress[i - 1]?.fraction ?? 0))).toBe(true)

    await writeEvents(db, recordedMany(5))
    const recent = leastEventId(Date.now() - 10_000)
    const [sealed, sealMs] = await timed(`${name}, 5 more sealed`, () =>
      sealRound(db, { signer, keyring }, recent),
    )
    expect(sealed).toMatchObject({ size: 1_000_005, sealed: 5 })
    expect(sealMs).toBeLessThan(1000)
    const [idle, idleMs] = await timed(`${name}, nothing new`, () =>
      sealRound(db, { signer, keyring }, recent),
    )
    expect(idle.sealed).toBe(0)
    expect(idleMs).toBeLessThan(500)
    await timed(`${name}, all looked through`, () => sealRound(db, { signer, keyring }, undefined))

    const where = '"eventId" IN (SELECT "eventId" FROM "audit_leaf" WHERE "position" = 654321)'
    await run(db, `UPDATE "audit_entry" SET "after" = NULL WHERE ${where}`)
    const [altered] = await timed(`${name}, verified again`, verify)
    expect(altered.findings).toMatchObject([{ kind: 'event-changed', position: 654_321 }])
    await trail.close()
  })
})
