// Who sees what: viewers with and without roles, side by side, in transactions, and nobody at all.

import { beforeEach, describe, expect, test } from 'vitest'
import { currentViewer } from '../../src/context.js'
import { type Database, onEachDatabase } from '../support/databases.js'
import { sealedClient } from '../support/keys.js'

const blank = '••••••••'
const card = '4012888888881881'
const iban = 'DE89370400440532013000'
const billing = { id: 'b1', roles: ['billing'] }
const clerk = { id: 'c1', roles: ['clerk'] }
const roles = ['billing', 'support', 'clerk']
const grace = {
  id: 'grace',
  name: 'Grace Hopper',
  email: 'grace@navy.example',
  cardNumber: card,
  cvv: '123',
  taxId: '078-05-1120',
  salary: 92111,
  city: 'Arlington',
}

async function store(db: Database) {
  const client = sealedClient(db, { roles })
  const payments = { create: [{ amount: 5, iban }] }
  await client.cardholder.create({ data: { ...grace, payments } })
  return client
}

onEachDatabase('a viewer', db => {
  beforeEach(() => db().clear())

  test('without the role gets the mask as the value, also of rows that the viewer writes', async () => {
    const client = await store(db())
    const row = await client.$as(clerk, () =>
      client.cardholder.update({ where: { id: 'grace' }, data: { city: 'NY' }, include: { payments: true } }),
    )
    expect({ ...row }).toMatchObject({ cardNumber: blank, salary: blank, city: 'NY' })
    expect({ ...row }).not.toHaveProperty('cvv')
    expect(row.payments[0]?.iban).toBe(blank)
  })

  test('with the role reads the value by name', async () => {
    const client = await store(db())
    const row = await client.$as(billing, () =>
      client.cardholder.findUniqueOrThrow({ where: { id: 'grace' } }),
    )
    expect(row.cardNumber).toBe(card)
    expect(row.salary).toBe(92111)
  })

  test('without the role has nothing opened: a value that does not open is no error', async () => {
    const client = await store(db())
    await db().plain.cardholder.updateMany({ data: { cardNumber: 'damaged' } })
    const row = await client.$as(clerk, () => client.cardholder.findUniqueOrThrow({ where: { id: 'grace' } }))
    expect(row.cardNumber).toBe(blank)
    await expect(client.cardholder.findMany()).rejects.toMatchObject({ code: 'OPEN_NOT_SEALED' })
  })

  test('reads by the fluent API and in transactions as elsewhere', async () => {
    const client = await store(db())
    await client.$as(clerk, async () => {
      const [payment] = (await client.cardholder.findUnique({ where: { id: 'grace' } }).payments()) ?? []
      expect(payment?.iban).toBe(blank)
      await client.$transaction(async tx => {
        expect((await tx.payment.findMany())[0]?.iban).toBe(blank)
      })
      const [payments] = await client.$transaction([client.payment.findMany()])
      expect(payments[0]?.iban).toBe(blank)
    })
  })

  test('is kept for a lazy promise that is returned, and forgotten afterwards', async () => {
    const client = await store(db())
    const [row] = await client.$as(clerk, () => client.cardholder.findMany())
    expect(row?.cardNumber).toBe(blank)
    expect(currentViewer()).toBeUndefined()
    expect((await client.cardholder.findMany())[0]?.cardNumber).toBe(card)
  })

  test('never gets what another viewer may see at the same time', async () => {
    const client = await store(db())
    const read = async (viewer: typeof billing, round: number) => {
      const include = { payments: true }
      const row = await client.$as(viewer, () =>
        round % 3 === 0
          ? client.cardholder.findFirst({ include })
          : client.cardholder.findUnique({ where: { id: 'grace' }, include }),
      )
      return { viewer, cardNumber: row?.cardNumber, iban: row?.payments[0]?.iban }
    }
    const reads = Array.from({ length: 60 }, (_, round) => read(round % 2 === 0 ? billing : clerk, round))
    for (const { viewer, ...seen } of await Promise.all(reads)) {
      expect(seen).toEqual(
        viewer === billing ? { cardNumber: card, iban } : { cardNumber: blank, iban: blank },
      )
    }
  })
})

