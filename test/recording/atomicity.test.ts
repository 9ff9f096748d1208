// A change that cannot be recorded does not happen: alone, in a batch, in a transaction whose caller swallows the error.

import { inspect, isDeepStrictEqual } from 'node:util'
import { beforeEach, describe, expect, test } from 'vitest'
import { runAs } from '../../src/context.js'
import { type Database, onEachDatabase } from '../support/databases.js'
import { type SealedClient, sealedClient } from '../support/keys.js'
import { breakages, whileBroken } from './broken-trail.js'
import { seedBank } from './seed-bank.js'
import { takeSnapshot } from './snapshot.js'
import { readTrail } from './trail.js'

const secret = 'canary'
const contract = { terms: secret, premium: 1 }

/** One operation of each kind on the rows of `seedBank`. */
const operations: Readonly<Record<string, (client: SealedClient) => Promise<unknown>>> = {
  create: ({ customer }) =>
    customer.create({ data: { name: secret, email: 'x', regionCode: 'A', contracts: { create: contract } } }),
  createMany: ({ label }) => label.createMany({ data: [{ name: secret }, { name: 'y' }] }),
  update: ({ customer }) => customer.update({ where: { id: 'c1' }, data: { name: secret, note: secret } }),
  'nested update': ({ customer }) =>
    customer.update({
      where: { id: 'c1' },
      data: { referrer: { connect: { id: 'c2' } }, contracts: { create: contract } },
    }),
  updateMany: ({ customer }) => customer.updateMany({ where: { regionCode: 'A' }, data: { phone: secret } }),
  'upsert that creates': ({ label }) =>
    label.upsert({ where: { name: secret }, create: { name: secret }, update: {} }),
  'upsert that updates': ({ customer }) =>
    customer.upsert({
      where: { email: 'c1' },
      create: { name: secret, email: 'x', regionCode: 'A' },
      update: { iban: secret },
    }),
  delete: ({ customer }) => customer.delete({ where: { id: 'c3' } }),
  deleteMany: ({ customer }) => customer.deleteMany(),
  'update that cascades': ({ region }) => region.update({ where: { code: 'A' }, data: { code: 'Z' } }),
}

onEachDatabase('with a trail', db => {
  let client: SealedClient
  beforeEach(async () => {
    client ??= sealedClient(db())
    await seedBank(db(), client)
  })

  /** Nothing may change while the trail is broken, and the error must say why without a value. */
  async function undone(broken: (typeof breakages)[number], work: () => Promise<unknown>): Promise<void> {
    const before = await stored(db())
    const error = await whileBroken(db(), broken, () =>
      work().then(
        () => undefined,
        cause => cause,
      ),
    )
    expect(error).toMatchObject({ code: 'AUDIT_NOT_RECORDED' })
    expect(inspect(error, { depth: 20, showHidden: true })).not.toContain(secret)
    expect(isDeepStrictEqual(await stored(db()), before)).toBe(true)
  }

  describe.each(breakages)('$title', broken => {
    const names = broken === breakages[0] ? Object.keys(operations) : ['create', 'updateMany']

    test.each(names)('%s changes nothing', async name => {
      await undone(broken, async () => operations[name]?.(client))
    })

    test('a batch changes nothing', async () => {
      const doctor = client.doctor.create({ data: { name: 'd' } })
      const update = client.customer.update({ where: { id: 'c1' }, data: { name: secret } })
      await undone(broken, () => client.$transaction([doctor, update] as never))
      expect(await db().plain.doctor.count()).toBe(0)
    })

    test.each(names)('a transaction that swallows the error of %s is undone as a whole', async name => {
      const before = await stored(db())
      const errors: unknown[] = []
      const work = () =>
        client.$transaction(async tx => {
          await tx.doctor.create({ data: { name: 'd' } })
          await operations[name]?.(tx as unknown as SealedClient).catch(error => errors.push(error))
          await tx.doctor.create({ data: { name: 'e' } }).catch(() => {})
        })
      await whileBroken(db(), broken, () => expect(work()).rejects.toThrow())
      expect(errors).toMatchObject([{ code: 'AUDIT_NOT_RECORDED' }])
      expect(inspect(errors, { depth: 20, showHidden: true })).not.toContain(secret)
      expect(isDeepStrictEqual(await stored(db()), before)).toBe(true)
      expect(await db().plain.doctor.count()).toBe(0)
    })

    test('a savepoint that swallows the error is undone with all around it', async () => {
      if (!db().hasSavepoints) return
      const before = await stored(db())
      const work = () =>
        client.$transaction(async tx => {
          await tx.doctor.create({ data: { name: 'd' } })
          await tx
            .$transaction(inner => inner.customer.update({ where: { id: 'c1' }, data: { name: secret } }))
            .catch(() => {})
        })
      await whileBroken(db(), broken, () => expect(work()).rejects.toThrow())
      expect(isDeepStrictEqual(await stored(db()), before)).toBe(true)
      expect(await db().plain.doctor.count()).toBe(0)
    })
  })

  test('a viewer whose id is longer than its column takes leaves no change unrecorded', async () => {
    const before = await stored(db())
    const change = () => client.customer.update({ where: { id: 'c1' }, data: { name: secret } })
    const outcome = await runAs({ id: 'v'.repeat(300) }, change).then(
      () => 'done',
      error => error,
    )
    if (outcome === 'done') return expect((await stored(db())).trail.length).toBe(before.trail.length + 1)
    expect(outcome).toMatchObject({ code: 'AUDIT_NOT_RECORDED' })
    expect(isDeepStrictEqual(await stored(db()), before)).toBe(true)
  })
})

async function stored(db: Database) {
  return {
    rows: await takeSnapshot(db),
    trail: (await readTrail(db)).filter(({ event }) => event.kind === 'change'),
  }
}
