// Operations that touch more records than `audit.bulk.limit`, whichever way they reach them.

import { beforeEach, describe, expect, test } from 'vitest'
import { onEachDatabase } from '../support/databases.js'
import { type SealedClient, sealedClient } from '../support/keys.js'
import { seedBank } from './seed-bank.js'
import { takeSnapshot } from './snapshot.js'
import { readTrail } from './trail.js'

const contract = { terms: 't', premium: 1 }
const where = { id: 'c1' }

/** What changes c1, its three contracts, and with them more records than three. */
const tooMuch: Readonly<Record<string, (client: SealedClient) => Promise<unknown>>> = {
  'a nested updateMany': client =>
    client.customer.update({
      where,
      data: { contracts: { updateMany: { where: {}, data: { premium: 2 } } } },
    }),
  'a nested deleteMany': client => client.customer.update({ where, data: { contracts: { deleteMany: {} } } }),
  'a nested createMany': client =>
    client.customer.update({
      where,
      data: { contracts: { createMany: { data: [contract, contract, contract] } } },
    }),
  'nested creates': client =>
    client.customer.create({
      data: { name: 'n', email: 'n', regionCode: 'A', contracts: { create: [contract, contract, contract] } },
    }),
  'a cascade of a delete': client => client.customer.delete({ where }),
  'a cascade of a deleteMany': client => client.customer.deleteMany({ where }),
  'a cascade of a changed id': client => client.customer.update({ where, data: { id: 'c9' } }),
}

onEachDatabase('more records than the limit', db => {
  const limited = (limit: number, above?: 'summary') =>
    sealedClient(db(), { audit: { bulk: above ? { limit, above } : { limit } } })
  let client: SealedClient
  let summarizing: SealedClient
  beforeEach(async () => {
    client ??= limited(3)
    summarizing ??= limited(3, 'summary')
    await seedBank(db(), client)
    const data = [1, 2, 3].map(() => ({ ...contract, customerId: 'c1' }))
    await db().plain.contract.createMany({ data })
  })

  /** Expects nothing to have changed and no event. */
  async function refused(run: () => Promise<unknown>): Promise<void> {
    const before = await takeSnapshot(db())
    await expect(run()).rejects.toMatchObject({ code: 'QUERY_AUDIT_LIMIT' })
    expect(await takeSnapshot(db())).toEqual(before)
    expect(await readTrail(db())).toEqual([])
  }

  describe.each(Object.entries(tooMuch))('by %s', (_, send) => {
    test('are refused, and nothing has changed', async () => {
      await refused(() => send(client))
    })

    test('are refused where there would be a summary of a bulk operation', async () => {
      await refused(() => send(summarizing))
    })
  })

  test('are refused in a transaction that goes on', async () => {
    await client.$transaction(async tx => {
      await expect(tx.customer.delete({ where })).rejects.toMatchObject({ code: 'QUERY_AUDIT_LIMIT' })
      await tx.customer.update({ where: { id: 'c2' }, data: { name: 'changed' } })
    })
    expect(await db().plain.contract.count()).toBe(3)
    expect(await client.customer.count({ where: { name: 'changed' } })).toBe(1)
  })

  test('are refused in a late part of an operation, of which nothing stays', async () => {
    const many = limited(1005)
    const ids = Array.from({ length: 1001 }, (_, i) => `d${String(i).padStart(4, '0')}`)
    const rows = ids.map(id => ({ id, name: 'd', email: id, regionCode: 'A' }))
    await db().plain.customer.createMany({ data: rows })
    const data = Array.from({ length: 10 }, () => ({ ...contract, customerId: 'd1000' }))
    await db().plain.contract.createMany({ data })
    const gone = { where: { id: { startsWith: 'd' } } }
    await refused(() => many.customer.deleteMany(gone))
    await many.$transaction(tx => tx.customer.deleteMany(gone).catch(() => {}))
    expect(await db().plain.customer.count(gone)).toBe(1001)
  })

  test('as many as the limit are no more', async () => {
    await db().plain.contract.deleteMany({ where: { id: (await firstContract()).id } })
    await client.customer.delete({ where })
    expect((await readTrail(db())).flatMap(({ entries }) => entries)).toHaveLength(3)
  })

  test('rows that are connected, and not created, count once', async () => {
    const connectOrCreate = ['x', 'y'].map(name => ({ where: { name }, create: { name } }))
    await client.label.createMany({ data: [{ name: 'x' }, { name: 'y' }] })
    await client.customer.update({ where: { id: 'c2' }, data: { labels: { connectOrCreate } } })
    expect(await db().plain.label.count()).toBe(2)
  })

  const firstContract = () => db().plain.contract.findFirstOrThrow()
})