onEachDatabase('a viewer without the role is refused', db => {
  beforeEach(() => db().clear())

  const queries: Readonly<Record<string, (client: Awaited<ReturnType<typeof store>>) => unknown>> = {
    'a filter': client => client.cardholder.findMany({ where: { cardNumber: card } }),
    'a filter on a plain column': client => client.cardholder.findMany({ where: { salary: { gt: 5 } } }),
    'a filter inside NOT and OR': client =>
      client.cardholder.findMany({ where: { NOT: { OR: [{ salary: 5 }] } } }),
    'a unique': client => client.cardholder.findUnique({ where: { taxId: '078-05-1120' } }),
    'a compound unique': client =>
      client.cardholder.findUnique({ where: { city_taxId: { city: 'Arlington', taxId: '078-05-1120' } } }),
    'its index': client => client.cardholder.findMany({ where: { cardIndex: { not: null } } }),
    'reading its index': client => client.cardholder.findMany({ select: { cardIndex: true } }),
    'reading its index, not omitted': client => client.cardholder.findMany({ omit: { cardIndex: false } }),
    'the order by its index': client => client.cardholder.findMany({ orderBy: { cardIndex: 'asc' } }),
    'a filter through a relation': client =>
      client.payment.findMany({ where: { cardholder: { salary: { gt: 5 } } } }),
    'a filter of a related read': client =>
      client.cardholder.findMany({ include: { payments: { where: { cardholder: { salary: 5 } } } } }),
    'an order': client => client.cardholder.findMany({ orderBy: { salary: 'asc' } }),
    'an order through a relation': client =>
      client.payment.findMany({ orderBy: { cardholder: { salary: 'asc' } } }),
    'a cursor': client => client.cardholder.findMany({ cursor: { taxId: '078-05-1120' } }),
    distinct: client => client.cardholder.findMany({ distinct: ['salary'] }),
    'a group': client => client.cardholder.groupBy({ by: ['salary'] }),
    having: client => client.cardholder.groupBy({ by: ['city'], having: { salary: { _avg: { gt: 1 } } } }),
    'an aggregate': client => client.cardholder.aggregate({ _max: { salary: true } }),
    'a count': client => client.cardholder.count({ where: { salary: 92111 } }),
    'a filter of a write': client =>
      client.cardholder.updateMany({ where: { salary: 5 }, data: { city: 'x' } }),
    'a filter of a deletion': client => client.cardholder.deleteMany({ where: { salary: 5 } }),
    'a field reference': client =>
      client.cardholder.findMany({ where: { city: { equals: client.cardholder.fields.taxId } } }),
  }

  test.each(Object.keys(queries))('%s', async name => {
    const client = await store(db())
    const query = queries[name] as (client: unknown) => unknown
    const refused = client.$as(clerk, () => query(client))
    await expect(refused).rejects.toMatchObject({ code: 'ACCESS_FIELD_DENIED', name: 'AccessError' })
  })

  test('nothing that concerns other fields', async () => {
    const client = await store(db())
    const rows = await client.$as(clerk, () =>
      client.cardholder.findMany({
        where: { email: grace.email, city: 'Arlington' },
        orderBy: { name: 'asc' },
      }),
    )
    expect(rows).toHaveLength(1)
  })
})

onEachDatabase('nobody', db => {
  beforeEach(() => db().clear())

  test('is the application itself: reads, searches and writes', async () => {
    const client = await store(db())
    const [row] = await client.cardholder.findMany({ where: { salary: { gt: 5 } } })
    expect(row?.cardNumber).toBe(card)
    expect(JSON.stringify(row)).not.toContain(card)
  })

  test('is refused where there has to be a viewer', async () => {
    await store(db())
    const client = sealedClient(db(), { roles, requireViewer: true })
    await expect(client.cardholder.findMany()).rejects.toMatchObject({ code: 'ACCESS_VIEWER_MISSING' })
    await expect(client.cardholder.deleteMany()).rejects.toMatchObject({ code: 'ACCESS_VIEWER_MISSING' })
    expect(await client.$as(clerk, () => client.cardholder.count())).toBe(1)
  })
})

describe('$as', () => {
  test.each([undefined, {}, { id: '' }, { id: 'a', roles: 'billing' }, { id: 'a', roles: [1] }])(
    'refuses the viewer %j',
    async viewer => {
      const { runAs } = await import('../../src/context.js')
      expect(() => runAs(viewer as never, () => 1)).toThrow(TypeError)
    },
  )
})
