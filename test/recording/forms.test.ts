// Nested writes as forms, imports and generated layers send them: what can be followed is carried out, and recorded.

import { beforeEach, expect, test } from 'vitest'
import { onEachDatabase } from '../support/databases.js'
import { type SealedClient, sealedClient } from '../support/keys.js'
import { expectRecorded } from './expect-recorded.js'
import { seedBank } from './seed-bank.js'

onEachDatabase('as forms send them', db => {
  let client: SealedClient
  beforeEach(async () => {
    client ??= sealedClient(db())
    await seedBank(db(), client)
  })

  const recorded = (change: () => Promise<unknown>) => expectRecorded(db(), change)
  const person = (id: string) => ({ id, name: id, email: id, regionCode: 'A' })
  const inRegion = (id: string) => ({ id, name: id, email: id })

  test('new rows under names outside of ASCII', async () => {
    const ids = ['müller', 'jürgen', '北京', '東京']
    const connectOrCreate = ids.map(id => ({ where: { id }, create: inRegion(id) }))
    await recorded(() =>
      client.region.update({ where: { code: 'A' }, data: { customers: { connectOrCreate } } }),
    )
    expect(await client.customer.count()).toBe(7)
  })

  test('a tree of new rows that name each other', async () => {
    const create = [inRegion('p'), { ...inRegion('q'), referred: { connect: { id: 'p' } } }]
    await recorded(() => client.region.update({ where: { code: 'A' }, data: { customers: { create } } }))
    expect(await db().plain.customer.findUnique({ where: { id: 'p' } })).toMatchObject({ referrerId: 'q' })
  })

  test.each(['c1', 'new'])('rows with ids of their own below %s, which may be there or not', async id => {
    const kids = ['k1', 'k2'].map(person)
    const upsert = {
      where: { id },
      create: { ...inRegion(id), referred: { create: kids } },
      update: {
        ...inRegion(id),
        referred: { upsert: kids.map(kid => ({ where: { id: kid.id }, create: kid, update: kid })) },
      },
    }
    await recorded(() => client.region.update({ where: { code: 'A' }, data: { customers: { upsert } } }))
    expect(await db().plain.customer.count({ where: { referrerId: id } })).toBe(2)
  })

  test('columns in the form { set }, beside rows that go on to others', async () => {
    const { id } = await client.label.create({ data: { name: 'z' } })
    const labels = {
      update: [{ where: { id }, data: { name: { set: 'a' } } }],
      upsert: [{ where: { name: 'b' }, create: { name: 'b' }, update: { related: { connect: { id } } } }],
    }
    await client.customer.update({ where: { id: 'c1' }, data: { labels: { connect: { id } } } })
    await recorded(() => client.customer.update({ where: { id: 'c1' }, data: { labels } }))
    expect(await client.label.count({ where: { name: { in: ['a', 'b'] } } })).toBe(2)
  })

  test('names that differ in nothing but punctuation', async () => {
    const { id } = await client.label.create({ data: { name: 'z' } })
    const upsert = ['c++', 'c#'].map(name => ({
      where: { name },
      create: { name },
      update: { related: { connect: { id } } },
    }))
    await recorded(() => client.customer.update({ where: { id: 'c1' }, data: { labels: { upsert } } }))
    expect(await client.label.count()).toBe(3)
  })

  test('or refused: a row that an operation makes under one name twice, and loses', async () => {
    const labels = { connectOrCreate: { where: { name: 'x' }, create: { name: 'x' } } }
    const update = [
      ...['c1', 'c2'].map(id => ({ where: { id }, data: { labels } })),
      ...['c1', 'c2'].map(id => ({ where: { id }, data: { labels: { set: [] } } })),
    ]
    const change = () => client.region.update({ where: { code: 'A' }, data: { customers: { update } } })
    await recorded(async () => {
      await expect(change()).rejects.toMatchObject({ code: 'QUERY_AUDIT_UNSUPPORTED' })
    })
    expect(await client.label.count()).toBe(0)
  })
})
