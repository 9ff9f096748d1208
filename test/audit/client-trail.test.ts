// What the recorder writes through a Prisma client is what the sealer seals and the verifier finds intact, over the
// client's own connection.

import { beforeEach, expect, test } from 'vitest'
import { sealTrail } from '../../src/audit/seal/seal-trail.js'
import { Sealer } from '../../src/audit/seal/sealer.js'
import { verifyProof } from '../../src/audit/verify/proof.js'
import { proveEvent } from '../../src/audit/verify/prove-event.js'
import { readTrail } from '../../src/audit/verify/read-trail.js'
import { verifyTrail } from '../../src/audit/verify/verify-trail.js'
import { onEachDatabase } from '../support/databases.js'
import { sealedClient, testKeySet } from '../support/keys.js'
import { signer } from './trails.js'

const options = { keyring: testKeySet().data, verifiers: [signer.verifier] }

onEachDatabase('the trail of a client', db => {
  beforeEach(() => db().clear())

  test('is sealed and verified', async () => {
    const client = sealedClient(db())
    await client.label.create({ data: { name: 'first' } })
    await client.$as({ id: 'u1', roles: ['clerk'], reason: 'caf\u00e9 \u{1f600} "quoted"' }, () =>
      client.label.createMany({ data: Array.from({ length: 50 }, (_, i) => ({ name: `label ${i}` })) }),
    )
    await client.$transaction(async tx => {
      await tx.label.update({ where: { name: 'first' }, data: { name: 'last' } })
      await tx.label.deleteMany()
    })
    const { database } = client.$audit
    expect(await sealTrail(database, { signer, keyring: options.keyring })).toMatchObject({
      sealed: 4,
      refused: [],
    })
    const report = await verifyTrail(readTrail(database), options)
    expect(report).toMatchObject({
      isIntact: true,
      size: 4,
      entries: 1 + 50 + 1 + 51,
      unsealed: { count: 0 },
    })
  })

  test('is verified over the client where a text of SQLite is broken, too', async () => {
    const client = sealedClient(db())
    const { database } = client.$audit
    if (database.provider !== 'sqlite') return
    await client.label.create({ data: { name: 'first' } })
    await sealTrail(database, { signer, keyring: options.keyring })
    await database.execute(`UPDATE audit_event SET operation = CAST(X'63ff' AS TEXT)`)
    const { findings } = await verifyTrail(readTrail(database), options)
    expect(findings).toMatchObject([{ kind: 'event-changed', position: 0 }])
  })

  test('is sealed while it is written', async () => {
    const client = sealedClient(db())
    const { database } = client.$audit
    const errors: unknown[] = []
    const sealer = new Sealer(database, {
      signer,
      ...options,
      everyMs: 20,
      onError: error => errors.push(error),
    })
    sealer.start()
    for (let n = 0; n < 20; n++) await client.label.create({ data: { name: `label ${n}` } })
    await sealer.stop()
    await sealer.sealNow()
    expect(errors).toEqual([])
    expect(await verifyTrail(readTrail(database), options)).toMatchObject({ isIntact: true, size: 20 })
  })

  test('gives proofs of its events', async () => {
    const client = sealedClient(db())
    await client.label.create({ data: { name: 'proven' } })
    const { database } = client.$audit
    await sealTrail(database, { signer })
    const [event] = await db().plain.auditEvent.findMany()
    const proof = await proveEvent(database, event?.id ?? '')
    expect(verifyProof(proof, options.verifiers)).toMatchObject({
      event: { operation: 'create', model: 'Label' },
    })
  })
})
