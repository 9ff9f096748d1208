// Records whose ids change within one operation, several times or in a chain.

import { beforeEach, expect, test } from 'vitest'
import { onEachDatabase } from '../support/databases.js'
import { type SealedClient, sealedClient } from '../support/keys.js'
import { expectRecorded } from './expect-recorded.js'
import { seedBank } from './seed-bank.js'

onEachDatabase('ids that change within an operation are recorded', db => {
  let client: SealedClient
  beforeEach(async () => {
    client ??= sealedClient(db())
    await seedBank(db(), client)
  })

  /** Recorded as it is, or refused with nothing done. */
  async function outcome(change: () => Promise<unknown>): Promise<string> {
    let code = 'done'
    const tried = () =>
      change().catch((error: { readonly code?: string }) => {
        code = error.code ?? String(error)
      })
    await expectRecorded(db(), tried)
    return code
  }

  const refused = 'QUERY_AUDIT_UNSUPPORTED'

  test('or refused: two ids that one to-one write gives to a record that others refer to', async () => {
    const upsert = { create: { code: 'E', name: 'E' }, update: { code: 'D' } }
    const data = { region: { update: { code: 'R1' }, upsert } }
    expect(await outcome(() => client.customer.update({ where: { id: 'c1' }, data }))).toBe(refused)
  })

  test('or refused: a record that is found under the id that it was just given', async () => {
    const update = ['c2', 'x'].map((id, at) => ({ where: { id }, data: { id: ['x', 'y'][at] as string } }))
    const change = () => client.region.update({ where: { code: 'A' }, data: { customers: { update } } })
    expect(await outcome(change)).toBe(refused)
  })

  test('or refused: two that exchange theirs by way of a third', async () => {
    const moves = [
      ['c1', 'x'],
      ['c2', 'c1'],
      ['x', 'c2'],
    ] as const
    const update = moves.map(([id, to]) => ({ where: { id }, data: { id: to } }))
    const change = () => client.region.update({ where: { code: 'A' }, data: { customers: { update } } })
    expect(await outcome(change)).toBe(refused)
  })

  test('an id that two parts of an operation give the same value', async () => {
    const upsert = { create: { code: 'E', name: 'E' }, update: { code: 'D' } }
    const data = { region: { update: { code: 'D' }, upsert } }
    expect(await outcome(() => client.customer.update({ where: { id: 'c1' }, data }))).toBe('done')
  })

  test('both fields of an id, one after the other', async () => {
    await client.district.create({ data: { regionCode: 'A', number: 1, name: 'd' } })
    const where = { regionCode_number: { regionCode: 'A', number: 1 } }
    const data = { region: { update: { code: 'D' } }, number: 7 }
    expect(await outcome(() => client.district.update({ where, data }))).toBe('done')
    expect(await db().plain.district.findFirst()).toMatchObject({ regionCode: 'D', number: 7 })
  })

  const create = { terms: 't', premium: 1 }
  const contracts = { create }

  test('or refused: what is made below a record under the id that it was just given', async () => {
    const update = [
      { where: { id: 'c2' }, data: { id: 'x' } },
      { where: { id: 'x' }, data: { contracts } },
    ]
    const change = () => client.region.update({ where: { code: 'A' }, data: { customers: { update } } })
    expect(await outcome(change)).toBe(refused)
  })

  test('or refused: what is made below a record that was just made', async () => {
    const referred = { create: { id: 'x', name: 'x', email: 'x', regionCode: 'A' } }
    const update = [
      { where: { id: 'c2' }, data: { referred } },
      { where: { id: 'x' }, data: { contracts } },
    ]
    const change = () => client.region.update({ where: { code: 'A' }, data: { customers: { update } } })
    expect(await outcome(change)).toBe(refused)
  })

  test('what is made below a record that a filter fits only then', async () => {
    const update = { where: { id: 'c2' }, data: { name: 'm' } }
    const upsert = {
      where: { id: 'c2', name: 'm' },
      create: { id: 'y', name: 'y', email: 'y' },
      update: { contracts },
    }
    const data = { customers: { update, upsert } }
    expect(await outcome(() => client.region.update({ where: { code: 'A' }, data }))).toBe('done')
    expect(await db().plain.contract.count()).toBe(1)
  })

  test('what is made beside a record that a filter fits no more', async () => {
    const update = { where: { id: 'c2' }, data: { name: 'm' } }
    const upsert = {
      where: { id: 'c2', name: 'c2' },
      create: { id: 'y', name: 'y', email: 'y', contracts },
      update: {},
    }
    const data = { customers: { update, upsert } }
    expect(await outcome(() => client.region.update({ where: { code: 'A' }, data }))).toBe('done')
    expect(await db().plain.contract.count()).toBe(1)
  })

  test('rows of equal content that are numbered anew', async () => {
    const numbers = [1, 2, 3]
    await client.district.createMany({
      data: numbers.map(number => ({ regionCode: 'A', number, name: 'd' })),
    })
    const update = numbers.toReversed().map(number => ({
      where: { regionCode_number: { regionCode: 'A', number } },
      data: { number: number + 1 },
    }))
    const change = () => client.region.update({ where: { code: 'A' }, data: { districts: { update } } })
    expect(await outcome(change)).toBe('done')
  })

  test('a row that takes the id of one that is deleted', async () => {
    const update = { where: { id: 'c1' }, data: { id: 'c2' } }
    const customers = { delete: { id: 'c2' }, update }
    const change = () => client.region.update({ where: { code: 'A' }, data: { customers } })
    expect(await outcome(change)).toBe('done')
  })

  test('a row that comes to refer to one that was there, beside one that it might have created', async () => {
    const claims = [1, 2, 3, 4].map(amount => ({ id: amount, amount }))
    const { id } = await client.contract.create({
      data: { ...create, customerId: 'c1', claims: { create: claims[1] as { id: number; amount: number } } },
    })
    await client.claim.createMany({ data: [0, 2].map(at => claims[at] as { id: number; amount: number }) })
    const parent = { connectOrCreate: { where: { id: 1 }, create: { amount: 9 } } }
    const data = {
      claims: {
        update: { where: { id: 2 }, data: { parent } },
        updateMany: { where: {}, data: { parentId: 3 } },
      },
    }
    expect(await outcome(() => client.contract.update({ where: { id }, data }))).toBe('done')
  })

  test('a list that is written as a form sends it, where ids that the database counts up are not found', async () => {
    const { id } = await client.contract.create({ data: { ...create, customerId: 'c1' } })
    const claims = { create: { amount: 1 } }
    const upsert = [id, 0, -1, id + 1].map(one => ({
      where: { id: one },
      create: { ...create, claims },
      update: { premium: 2, claims },
    }))
    const change = () => client.customer.update({ where: { id: 'c1' }, data: { contracts: { upsert } } })
    expect(await outcome(change)).toBe('done')
    expect(await db().plain.contract.count({ where: { premium: 2 } })).toBe(1)
    expect(await db().plain.contract.count()).toBe(4)
    expect(await db().plain.claim.count()).toBe(4)
  })
})
