// Nested writes that reach further than their arguments say at first sight.

import { beforeEach, expect, test } from 'vitest'
import { onEachDatabase } from '../support/databases.js'
import { type SealedClient, sealedClient } from '../support/keys.js'
import { expectRecorded } from './expect-recorded.js'
import { seedBank } from './seed-bank.js'

/** What cannot be recorded may be refused, with nothing done. */
function ifRefused(error: { readonly code?: string }): void {
  expect(error.code).toBe('QUERY_AUDIT_UNSUPPORTED')
}

onEachDatabase('nested writes are recorded', db => {
  let client: SealedClient
  beforeEach(async () => {
    client ??= sealedClient(db())
    await seedBank(db(), client)
  })

  const recorded = (change: () => Promise<unknown>) => expectRecorded(db(), change)

  test('the plain ones', async () => {
    await recorded(async () => {
      await client.customer.create({
        data: {
          name: 'n',
          email: 'n',
          note: 'note',
          iban: 'DE1',
          phone: '0123 456',
          apiToken: 't',
          points: 5n,
          score: 1.5,
          settings: { a: [1] },
          balance: '12.50',
          region: { connect: { code: 'A' } },
          contracts: {
            create: { terms: 't', premium: 1, claims: { create: [{ amount: 1 }, { amount: 2 }] } },
          },
          labels: { create: { name: 'x' } },
          passport: { create: { number: '1', photo: new Uint8Array([1, 2]) } },
        },
      })
      await client.customer.update({ where: { id: 'c1' }, data: { name: 'm', phone: '9999 999' } })
      await client.customer.delete({ where: { email: 'n' } })
    })
  })

  test('links of a record whose id changes', async () => {
    const { id } = await client.label.create({ data: { name: 'x', customers: { connect: { id: 'c1' } } } })
    await recorded(() => client.label.update({ where: { id }, data: { id: id + 1000 } }))
  })

  test('links of a customer whose id changes', async () => {
    await client.label.create({ data: { name: 'x', customers: { connect: { id: 'c1' } } } })
    await recorded(() => client.customer.update({ where: { id: 'c1' }, data: { id: 'c9' } }))
  })

  test('an upsert of a row of another region, whose update would take an id that is there', async () => {
    await client.region.create({ data: { code: 'X', name: 'x' } })
    await recorded(() =>
      client.region.update({
        where: { code: 'X' },
        data: {
          customers: {
            upsert: {
              where: { id: 'c1' },
              create: { name: 'n', email: 'n' },
              update: { id: 'c2', name: 'm' },
            },
          },
        },
      }),
    )
    expect((await db().plain.customer.findUniqueOrThrow({ where: { id: 'c1' } })).regionCode).toBe('A')
  })

  test('or refused: what is made and lost in one write', async () => {
    const data = { labels: { create: { name: 'x' }, disconnect: { name: 'x' } } }
    const refused = expect(client.customer.update({ where: { id: 'c1' }, data })).rejects
    await refused.toMatchObject({ code: 'QUERY_AUDIT_UNSUPPORTED' })
    expect(await db().plain.label.count()).toBe(0)
  })

  test('or refused: what is made beside an empty set', async () => {
    const create = { terms: 't', premium: 1 }
    const { id } = await client.contract.create({ data: { ...create, customerId: 'c1' } })
    const data = { claims: { create: { amount: 1 }, set: [] } }
    await recorded(() => client.contract.update({ where: { id }, data }).catch(() => {}))
  })

  test('a row that gets another id beside one that is created', async () => {
    const create = { terms: 't', premium: 1 }
    const { id } = await client.contract.create({ data: { ...create, customerId: 'c1' } })
    const data = { contracts: { update: { where: { id }, data: { id: id + 1000 } }, create } }
    await recorded(() => client.customer.update({ where: { id: 'c1' }, data }))
  })

  test('rows made side by side, of which one creates what another only refers to', async () => {
    const { id } = await client.claim.create({ data: { amount: 1 } })
    const claims = {
      createMany: { data: [{ amount: 2, parentId: id }] },
      create: { amount: 3, parent: { create: { amount: 4 } } },
    }
    const data = { terms: 't', premium: 1, customer: { connect: { id: 'c1' } }, claims }
    await recorded(() => client.contract.create({ data }))
  })

  test('what the new partner of a to-one relation gets, where it is connected in the same write', async () => {
    await client.contract.create({ data: { terms: 't', premium: 1, customerId: 'c2' } })
    const data = { referrer: { connect: { id: 'c2' }, update: { contracts: { deleteMany: {} } } } }
    await recorded(() => client.customer.update({ where: { id: 'c1' }, data }))
  })

  test('what the new partner of a to-one relation creates', async () => {
    const create = { terms: 't', premium: 1 }
    const data = { referrer: { connect: { id: 'c2' }, update: { contracts: { create } } } }
    await recorded(() => client.customer.update({ where: { id: 'c1' }, data }))
  })

  test('a partner that is connected and deleted in one write, in either order', async () => {
    const district = (number: number) => ({ regionCode: 'A', number })
    for (const isFirst of [true, false]) {
      await db().plain.district.deleteMany()
      await client.district.createMany({ data: [1, 2].map(number => ({ ...district(number), name: 'd' })) })
      const create = (districtNumber: number) =>
        client.contract.create({
          data: { terms: 't', premium: 1, customerId: 'c1', regionCode: 'A', districtNumber },
        })
      const [{ id }] = [await create(1), await create(2)]
      const connect = { connect: { regionCode_number: district(2) } }
      const write = isFirst ? { ...connect, delete: true } : { delete: true, ...connect }
      await recorded(() => client.contract.update({ where: { id }, data: { district: write } }))
    }
  })

  test('or refused: the id of a partner that is created and changed in one write', async () => {
    await client.district.create({ data: { regionCode: 'A', number: 1, name: 'd' } })
    const { id } = await client.contract.create({
      data: { terms: 't', premium: 1, customerId: 'c1', regionCode: 'A', districtNumber: 1 },
    })
    const create = { number: 3, name: 'd', region: { connect: { code: 'A' } } }
    const district = { create, upsert: { create, update: { regionCode: 'B' } } }
    await recorded(() => client.contract.update({ where: { id }, data: { district } }).catch(ifRefused))
  })

  test('or refused: a partner that one keyword creates and another replaces', async () => {
    const parent = await client.claim.create({ data: { amount: 1 } })
    const { id } = await client.claim.create({ data: { amount: 2, parentId: parent.id } })
    const upsert = { where: { amount: 7 }, create: { amount: 3 }, update: { amount: 4 } }
    const data = { parent: { upsert, create: { amount: 5 } } }
    await recorded(() => client.claim.update({ where: { id }, data }).catch(ifRefused))
  })

  test('or refused: a partner that is created with its own, and changes it in the same write', async () => {
    const { id } = await client.claim.create({ data: { amount: 1 } })
    const customer = { create: { name: 'n', email: 'n', regionCode: 'A' } }
    const connectOrCreate = { where: { id: 999 }, create: { terms: 't', premium: 1, customer } }
    const data = { contract: { connectOrCreate, update: { customerId: 'c2' } } }
    await recorded(() => client.claim.update({ where: { id }, data }).catch(ifRefused))
  })

  test('or refused: a row that takes the id which another one loses in the same write', async () => {
    const referred = { createMany: { data: [{ id: 'c1', name: 'n', email: 'n', regionCode: 'A' }] } }
    const update = { id: 'c9', referred }
    await recorded(() => client.customer.update({ where: { id: 'c1' }, data: update }).catch(ifRefused))
  })

  test('or refused: a partner that is created, and replaced from the other side', async () => {
    const { id } = await client.claim.create({ data: { amount: 1 } })
    const parent = { upsert: { create: { amount: 2 }, update: {} } }
    const data = { parent, children: { connect: { id } } }
    await recorded(() => client.claim.update({ where: { id }, data }).catch(ifRefused))
    const work = () =>
      client.$transaction(async tx => {
        await tx.customer.update({ where: { id: 'c3' }, data: { name: 'kept' } })
        await tx.claim.update({ where: { id }, data }).catch(ifRefused)
      })
    await recorded(work)
    expect((await db().plain.customer.findUniqueOrThrow({ where: { id: 'c3' } })).name).toBe('kept')
    expect(await db().plain.claim.count()).toBe(1)
  })

  test('or refused: an upsert of a partner that does not fit its filter', async () => {
    await client.customer.update({ where: { id: 'c1' }, data: { referrerId: 'c2' } })
    const create = { name: 'n', email: 'n', regionCode: 'A' }
    const referrer = { upsert: { where: { name: 'other' }, create, update: { name: 'm' } } }
    await recorded(() => client.customer.update({ where: { id: 'c1' }, data: { referrer } }).catch(ifRefused))
  })

  test('an upsert in a list of a row that is related to another', async () => {
    const { id } = await client.contract.create({ data: { terms: 't', premium: 1, customerId: 'c2' } })
    const inside = { claims: { create: { amount: 1 } } }
    const create = { terms: 'u', premium: 2 }
    const contracts = { upsert: { where: { id }, create, update: { premium: 3, ...inside } } }
    await recorded(() => client.customer.update({ where: { id: 'c1' }, data: { contracts } }))
    expect(await db().plain.contract.count()).toBe(2)
  })

  test('all rows of a relation replaced, under the ids that they had', async () => {
    const where = { code: 'A' }
    const rows = [1, 2].map(number => ({ number, name: `d${number}` }))
    await client.region.update({ where, data: { districts: { createMany: { data: rows } } } })
    const again = [
      { number: 1, name: 'new' },
      { number: 3, name: 'd3' },
    ]
    await recorded(() =>
      client.region.update({ where, data: { districts: { deleteMany: {}, createMany: { data: again } } } }),
    )
    expect(await db().plain.district.count()).toBe(2)
  })

  test('what a row creates that takes the place of a deleted one with its id', async () => {
    const own = { id: 101, terms: 't', premium: 1 }
    await client.contract.create({ data: { ...own, customerId: 'c1', claims: { create: { amount: 1 } } } })
    const contracts = { deleteMany: {}, create: [{ ...own, claims: { create: { amount: 2 } } }] }
    const label = { where: { name: 'q' }, create: { name: 'q' } }
    const data = { labels: { connectOrCreate: [label, label] }, contracts }
    await recorded(() => client.customer.update({ where: { id: 'c1' }, data }))
    expect(await db().plain.claim.count({ where: { amount: 2 } })).toBe(1)
  })

  test('children of a row that a filter spares, beside rows that are made', async () => {
    const { id } = await client.claim.create({ data: { amount: 1 } })
    const other = await client.claim.create({ data: { amount: 2, parentId: id } })
    await client.claim.create({ data: { amount: 3, parentId: other.id } })
    const create = { amount: 5, children: { create: { amount: 6 } } }
    const data = { children: { deleteMany: { amount: 9 }, create } }
    await recorded(() => client.claim.update({ where: { id }, data }))
  })

  test('children of a row that is connected, beside data that would create it', async () => {
    const parent = await client.claim.create({ data: { amount: 1 } })
    const { id } = await client.claim.create({ data: { amount: 2, children: { create: { amount: 3 } } } })
    const create = { amount: 5, children: { create: { amount: 6, children: { create: { amount: 7 } } } } }
    for (const parentId of [null, parent.id]) {
      await db().plain.claim.updateMany({ where: { parentId: id }, data: { parentId: null } })
      await db().plain.claim.update({ where: { id }, data: { parentId } })
      if (parentId === null)
        await db().plain.claim.updateMany({ where: { amount: 3 }, data: { parentId: id } })
      const children = { deleteMany: [{}], connectOrCreate: { where: { id }, create } }
      await recorded(() => client.claim.update({ where: { id: parent.id }, data: { children } }))
    }
  })

  test('rows that fit their filter by what the same operation does first', async () => {
    const made = { terms: 't', premium: 1 }
    await client.contract.create({ data: { id: 101, ...made, customerId: 'c1' } })
    await client.contract.create({ data: { id: 102, ...made, customerId: 'c2' } })
    const update = (contracts: object) => () =>
      client.customer.update({ where: { id: 'c1' }, data: { contracts } as never })
    const premium = { premium: 7 }
    await recorded(
      update({ connect: { id: 102 }, update: { where: { id: 102, customerId: 'c1' }, data: premium } }),
    )
    const raised = { where: { id: 101, AND: [{ premium: 5 }] }, data: premium }
    await recorded(update({ updateMany: { where: {}, data: { premium: 5 } }, update: raised }))
    const claimed = { where: { id: 101, claims: { some: {} } }, data: { premium: 9 } }
    const claims = { claims: { create: { amount: 1 } } }
    await recorded(update({ update: [{ where: { id: 101 }, data: claims }, claimed] }))
    const contract = await db().plain.contract.findUniqueOrThrow({ where: { id: 101 } })
    expect(contract.premium).toBe(9)
    await recorded(update({ update: { where: { id: 102 }, data: premium }, delete: { id: 102, premium: 7 } }))
    expect(await db().plain.contract.count()).toBe(1)
  })

  test('a row found under the key that a cascade gives it in the same operation', async () => {
    await client.district.create({ data: { regionCode: 'A', number: 1, name: 'd' } })
    const moved = { where: { regionCode_number: { regionCode: 'Z', number: 1 } }, data: { name: 'm' } }
    const data = { code: 'Z', districts: { update: moved } }
    await recorded(() => client.region.update({ where: { code: 'A' }, data }).catch(ifRefused))
  })

  test('upserts by the name that they write', async () => {
    const names = ['a', 'b', 'c']
    const labels = { upsert: names.map(name => ({ where: { name }, create: { name }, update: { name } })) }
    await recorded(() => client.customer.update({ where: { id: 'c1' }, data: { labels } }))
    await recorded(() => client.customer.update({ where: { id: 'c1' }, data: { labels } }))
    expect(await db().plain.label.count()).toBe(3)
  })

  test('names that the database may take for one another are created once', async () => {
    const names = ['a', 'b', 'a', 'A']
    const connectOrCreate = names.map(name => ({ where: { name }, create: { name } }))
    await recorded(() =>
      client.customer.update({ where: { id: 'c1' }, data: { labels: { connectOrCreate } } }),
    )
    expect(await db().plain.label.count()).toBe(db().name === 'mariadb' ? 2 : 3)
  })

  test('a row that a write looks for under the name that it has given it before', async () => {
    const [x] = [await client.label.create({ data: { name: 'x', customers: { connect: { id: 'c1' } } } })]
    const labels = { update: { where: { id: x.id }, data: { name: 'y' } }, disconnect: { name: 'y' } }
    await recorded(() => client.customer.update({ where: { id: 'c1' }, data: { labels } }))
    expect(await db().plain.label.count({ where: { name: 'y', customers: { none: {} } } })).toBe(1)
  })

  test('related rows that fit a filter only by what the operation does first', async () => {
    const { id } = await client.contract.create({ data: { terms: 't', premium: 1, customerId: 'c1' } })
    const contracts = { update: { where: { id }, data: { premium: 0 } }, deleteMany: { premium: 0 } }
    await recorded(() => client.customer.update({ where: { id: 'c1' }, data: { contracts } }))
  })

  test('claims of a contract that is connected and deleted in one write', async () => {
    const { id } = await client.contract.create({
      data: { terms: 't', premium: 1, customerId: 'c2', claims: { create: { amount: 1 } } },
    })
    const data = { contracts: { connect: { id }, deleteMany: {} } }
    await recorded(() => client.customer.update({ where: { id: 'c1' }, data }))
  })

  test('what one of two writes of a relation creates, where a nested write comes back to the record', async () => {
    const customers = { connect: { id: 'c1' } }
    const { id } = await client.label.create({
      data: { name: 'x', customers, related: { create: { name: 'y', customers } } },
    })
    const create = { terms: 't', premium: 3, claims: { create: { amount: 1 } } }
    const back = { customers: { update: { where: { id: 'c1' }, data: { contracts: { create } } } } }
    const data = {
      contracts: { create: { terms: 't', premium: 2 } },
      labels: {
        update: { where: { id }, data: { related: { update: { where: { name: 'y' }, data: back } } } },
      },
    }
    await recorded(() => client.customer.update({ where: { id: 'c1' }, data }))
  })

  test('or refused: a row whose id holds the key by which it is connected', async () => {
    await client.district.create({ data: { regionCode: 'A', number: 1, name: 'd' } })
    const district = { regionCode_number: { regionCode: 'A', number: 1 } }
    const refused = { code: 'QUERY_AUDIT_UNSUPPORTED' }
    await recorded(async () => {
      const created = client.region.create({
        data: { code: 'D', name: 'D', districts: { connect: district } },
      })
      await expect(created).rejects.toMatchObject(refused)
      const data = { districts: { set: district } }
      await expect(client.region.update({ where: { code: 'B' }, data })).rejects.toMatchObject(refused)
    })
  })

  test('an update of a district that writes to its region', async () => {
    await client.district.create({ data: { regionCode: 'A', number: 1, name: 'x' } })
    const where = { regionCode_number: { regionCode: 'A', number: 1 } }
    await client.district.update({ where, data: { region: { update: { name: 'B' } } } })
    expect((await client.region.findUniqueOrThrow({ where: { code: 'A' } })).name).toBe('B')
  })

  test('an upsert that creates a row and others that refer to it', async () => {
    const create = {
      name: 'n',
      email: 'n',
      regionCode: 'A',
      contracts: { create: { terms: 't', premium: 1 } },
    }
    await recorded(() =>
      client.customer.upsert({ where: { id: 'n' }, create: { ...create, id: 'n' }, update: {} }),
    )
    expect(await client.customer.count()).toBe(4)
  })
})
