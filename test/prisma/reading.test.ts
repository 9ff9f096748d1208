// Reads: every row that Prisma can reach comes back opened, once, and otherwise as Prisma gives it.

import { skip } from '@prisma/client/runtime/client'
import { beforeAll, describe, expect, test } from 'vitest'
import { fieldseal } from '../../src/prisma/extension.js'
import { onEachDatabase } from '../support/databases.js'
import { type SealedClient, sealedClient, testKeySet, testKeys } from '../support/keys.js'
import { watchQueries } from './watch-queries.js'

const zoe = { id: 'p0', email: 'zoe@example.com', cardNumber: '1000', name: 'Zoe', city: 'Bern' }
const ada = { id: 'p1', email: 'ada@example.com', cardNumber: '1001', name: 'Ada', city: 'Bern' }
const eve = { id: 'p2', email: 'eve@example.com', cardNumber: null, name: 'Eve', city: 'Rome' }
const bob = { id: 'p3', email: 'bob@example.com', cardNumber: '1003', name: 'Bob', city: 'Rome' }
const wing = { building: 'A', number: 7 }

onEachDatabase('reading', db => {
  let client: SealedClient
  let graceId: number
  const visitIds: number[] = []

  // Zoe is Eve's mentor, Eve is Ada's and Bob's; Ada has two visits, one of them in a room; Grace treats Ada and Eve.
  beforeAll(async () => {
    client = sealedClient(db())
    await client.patient.create({ data: zoe })
    await client.patient.create({ data: { ...eve, mentorId: zoe.id } })
    await client.patient.create({
      data: { ...ada, mentorId: eve.id, insurance: { create: { policyNumber: 'POL-1', data: 'd' } } },
    })
    await client.patient.create({ data: { ...bob, mentorId: eve.id } })
    const grace = await client.doctor.create({
      data: { name: 'Grace', patients: { connect: [{ id: ada.id }, { id: eve.id }] } },
    })
    await client.doctor.create({ data: { name: 'Hedy', patients: { connect: { id: ada.id } } } })
    await client.room.create({ data: { ...wing, doorCode: '1234' } })
    graceId = grace.id
    for (const data of [
      { note: 'first', kind: 'SURGERY' as const, doctorId: graceId, building: 'A', roomNumber: 7 },
      { note: 'second' },
    ]) {
      const visit = await client.visit.create({ data: { ...data, patientId: ada.id } })
      visitIds.push(visit.id)
    }
  })

  describe('what comes back', () => {
    test('an encrypted field alone', async () => {
      expect(await client.patient.findMany({ select: { email: true }, orderBy: { id: 'asc' } })).toEqual(
        [zoe, ada, eve, bob].map(({ email }) => ({ email })),
      )
      expect(await client.visit.findFirst({ select: { note: true }, orderBy: { id: 'asc' } })).toEqual({
        note: 'first',
      })
    })

    test('a row without its encrypted fields', async () => {
      const where = { id: ada.id }
      expect(await client.patient.findUnique({ where, select: { name: true } })).toEqual({ name: 'Ada' })
      expect(
        await client.patient.findUnique({ where, select: { name: true, email: false, visits: false } }),
      ).toEqual({ name: 'Ada' })
      const row = await client.patient.findUnique({ where, omit: { email: true, cardNumber: true } })
      expect(row).toMatchObject({ id: 'p1', name: 'Ada' })
      expect(row).not.toHaveProperty('email')
      expect(row).not.toHaveProperty('cardNumber')
    })

    test('the very columns that a plain client returns, but the blind index', async () => {
      const where = { id: ada.id }
      const include = { visits: true, insurance: true, mentor: true, doctors: true, records: true }
      const sealed = await client.patient.findUniqueOrThrow({ where, include })
      const plain = await db().plain.patient.findUniqueOrThrow({
        where,
        include: { ...include, mentor: { omit: { emailIndex: true } } },
        omit: { emailIndex: true },
      })
      const shape = (value: unknown): unknown => {
        if (Array.isArray(value)) return value.map(shape)
        if (typeof value !== 'object' || value === null || value instanceof Date) return value === null
        return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, shape(inner)]))
      }
      expect(shape(sealed)).toEqual(shape(plain))
      expect(Object.getPrototypeOf(sealed)).toBe(Object.getPrototypeOf(plain))
    })

    test('related rows through include, four levels deep', async () => {
      const doctor = await client.doctor.findUnique({
        where: { id: graceId },
        include: {
          patients: {
            orderBy: { id: 'asc' },
            include: {
              insurance: true,
              visits: { orderBy: { id: 'asc' }, include: { room: { include: { visits: true } } } },
            },
          },
        },
      })
      expect(doctor).toMatchObject({
        name: 'Grace',
        patients: [
          {
            ...ada,
            insurance: { policyNumber: 'POL-1' },
            visits: [
              { note: 'first', room: { doorCode: '1234', visits: [{ note: 'first' }] } },
              { note: 'second', room: null },
            ],
          },
          { ...eve, insurance: null, visits: [] },
        ],
      })
    })

    test('related rows through select, exactly those columns', async () => {
      expect(
        await client.visit.findMany({
          orderBy: { id: 'asc' },
          select: {
            note: true,
            room: { select: { doorCode: true } },
            patient: {
              select: {
                cardNumber: true,
                mentor: { select: { email: true, insurance: { select: { policyNumber: true } } } },
                insurance: { select: { data: true } },
              },
            },
          },
        }),
      ).toEqual(
        ['first', 'second'].map(note => ({
          note,
          room: note === 'first' ? { doorCode: '1234' } : null,
          patient: {
            cardNumber: '1001',
            mentor: { email: eve.email, insurance: null },
            insurance: { data: 'd' },
          },
        })),
      )
    })

    test('related rows filtered, sorted and cut by plain columns', async () => {
      const patient = await client.patient.findUnique({
        where: { id: eve.id },
        include: {
          mentees: { where: { name: { startsWith: 'B' } }, orderBy: { name: 'desc' }, take: 1 },
          doctors: { include: { visits: { where: { kind: 'SURGERY' }, skip: 0 } } },
        },
      })
      expect(patient).toMatchObject({ mentees: [bob], doctors: [{ visits: [{ note: 'first' }] }] })
    })

    test('rows without a related row, and empty lists', async () => {
      expect(
        await client.patient.findUnique({
          where: { id: zoe.id },
          include: { mentor: { include: { mentor: true } }, insurance: true, visits: true, records: true },
        }),
      ).toMatchObject({ ...zoe, mentor: null, insurance: null, visits: [], records: [] })
      expect(await client.patient.findMany({ where: { name: 'nobody' }, include: { visits: true } })).toEqual(
        [],
      )
      expect(await client.patient.findFirst({ where: { name: 'nobody' } })).toBeNull()
      expect(await client.patient.findUnique({ where: { id: 'nobody' } })).toBeNull()
      await expect(client.patient.findUniqueOrThrow({ where: { id: 'nobody' } })).rejects.toMatchObject({
        code: 'P2025',
      })
    })

    test('what is asked for in every form of yes and no', async () => {
      const find = (args: object): Promise<object | null> =>
        client.patient.findUnique({ where: { id: ada.id }, ...args })
      const visits = expect.arrayContaining([expect.objectContaining({ note: 'first' })])
      for (const yes of [true, {}, { select: undefined, omit: skip }]) {
        expect(await find({ include: { visits: yes } })).toMatchObject({ ...ada, visits })
        expect(await find({ select: { visits: yes } })).toEqual({ visits: await client.visit.findMany() })
      }
      for (const no of [false, undefined, skip]) {
        const included = await find({ include: { visits: no, mentor: true } })
        expect(included).toMatchObject({ ...ada, mentor: eve })
        expect(included).not.toHaveProperty('visits')
        expect(await find({ select: { email: true, cardNumber: no, visits: no } })).toEqual({
          email: ada.email,
        })
        expect(await find({ omit: { cardNumber: no } })).toMatchObject(ada)
      }
      for (const args of [
        { select: undefined },
        { include: skip },
        { omit: skip },
        { omit: undefined },
        { omit: {} },
      ]) {
        const row = await find(args)
        expect(row).toMatchObject(ada)
        expect(row).not.toHaveProperty('emailIndex')
      }
    })

    test('no blind index where its omission is left open', async () => {
      for (const emailIndex of [undefined, skip]) {
        const row = await client.patient.findFirst({ omit: { emailIndex } as never })
        expect(row).not.toHaveProperty('emailIndex')
      }
    })

    test('counts of related rows beside opened fields', async () => {
      expect(
        await client.patient.findUnique({
          where: { id: ada.id },
          select: {
            email: true,
            _count: { select: { visits: { where: { kind: 'SURGERY' } }, doctors: true } },
          },
        }),
      ).toEqual({ email: ada.email, _count: { visits: 1, doctors: 2 } })
      expect(
        await client.doctor.findUnique({
          where: { id: graceId },
          include: {
            _count: true,
            patients: {
              include: { _count: { select: { visits: { where: { NOT: { kind: 'SURGERY' } } } } } },
            },
          },
        }),
      ).toMatchObject({
        _count: { patients: 2, visits: 1 },
        patients: expect.arrayContaining([expect.objectContaining({ ...ada, _count: { visits: 1 } })]),
      })
    })

    test('pages: take, skip, cursor and distinct on plain columns', async () => {
      const names = async (args: object) =>
        (await client.patient.findMany({ orderBy: { id: 'asc' }, ...args })).map(({ email }) => email)
      expect(await names({ take: 2 })).toEqual([zoe.email, ada.email])
      expect(await names({ take: -1 })).toEqual([bob.email])
      expect(await names({ cursor: { id: ada.id }, skip: 1, take: 2 })).toEqual([eve.email, bob.email])
      expect(await names({ cursor: { id: ada.id }, take: -2 })).toEqual([zoe.email, ada.email])
      expect(await names({ distinct: ['city'] })).toEqual([zoe.email, eve.email])
      expect(await names({ distinct: 'city', skip: 1 })).toEqual([eve.email])
      const rooms = await client.room.findMany({ cursor: { building_number: wing }, take: 1 })
      expect(rooms).toEqual([{ ...wing, doorCode: '1234' }])
    })

    test('rows found through related rows', async () => {
      const found = async (where: object) =>
        (await client.patient.findMany({ where, orderBy: { id: 'asc' } })).map(({ email }) => email)
      expect(await found({ visits: { some: { kind: 'SURGERY' } } })).toEqual([ada.email])
      expect(await found({ mentees: { none: {} } })).toEqual([ada.email, bob.email])
      expect(await found({ mentor: { is: null } })).toEqual([zoe.email])
      expect(await found({ mentor: { mentor: { name: 'Zoe' } } })).toEqual([ada.email, bob.email])
      expect(await found({ OR: [{ mentor: null }, { doctors: { some: { name: 'Hedy' } } }] })).toEqual([
        zoe.email,
        ada.email,
      ])
    })
  })

  describe('global omit', () => {
    test('leaves fields out, and a local omit or select brings them back', async () => {
      const omitting = sealedClient(db(), {}, db().createPlain({ omit: { patient: { cardNumber: true } } }))
      const where = { id: ada.id }
      const row = await omitting.patient.findUnique({ where })
      expect(row).toMatchObject({ email: ada.email })
      expect(row).not.toHaveProperty('cardNumber')
      expect(row).not.toHaveProperty('emailIndex')
      expect(await omitting.patient.findUnique({ where, omit: { cardNumber: false } })).toMatchObject(ada)
      expect(await omitting.patient.findUnique({ where, select: { cardNumber: true } })).toEqual({
        cardNumber: '1001',
      })
      const visit = await omitting.visit.findFirst({ include: { patient: { include: { mentor: true } } } })
      expect(visit?.patient).not.toHaveProperty('cardNumber')
      expect(visit?.patient.mentor).not.toHaveProperty('cardNumber')
      expect(visit?.patient.mentor).toMatchObject({ email: eve.email })
    })
  })

  describe('a row that is reached twice', () => {
    test('is opened once as the related row of two others', async () => {
      const mentees = await client.patient.findMany({
        where: { mentorId: eve.id },
        include: { mentor: { include: { mentor: true } } },
        orderBy: { id: 'asc' },
      })
      expect(mentees).toMatchObject([
        { ...ada, mentor: { ...eve, mentor: zoe } },
        { ...bob, mentor: { ...eve, mentor: zoe } },
      ])
      const visits = await client.visit.findMany({ include: { patient: true } })
      expect(visits.map(visit => visit.patient.email)).toEqual([ada.email, ada.email])
    })

    test('is opened once on the way back to itself', async () => {
      const row = await client.patient.findUnique({
        where: { id: ada.id },
        include: {
          visits: { include: { patient: { include: { visits: { include: { patient: true } } } } } },
        },
      })
      for (const visit of row?.visits ?? []) {
        expect(visit.patient).toMatchObject(ada)
        expect(visit.patient.visits.map(({ note }) => note).sort()).toEqual(['first', 'second'])
        for (const inner of visit.patient.visits) expect(inner.patient).toMatchObject(ada)
      }
      expect(row?.visits).toHaveLength(2)
    })

    test('is opened once through both ways of a many-to-many relation', async () => {
      const rows = await client.patient.findMany({
        orderBy: { id: 'asc' },
        include: {
          doctors: {
            orderBy: { name: 'asc' },
            include: {
              patients: { orderBy: { id: 'asc' }, include: { doctors: { orderBy: { name: 'asc' } } } },
            },
          },
        },
      })
      expect(rows).toMatchObject([
        { ...zoe, doctors: [] },
        {
          ...ada,
          doctors: [
            { name: 'Grace', patients: [{ ...ada, doctors: [{ name: 'Grace' }, { name: 'Hedy' }] }, eve] },
            { name: 'Hedy', patients: [ada] },
          ],
        },
        { ...eve, doctors: [{ name: 'Grace', patients: [ada, eve] }] },
        { ...bob, doctors: [] },
      ])
    })

    test('is opened once in identical findUnique calls of one tick', async () => {
      const where = { id: ada.id }
      const include = { mentor: true }
      const rows = await Promise.all([
        client.patient.findUnique({ where, include }),
        client.patient.findUnique({ where, include }),
        client.patient.findUniqueOrThrow({ where, include }),
        client.patient.findFirst({ where, include }),
        client.patient.findUnique({ where: { id: bob.id }, include }),
      ])
      for (const row of rows.slice(0, 4)) expect(row).toMatchObject({ ...ada, mentor: eve })
      expect(rows[4]).toMatchObject({ ...bob, mentor: eve })
    })

    test('is opened once though an extension before fieldseal runs the query twice', async () => {
      const twice = db()
        .createPlain()
        .$extends({
          query: {
            patient: {
              async findMany({ args, query }) {
                await query(args)
                return query(args)
              },
            },
          },
        })
        .$extends(fieldseal({ fields: db().fields, keys: testKeys() }))
      expect(await twice.patient.findMany({ where: { id: ada.id } })).toMatchObject([ada])
    })
  })

  describe('the fluent API', () => {
    const where = { id: ada.id }

    test('opens the rows of one relation, list or single', async () => {
      const visits = await client.patient.findUnique({ where }).visits()
      expect(visits?.map(({ note }) => note).sort()).toEqual(['first', 'second'])
      expect(await client.patient.findUnique({ where }).insurance()).toMatchObject({ policyNumber: 'POL-1' })
      expect(await client.patient.findUnique({ where }).mentor()).toMatchObject(eve)
      expect(await client.visit.findUnique({ where: { id: visitIds[0] as number } }).room()).toMatchObject({
        doorCode: '1234',
      })
      const patients = await client.doctor.findUnique({ where: { id: graceId } }).patients()
      expect(patients?.map(({ email }) => email).sort()).toEqual([ada.email, eve.email])
    })

    test('opens rows two and three relations away', async () => {
      expect(await client.patient.findUnique({ where }).mentor().mentor()).toMatchObject(zoe)
      const mentees = await client.patient
        .findUnique({ where })
        .mentor()
        .mentees({ orderBy: { id: 'asc' } })
      expect(mentees).toMatchObject([ada, bob])
      const visit = client.visit.findUnique({ where: { id: visitIds[1] as number } })
      expect(await visit.patient().mentor().mentor()).toMatchObject(zoe)
      const insurance = client.patient.findUnique({ where }).insurance()
      expect(await insurance.patient().visits({ orderBy: { id: 'asc' } })).toMatchObject([
        { note: 'first' },
        { note: 'second' },
      ])
    })

    test('takes where, select, include, omit and pages', async () => {
      const patient = () => client.patient.findUnique({ where })
      expect(await patient().visits({ where: { kind: 'SURGERY' }, select: { note: true } })).toEqual([
        { note: 'first' },
      ])
      expect(
        await patient().visits({
          orderBy: { id: 'desc' },
          take: 1,
          include: { patient: { include: { mentor: true } } },
        }),
      ).toMatchObject([{ note: 'second', patient: { ...ada, mentor: eve } }])
      const omitted = await patient().mentor({ omit: { email: true } })
      expect(omitted).toMatchObject({ name: 'Eve' })
      expect(omitted).not.toHaveProperty('email')
      expect(await patient().mentor({ select: { mentees: { select: { email: true } } } })).toEqual({
        mentees: expect.arrayContaining([{ email: ada.email }, { email: bob.email }]),
      })
      expect(await patient().mentor({ include: { visits: true, mentor: true } })).toMatchObject({
        ...eve,
        visits: [],
        mentor: zoe,
      })
    })

    test('works in a batch, and in a transaction', async () => {
      const [visits, mentor] = await client.$transaction([
        client.patient.findUnique({ where }).visits({ orderBy: { id: 'asc' } }),
        client.patient.findUnique({ where }).mentor().mentor(),
      ])
      expect(visits).toMatchObject([{ note: 'first' }, { note: 'second' }])
      expect(mentor).toMatchObject(zoe)
      expect(await client.$transaction(tx => tx.patient.findUnique({ where }).mentor())).toMatchObject(eve)
    })

    test('works beside a selection of the first row', async () => {
      const row = client.patient.findUnique({ where, select: { email: true, name: true } })
      expect(await row.mentor()).toMatchObject(eve)
    })

    test('gives null and empty lists where nothing is related or nothing was found', async () => {
      expect(await client.patient.findUnique({ where: { id: zoe.id } }).mentor()).toBeNull()
      expect(
        await client.patient
          .findUnique({ where: { id: zoe.id } })
          .mentor()
          .mentor(),
      ).toBeNull()
      expect(await client.patient.findUnique({ where: { id: zoe.id } }).visits()).toEqual([])
      expect(await client.patient.findUnique({ where: { id: 'nobody' } }).visits()).toBeNull()
    })

    test('works on every operation that gives one row', async () => {
      const data = { note: 'third', patientId: ada.id }
      expect(await client.patient.findFirst({ where }).mentor()).toMatchObject(eve)
      expect(await client.patient.findUniqueOrThrow({ where }).mentor()).toMatchObject(eve)
      expect(await client.patient.findFirstOrThrow({ where }).mentor()).toMatchObject(eve)
      expect(await client.visit.create({ data }).patient()).toMatchObject(ada)
      const { id } = await client.visit.findFirstOrThrow({ orderBy: { id: 'desc' } })
      expect(await client.visit.update({ where: { id }, data }).patient()).toMatchObject(ada)
      expect(
        await client.visit.upsert({ where: { id }, create: data, update: data }).patient(),
      ).toMatchObject(ada)
      expect(await client.visit.delete({ where: { id } }).patient()).toMatchObject(ada)
    })
  })

  describe('findUnique calls of one tick', () => {
    const ids = [...Array(10).keys()].map(n => `b${n}`)

    beforeAll(async () => {
      await client.patient.createMany({
        data: ids.map(id => ({ id, email: `${id}@example.com`, name: id, cardNumber: id })),
      })
    })

    const selects = (statements: readonly string[]) => statements.filter(sql => /^\s*SELECT/i.test(sql))

    test('are one SELECT', async () => {
      const { plain, statements } = watchQueries(db())
      const watched = sealedClient(db(), {}, plain)
      const rows = await Promise.all(ids.map(id => watched.patient.findUnique({ where: { id } })))
      expect(rows.map(row => row?.cardNumber)).toEqual(ids)
      expect(selects(statements)).toHaveLength(1)
    })

    test('are one SELECT inside a transaction', async () => {
      const { plain, statements } = watchQueries(db())
      const watched = sealedClient(db(), {}, plain)
      await watched.$transaction(async tx => {
        statements.length = 0
        const rows = await Promise.all(ids.map(id => tx.patient.findUnique({ where: { id } })))
        expect(rows.map(row => row?.cardNumber)).toEqual(ids)
        expect(selects(statements)).toHaveLength(1)
      })
    })

    test('are one SELECT with an asynchronous key source, at first and ever after', async () => {
      const { plain, statements } = watchQueries(db())
      let loads = 0
      const keys = {
        load: async () => {
          loads++
          await new Promise(resolve => setTimeout(resolve, 5))
          return testKeySet()
        },
      }
      const watched = sealedClient(db(), { keys }, plain)
      for (const count of [1, 2]) {
        const rows = await Promise.all(ids.map(id => watched.patient.findUnique({ where: { id } })))
        expect(rows.map(row => row?.cardNumber)).toEqual(ids)
        expect(selects(statements)).toHaveLength(count)
      }
      expect(loads).toBe(1)
    })

    test('are one SELECT for each selection', async () => {
      const { plain, statements } = watchQueries(db())
      const watched = sealedClient(db(), {}, plain)
      const rows = await Promise.all(
        ids.flatMap(id => [
          watched.patient.findUnique({ where: { id }, select: { cardNumber: true } }),
          watched.patient.findUnique({ where: { id }, select: { email: true } }),
        ]),
      )
      expect(rows).toEqual(ids.flatMap(id => [{ cardNumber: id }, { email: `${id}@example.com` }]))
      expect(selects(statements)).toHaveLength(2)
    })

    test('are one SELECT a level with the fluent API', async () => {
      const { plain, statements } = watchQueries(db())
      const watched = sealedClient(db(), {}, plain)
      const rows = await Promise.all(ids.map(id => watched.patient.findUnique({ where: { id } }).visits()))
      expect(rows).toEqual(ids.map(() => []))
      const sent = selects(statements).length
      statements.length = 0
      await Promise.all(ids.map(id => plain.patient.findUnique({ where: { id } }).visits()))
      expect(sent).toBe(selects(statements).length)
    })
  })

  describe("the application's own extensions", () => {
    const shout = {
      result: {
        patient: {
          shout: {
            needs: { email: true, name: true } as const,
            compute: (patient: { email: string; name: string }) =>
              `${patient.name.toUpperCase()} <${patient.email}>`,
          },
        },
      },
    }
    const shouted = 'ADA <ada@example.com>'
    const seal = () => fieldseal({ fields: db().fields, keys: testKeys() })
    const before = () => db().createPlain().$extends(shout).$extends(seal())
    const after = () => db().createPlain().$extends(seal()).$extends(shout)

    for (const [order, extended] of [
      ['before', before],
      ['after', after],
    ] as const) {
      test(`a computed field declared ${order} fieldseal sees plain values`, async () => {
        const sealed = extended()
        const where = { id: ada.id }
        expect(await sealed.patient.findUnique({ where })).toMatchObject({ ...ada, shout: shouted })
        const visit = await sealed.visit.findFirst({ include: { patient: true } })
        expect(visit?.patient).toMatchObject({ ...ada, shout: shouted })
        const mentees = await sealed.patient.findUnique({ where: { id: eve.id } }).mentees({ where })
        expect(mentees).toMatchObject([{ shout: shouted }])
      })

      test(`a computed field declared ${order} fieldseal can be selected without what it needs`, async () => {
        const sealed = extended()
        const row = await sealed.patient.findUnique({ where: { id: ada.id }, select: { shout: true } })
        expect(entriesOf(row)).toEqual([['shout', shouted]])
        const visit = await sealed.visit.findFirst({ select: { patient: { select: { shout: true } } } })
        expect(visit?.patient.shout).toBe(shouted)
        const omitted = await sealed.patient.findUnique({ where: { id: ada.id }, omit: { shout: true } })
        expect(Object.keys(omitted ?? {})).not.toContain('shout')
        expect(omitted).toMatchObject(ada)
      })

      test(`a computed field declared ${order} fieldseal can take the name of an encrypted one`, async () => {
        const mask = {
          result: {
            patient: {
              email: {
                needs: { email: true } as const,
                compute: ({ email }: { email: string }) => email.replace(/^.*@/, '*@'),
              },
            },
          },
        }
        const plain = db().createPlain()
        const sealed =
          order === 'before' ? plain.$extends(mask).$extends(seal()) : plain.$extends(seal()).$extends(mask)
        const rows = await sealed.patient.findMany({ where: { id: ada.id }, select: { email: true } })
        expect(entriesOf(rows[0])).toEqual([['email', '*@example.com']])
      })
    }

    test('a query extension declared before fieldseal sees plain values going in and coming out', async () => {
      const seen: unknown[] = []
      const sealed = db()
        .createPlain()
        .$extends({
          query: {
            visit: {
              async $allOperations({ args, query }) {
                seen.push(structuredClone(args))
                const result = await query(args)
                seen.push(structuredClone(result))
                return result
              },
            },
          },
        })
        .$extends(seal())
      const created = await sealed.visit.create({
        data: { note: 'seen', patientId: ada.id },
        select: { id: true, note: true },
      })
      const { id } = created
      await sealed.visit.update({ where: { id }, data: { note: 'seen again' }, select: { note: true } })
      await sealed.visit.delete({
        where: { id },
        select: { note: true, patient: { select: { email: true } } },
      })
      expect(seen).toEqual([
        { data: { note: 'seen', patientId: ada.id }, select: { id: true, note: true } },
        { id, note: 'seen' },
        { where: { id }, data: { note: 'seen again' }, select: { note: true } },
        { note: 'seen again' },
        { where: { id }, select: { note: true, patient: { select: { email: true } } } },
        { note: 'seen again', patient: { email: ada.email } },
      ])
    })

    test('a query extension declared before fieldseal may change arguments and results', async () => {
      const sealed = db()
        .createPlain()
        .$extends({
          query: {
            visit: {
              async create({ args, query }) {
                const data = { ...args.data, note: `${args.data.note}!` } as typeof args.data
                const row = await query({ ...args, data })
                return { ...row, note: `<${row.note}>` }
              },
            },
          },
        })
        .$extends(seal())
      const row = await sealed.visit.create({ data: { note: 'changed', patientId: ada.id } })
      expect(row.note).toBe('<changed!>')
      expect(await client.visit.delete({ where: { id: row.id } })).toMatchObject({ note: 'changed!' })
    })

    test('a model method calls through fieldseal', async () => {
      const sealed = db()
        .createPlain()
        .$extends(seal())
        .$extends({
          name: 'finders',
          client: {
            $first(this: { patient: { findFirst(args: object): Promise<unknown> } }, id: string) {
              return this.patient.findFirst({ where: { id } })
            },
          },
        })
      expect(await sealed.$first(ada.id)).toMatchObject(ada)
    })
  })
})

/** What a row shows; Prisma adds a hidden key to rows with computed fields. */
function entriesOf(row: object | null | undefined): [string, unknown][] {
  return Object.entries(row ?? {})
}
