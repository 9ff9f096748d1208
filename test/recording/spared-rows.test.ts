// Rows that an operation would delete, and does not after all, beside rows that it makes: what is related to those that
// stay was there before.

import { beforeEach, expect, test } from 'vitest'
import { onEachDatabase } from '../support/databases.js'
import { type SealedClient, sealedClient } from '../support/keys.js'
import { expectRecorded } from './expect-recorded.js'
import { seedBank } from './seed-bank.js'

onEachDatabase('rows that are spared are recorded as they are', db => {
  let client: SealedClient
  beforeEach(async () => {
    client ??= sealedClient(db())
    await seedBank(db(), client)
  })

  const recorded = (change: () => Promise<unknown>) => expectRecorded(db(), change)

  test('by a branch that is not carried out, with its children', async () => {
    const claim = await client.claim.create({ data: { amount: 1, children: { create: { amount: 2 } } } })
    const { id } = claim
    const claims = { connect: { id }, create: { amount: 3, children: { create: { amount: 4 } } } }
    const upsert = {
      where: { id: 900_000 },
      create: { terms: 't', premium: 1, claims },
      update: { claims: { delete: { id } } },
    }
    const data = { contracts: { upsert } }
    await recorded(() => client.customer.update({ where: { id: 'c1' }, data }))
    expect(await db().plain.claim.count()).toBe(4)
  })

  test('by a filter that they fit no more, with their children', async () => {
    const { id } = await client.contract.create({ data: { terms: 't', premium: 1, customerId: 'c1' } })
    const child = { create: { amount: 2 } }
    const claim = await client.claim.create({ data: { amount: 1, contractId: id, children: child } })
    const claims = {
      update: { where: { id: claim.id }, data: { amount: 7 } },
      deleteMany: { amount: 1 },
      create: { amount: 3, children: { create: { amount: 4 } } },
    }
    await recorded(() => client.contract.update({ where: { id }, data: { claims } }))
    expect(await db().plain.claim.count()).toBe(4)
  })

  test('by a filter that they fit no more, with their links and what they refer to', async () => {
    const [a, b] = ['A', 'B'].map(code => ({ where: { code } }))
    await client.customer.update({
      where: { id: 'c2' },
      data: { labels: { create: { name: 'x' } }, referrer: { connect: { id: 'c3' } } },
    })
    await client.region.update({ ...b, data: { customers: { connect: { id: 'c3' } } } } as never)
    const another = { id: 'r', name: 'r', email: 'r', regionCode: 'B' }
    const customers = {
      update: { where: { id: 'c2' }, data: { name: 'm' } },
      deleteMany: { name: 'c2' },
      create: {
        ...{ id: 'n', name: 'n', email: 'n' },
        labels: { create: { name: 'y' } },
        referrer: { create: another },
      },
    }
    await recorded(() => client.region.update({ ...a, data: { customers } } as never))
    expect(await db().plain.label.count()).toBe(2)
    expect(await db().plain.customer.count()).toBe(5)
  })

  test('and those that are made in the place of deleted ones are recorded with what they make', async () => {
    const own = { id: 101, amount: 1 }
    await client.contract.create({ data: { id: 1, terms: 't', premium: 1, customerId: 'c1' } })
    await client.claim.create({ data: { ...own, contractId: 1 } })
    const claims = {
      update: { where: { id: own.id }, data: { amount: 2 } },
      deleteMany: { amount: 2 },
      create: { ...own, children: { create: { amount: 4 } } },
    }
    await recorded(() => client.contract.update({ where: { id: 1 }, data: { claims } }))
    expect(await db().plain.claim.count()).toBe(2)
  })
})
