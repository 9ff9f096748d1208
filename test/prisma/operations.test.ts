// Every model operation: the table holds sealed values, the application reads plain ones.

import { beforeEach, describe, expect, test } from 'vitest'
import { typed } from '../generated/sqlite/fieldseal/index.js'
import { onEachDatabase } from '../support/databases.js'
import { type SealedClient, sealedClient } from '../support/keys.js'

const sealedText = /^fs1\.k1\.[A-Za-z0-9_-]+$/

onEachDatabase('every model operation', db => {
  let client: SealedClient
  beforeEach(async () => {
    client ??= sealedClient(db())
    await db().clear()
  })

  const ada = { id: 'p1', email: 'ada@example.com', cardNumber: '4242424242424242', name: 'Ada' }
  const eve = { id: 'p2', email: 'eve@example.com', cardNumber: null, name: 'Eve' }

  async function expectStored(plain: readonly string[]): Promise<void> {
    const stored = [
      ...(await db().rawColumn('Patient', 'email')),
      ...(await db().rawColumn('Patient', 'card_number', `${db().quote('card_number')} IS NOT NULL`)),
    ]
    expect(stored.length).toBeGreaterThan(0)
    for (const value of stored) {
      expect(value).toMatch(sealedText)
      for (const text of plain) expect(value).not.toContain(text)
    }
  }

  test('create stores sealed text and returns the plain value', async () => {
    const row = await client.patient.create({
      data: { ...ada, history: typed.Patient.history({ a: [1, null] }) },
    })
    expect(row).toMatchObject({ ...ada, history: { a: [1, null] } })
    await expectStored(['ada', '4242'])
  })

  test('createMany and createManyAndReturn seal every row', async () => {
    expect(await client.patient.createMany({ data: [ada, eve] })).toEqual({ count: 2 })
    await expectStored(['ada', 'eve'])
    if (db().provider === 'mysql') return
    await db().clear()
    const rows = await client.patient.createManyAndReturn({
      data: [ada, eve],
      select: { id: true, email: true },
    })
    expect(rows).toEqual([
      { id: 'p1', email: ada.email },
      { id: 'p2', email: eve.email },
    ])
    await expectStored(['ada', 'eve'])
  })

  test('every find opens what it returns', async () => {
    await client.patient.createMany({ data: [ada, eve] })
    const where = { id: 'p1' }
    for (const row of [
      await client.patient.findUnique({ where }),
      await client.patient.findUniqueOrThrow({ where }),
      await client.patient.findFirst({ where }),
      await client.patient.findFirstOrThrow({ where }),
      (await client.patient.findMany({ where }))[0],
    ]) {
      expect(row).toMatchObject(ada)
    }
    expect(await client.patient.findMany({ orderBy: { name: 'asc' } })).toMatchObject([ada, eve])
    expect(await client.patient.findUnique({ where: { id: 'nobody' } })).toBeNull()
  })

  test('update, also in the set form, seals anew and leaves other fields alone', async () => {
    await client.patient.create({ data: ada })
    const before = await db().rawColumn('Patient', 'email')
    const row = await client.patient.update({ where: { id: 'p1' }, data: { cardNumber: { set: '5555' } } })
    expect(row).toMatchObject({ ...ada, cardNumber: '5555' })
    expect(await db().rawColumn('Patient', 'email')).toEqual(before)
    await client.patient.update({ where: { id: 'p1' }, data: { cardNumber: { set: null } } })
    expect(await db().rawColumn('Patient', 'card_number')).toEqual([null])
  })

  test('updateMany and updateManyAndReturn seal', async () => {
    await client.patient.createMany({ data: [ada, eve] })
    expect(await client.patient.updateMany({ data: { cardNumber: '6011' } })).toEqual({ count: 2 })
    await expectStored(['6011'])
    if (db().provider === 'mysql') return
    const rows = await client.patient.updateManyAndReturn({
      where: { id: 'p2' },
      data: { cardNumber: '3782' },
    })
    expect(rows).toMatchObject([{ ...eve, cardNumber: '3782' }])
    await expectStored(['6011', '3782'])
  })

  test('upsert seals on both of its branches', async () => {
    const upsert = (cardNumber: string) =>
      client.patient.upsert({ where: { id: 'p1' }, create: { ...ada, cardNumber }, update: { cardNumber } })
    expect(await upsert('first')).toMatchObject({ ...ada, cardNumber: 'first' })
    expect(await upsert('second')).toMatchObject({ ...ada, cardNumber: 'second' })
    await expectStored(['first', 'second'])
  })

  test('delete returns the plain row; deleteMany and count work beside ciphertext', async () => {
    await client.patient.createMany({ data: [ada, eve] })
    expect(await client.patient.count()).toBe(2)
    expect(await client.patient.count({ select: { _all: true, cardNumber: true } })).toEqual({
      _all: 2,
      cardNumber: 1,
    })
    expect(await client.patient.delete({ where: { id: 'p1' } })).toMatchObject(ada)
    expect(await client.patient.deleteMany({ where: { name: 'Eve' } })).toEqual({ count: 1 })
  })

  test('aggregate and groupBy count encrypted fields and work on plain ones', async () => {
    await client.patient.createMany({ data: [ada, eve] })
    expect(await client.patient.aggregate({ _count: { cardNumber: true }, _min: { name: true } })).toEqual({
      _count: { cardNumber: 1 },
      _min: { name: 'Ada' },
    })
    const groups = await client.patient.groupBy({
      by: ['name'],
      _count: { cardNumber: true },
      orderBy: { name: 'asc' },
    })
    expect(groups).toEqual([
      { name: 'Ada', _count: { cardNumber: 1 } },
      { name: 'Eve', _count: { cardNumber: 0 } },
    ])
  })

  test('null stays null, undefined is not written and an empty string is sealed', async () => {
    await client.patient.create({ data: { ...ada, cardNumber: undefined } })
    await client.patient.create({ data: eve })
    expect(await db().rawColumn('Patient', 'card_number')).toEqual([null, null])
    expect(await client.patient.update({ where: { id: 'p1' }, data: { cardNumber: '' } })).toMatchObject({
      cardNumber: '',
    })
    await expectStored([])
  })

  test('input that looks like a sealed value is sealed like any other', async () => {
    await client.patient.create({ data: ada })
    const [stored] = (await db().rawColumn('Patient', 'email')) as string[]
    const row = await client.patient.update({ where: { id: 'p1' }, data: { cardNumber: stored as string } })
    expect(row.cardNumber).toBe(stored)
    expect(await db().rawColumn('Patient', 'card_number')).not.toEqual([stored])
  })

  test('the same value is stored differently each time', async () => {
    await client.patient.createMany({ data: [ada, { ...eve, cardNumber: ada.cardNumber }] })
    const stored = await db().rawColumn('Patient', 'card_number')
    expect(new Set(stored).size).toBe(2)
  })

  test("the caller's arguments are never changed", async () => {
    const args = { data: { ...ada, visits: { create: [{ note: 'fine' }] } }, include: { visits: true } }
    const copy = structuredClone(args)
    await client.patient.create(args)
    expect(args).toEqual(copy)
  })

  describe('blind index columns', () => {
    test('are left out of results unless they are selected by name', async () => {
      await client.patient.create({ data: { ...ada, visits: { create: { note: 'fine' } } } })
      expect(await client.patient.findFirst()).not.toHaveProperty('emailIndex')
      const visit = await client.visit.findFirst({ include: { patient: true } })
      expect(visit?.patient).not.toHaveProperty('emailIndex')
      expect(await client.patient.findFirst({ select: { emailIndex: true } })).toHaveProperty('emailIndex')
      expect(await client.patient.findFirst({ omit: { emailIndex: false } })).toHaveProperty('emailIndex')
    })

    test('cannot be written by the caller', async () => {
      const create = client.patient.create({ data: { ...ada, emailIndex: 'x' } })
      await expect(create).rejects.toMatchObject({
        code: 'QUERY_UNSUPPORTED',
        model: 'Patient',
        field: 'emailIndex',
      })
      expect(await db().plain.patient.count()).toBe(0)
    })
  })
})
