// Verifying a trail that is written and sealed meanwhile: it is found intact each time.

import { expect, test } from 'vitest'
import { Sealer } from '../../src/audit/seal/sealer.js'
import { readTrail } from '../../src/audit/verify/read-trail.js'
import { verifyTrail } from '../../src/audit/verify/verify-trail.js'
import { writeEvents } from '../../src/audit/write-events.js'
import { keyring, onEachTrail, recorded, signer } from './trails.js'

const rounds = 10

onEachTrail('a trail in use', trail => {
  test('is found intact', async () => {
    const [writer, reader] = [await trail().connect(), await trail().connect()]
    const sealer = new Sealer(trail().db, { signer, keyring, everyMs: 5 })
    sealer.start()
    let isWriting = true
    const writing = (async () => {
      while (isWriting) {
        const events = Array.from({ length: 5 }, () => recorded({}, [{}, {}]))
        await writer.transaction(inside => writeEvents(inside, events)).catch(refuseOther)
        await new Promise(resolve => setTimeout(resolve, 2))
      }
    })()
    const sizes: number[] = []
    for (let round = 0; round < rounds; round++) {
      const report = await verifyTrail(readTrail(reader), { keyring, verifiers: [signer.verifier] })
      expect(report.findings).toEqual([])
      sizes.push(report.size)
      await new Promise(resolve => setTimeout(resolve, 50))
    }
    isWriting = false
    await writing
    await sealer.stop()
    await sealer.sealNow()
    expect(sizes.at(-1)).toBeGreaterThan(sizes[0] ?? 0)
  })
})

/** Whoever comes second on SQLite is told that the database is locked. */
function refuseOther(error: { readonly code?: string }): void {
  expect(error.code).toBe('AUDIT_DATABASE_FAILED')
}
