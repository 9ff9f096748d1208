// Proofs of single events: they hold for each event with nothing but the verifier key, and for nothing else.

import { describe, expect, test } from 'vitest'
import { newEventId } from '../../src/audit/event-id.js'
import { generateSignerKey, NoteSigner } from '../../src/audit/seal/note-key.js'
import { sealTrail } from '../../src/audit/seal/seal-trail.js'
import { type EventProof, verifyProof } from '../../src/audit/verify/proof.js'
import { proveEvent } from '../../src/audit/verify/prove-event.js'
import { writeEvents } from '../../src/audit/write-events.js'
import { run } from './altering.js'
import { keyring, type OpenTrail, onEachTrail, recordedMany, signer } from './trails.js'

const verifiers = [signer.verifier]

async function seal({ db }: OpenTrail, sizes: readonly number[]) {
  const batches = sizes.map(size => recordedMany(size))
  for (const batch of batches) {
    await writeEvents(db, batch)
    await sealTrail(db, { signer, keyring })
  }
  return batches.flat()
}

onEachTrail('a proof', trail => {
  test('holds for each event, in batches of any size', async () => {
    const sizes = [1, 2, 5, 1, 7, 4]
    const events = await seal(trail(), sizes)
    for (const [index, { event, entries }] of events.entries()) {
      const proof = await proveEvent(trail().db, event.id)
      const proven = verifyProof(JSON.parse(JSON.stringify(proof)), verifiers)
      expect(proven).toMatchObject({ event, entries, index, origin: signer.name })
      expect(sizes.map((_, i) => sizes.slice(0, i + 1).reduce((a, b) => a + b))).toContain(proven.size)
    }
  })

  test('of an event that is not sealed, or not there, is refused', async () => {
    await seal(trail(), [2])
    const [late] = recordedMany(1)
    await writeEvents(trail().db, late ? [late] : [])
    for (const id of [late?.event.id ?? '', newEventId(), 'x']) {
      await expect(proveEvent(trail().db, id)).rejects.toMatchObject({ code: 'AUDIT_NOT_SEALED' })
    }
  })

  test.each([
    ['an altered event', `UPDATE "audit_event" SET "actor" = 'x'`],
    ['an altered neighbour', `UPDATE "audit_leaf" SET "hash" = '${'A'.repeat(43)}=' WHERE "position" = 4`],
    ['a neighbour that is no hash', `UPDATE "audit_leaf" SET "hash" = 'AAAA' WHERE "position" = 4`],
    ['a missing neighbour', `DELETE FROM "audit_leaf" WHERE "position" = 4`],
    ['an altered frontier', `UPDATE "audit_checkpoint" SET "frontier" = 'x' WHERE "size" = 3`],
    ['a missing checkpoint', `DELETE FROM "audit_checkpoint" WHERE "size" = 8`],
    ['a missing event', `DELETE FROM "audit_event"`],
  ])('is not made of a trail with %s', async (_, sql) => {
    const events = await seal(trail(), [3, 5])
    await run(trail().db, sql)
    const proof = proveEvent(trail().db, events[5]?.event.id ?? '')
    await expect(proof).rejects.toMatchObject({ code: 'AUDIT_TRAIL_ALTERED' })
  })
})

describe('a proof with a part changed', () => {
  const hash = `${'A'.repeat(43)}=`
  const changes: Readonly<Record<string, (proof: EventProof) => unknown>> = {
    'another format': proof => ({ ...proof, format: 'other/1' }),
    'another event': proof => ({ ...proof, leaf: proof.leaf.replace('update', 'delete') }),
    'another place': proof => ({ ...proof, index: 4 }),
    'no place': proof => ({ ...proof, index: '5' }),
    'another size': proof => ({ ...proof, size: 9 }),
    'another hash': proof => ({ ...proof, path: proof.path.with(0, hash) }),
    'a hash more': proof => ({ ...proof, path: [...proof.path, hash] }),
    'a hash less': proof => ({ ...proof, path: proof.path.slice(1) }),
    'no hash': proof => ({ ...proof, path: proof.path.with(0, 'x') }),
    'no path': ({ path: _, ...proof }) => proof,
    'an altered checkpoint': proof => ({ ...proof, checkpoint: proof.checkpoint.replace('\n8\n', '\n9\n') }),
    'an unsigned checkpoint': proof => ({ ...proof, checkpoint: proof.checkpoint.split('\n\n')[0] }),
    nothing: () => undefined,
    'a text': () => 'proof',
  }

  onEachTrail('is refused', trail => {
    test('whatever it is', async () => {
      const events = await seal(trail(), [3, 5])
      const proof = await proveEvent(trail().db, events[5]?.event.id ?? '')
      expect(verifyProof(proof, verifiers)).toMatchObject({ index: 5, size: 8 })
      const invalid = expect.objectContaining({ code: 'AUDIT_PROOF_INVALID' })
      for (const [name, change] of Object.entries(changes)) {
        expect(() => verifyProof(change(proof) as EventProof, verifiers), name).toThrow(invalid)
      }
      const stranger = new NoteSigner(generateSignerKey(signer.name)).verifier
      expect(() => verifyProof(proof, [stranger])).toThrow(invalid)
      expect(() => verifyProof(proof, [])).toThrow(invalid)
    })
  })
})
