// Nested writes: whatever the depth and the keyword, the tables hold sealed values and the caller reads plain ones.

import { skip } from '@prisma/client/runtime/client'
import { beforeEach, describe, expect, test } from 'vitest'
import { onEachDatabase, type PrismaClient } from '../support/databases.js'
import { type SealedClient, sealedClient } from '../support/keys.js'
import { rawValues, storedValues } from './stored-values.js'

const ada = { id: 'p1', email: 'ada@example.com', name: 'Ada' }
const eve = { id: 'p2', email: 'eve@example.com', name: 'Eve' }
const bob = { id: 'p3', email: 'bob@example.com', name: 'Bob' }
const wing = { building: 'A', number: 7 }

/** Arguments that Prisma takes and its types, under exactOptionalPropertyTypes, do not. */
const untyped = (args: unknown) => args as never

onEachDatabase('nested writes', db => {
  let client: SealedClient
  beforeEach(async () => {
    client ??= sealedClient(db())
    await db().clear()
  })

  const stored = (model: string, field: string, where?: string) => storedValues(db(), model, field, where)
  const raw = (model: string, field: string, where?: string) => rawValues(db(), model, field, where)

  describe('create', () => {
    test('one row or a list of them is sealed, and read back plain in the same call', async () => {
      const row = await client.patient.create({
        data: {
          ...ada,
          insurance: { create: { policyNumber: 'POL-1' } },
          visits: { create: [{ note: 'first' }, { note: 'second' }] },
          mentor: { create: { ...eve, cardNumber: '5555' } },
        },
        include: { insurance: true, visits: { orderBy: { id: 'asc' } }, mentor: true },
      })
      expect(row).toMatchObject({
        ...ada,
        insurance: { policyNumber: 'POL-1' },
        visits: [{ note: 'first' }, { note: 'second' }],
        mentor: { ...eve, cardNumber: '5555' },
      })
      expect(await stored('Insurance', 'policyNumber')).toEqual(['POL-1'])
      expect(await stored('Visit', 'note')).toEqual(['first', 'second'])
      expect(await stored('Patient', 'email')).toEqual([ada.email, eve.email])
      expect(await stored('Patient', 'cardNumber')).toEqual(['5555'])
    })

    test('createMany inside a create seals every row, given as a list or as one', async () => {
      await client.patient.create({
        data: { ...ada, visits: { createMany: { data: [{ note: 'first' }, { note: 'second' }] } } },
      })
      await client.patient.create({
        data: { ...eve, visits: { createMany: { data: { note: 'third' } } } },
      })
      expect(await stored('Visit', 'note')).toEqual(['first', 'second', 'third'])
      expect(await client.visit.findMany({ orderBy: { id: 'asc' } })).toMatchObject([
        { note: 'first' },
        { note: 'second' },
        { note: 'third' },
      ])
    })

    test('inside an update adds sealed rows', async () => {
      await client.patient.create({ data: ada })
      await client.patient.update({
        where: { id: 'p1' },
        data: {
          visits: { create: { note: 'first' }, createMany: { data: [{ note: 'second' }] } },
          insurance: { create: { policyNumber: 'POL-1' } },
        },
      })
      expect(await stored('Visit', 'note')).toEqual(['first', 'second'])
      expect(await stored('Insurance', 'policyNumber')).toEqual(['POL-1'])
    })

    test('inside both branches of an upsert is sealed', async () => {
      const upsert = () =>
        client.patient.upsert({
          where: { id: 'p1' },
          create: { ...ada, visits: { create: { note: 'created' } } },
          update: { visits: { create: { note: 'updated' } } },
        })
      await upsert()
      await upsert()
      expect(await stored('Visit', 'note')).toEqual(['created', 'updated'])
    })
  })

  describe('connect, set and disconnect', () => {
    test('link rows and leave what is stored as it is', async () => {
      await client.patient.createMany({ data: [ada, eve, bob] })
      const before = await raw('Patient', 'email')
      const doctor = await client.doctor.create({
        data: { name: 'Grace', patients: { connect: [{ id: 'p1' }, { id: 'p2' }] } },
        include: { patients: { orderBy: { id: 'asc' } } },
      })
      expect(doctor.patients).toMatchObject([ada, eve])
      const patientsAfter = async (patients: object) => {
        const { patients: rows } = await client.doctor.update({
          where: { id: doctor.id },
          data: { patients },
          include: { patients: { orderBy: { id: 'asc' } } },
        })
        return rows
      }
      expect(await patientsAfter({ set: [{ id: 'p3' }] })).toMatchObject([bob])
      expect(await patientsAfter({ connect: { id: 'p1' } })).toMatchObject([ada, bob])
      expect(await patientsAfter({ disconnect: { id: 'p3' } })).toMatchObject([ada])
      expect(await patientsAfter({ set: [] })).toEqual([])
      expect(await raw('Patient', 'email')).toEqual(before)
    })

    test('work on the relation of a model with itself, both ways', async () => {
      await client.patient.createMany({ data: [ada, eve, bob] })
      const update = (data: object) =>
        client.patient.update({
          where: { id: 'p1' },
          data,
          include: { mentor: true, mentees: { orderBy: { id: 'asc' } } },
        })
      expect(await update({ mentor: { connect: { id: 'p2' } } })).toMatchObject({ ...ada, mentor: eve })
      expect(await update({ mentor: { disconnect: true } })).toMatchObject({ ...ada, mentor: null })
      expect(await update({ mentees: { connect: [{ id: 'p2' }, { id: 'p3' }] } })).toMatchObject({
        ...ada,
        mentees: [eve, bob],
      })
      expect(await update({ mentees: { disconnect: [{ id: 'p2' }] } })).toMatchObject({ mentees: [bob] })
    })

    test('work by a composite id', async () => {
      await client.room.create({ data: { ...wing, doorCode: '1234' } })
      const patient = await client.patient.create({
        data: { ...ada, visits: { create: { note: 'n', room: { connect: { building_number: wing } } } } },
        include: { visits: { include: { room: true } } },
      })
      expect(patient.visits).toMatchObject([{ note: 'n', room: { ...wing, doorCode: '1234' } }])
      const room = await client.room.update({
        where: { building_number: wing },
        data: { visits: { set: [] }, doorCode: '5678' },
        include: { visits: true },
      })
      expect(room).toMatchObject({ ...wing, doorCode: '5678', visits: [] })
      expect(await stored('Room', 'doorCode')).toEqual(['5678'])
    })
  })

  describe('connectOrCreate', () => {
    test('seals the rows that it creates and leaves those that it finds', async () => {
      await client.patient.create({ data: { ...ada, cardNumber: 'kept' } })
      const [before] = await raw('Patient', 'cardNumber')
      const doctor = await client.doctor.create({
        data: {
          name: 'Grace',
          patients: {
            connectOrCreate: [
              { where: { id: 'p1' }, create: { ...ada, cardNumber: 'lost' } },
              { where: { id: 'p2' }, create: { ...eve, cardNumber: 'made' } },
            ],
          },
        },
        include: { patients: { orderBy: { id: 'asc' } } },
      })
      expect(doctor.patients).toMatchObject([
        { ...ada, cardNumber: 'kept' },
        { ...eve, cardNumber: 'made' },
      ])
      expect(await stored('Patient', 'cardNumber')).toEqual(['kept', 'made'])
      expect(await raw('Patient', 'cardNumber', "id = 'p1'")).toEqual([before])
    })

    test('works by a composite id, once to create and once to connect', async () => {
      await client.patient.create({ data: ada })
      const visit = (doorCode: string) =>
        client.visit.create({
          data: {
            note: 'n',
            patient: { connect: { id: 'p1' } },
            room: {
              connectOrCreate: { where: { building_number: wing }, create: { ...wing, doorCode } },
            },
          },
          include: { room: true },
        })
      expect(await visit('1234')).toMatchObject({ room: { doorCode: '1234' } })
      expect(await visit('5678')).toMatchObject({ room: { doorCode: '1234' } })
      expect(await stored('Room', 'doorCode')).toEqual(['1234'])
    })
  })

  describe('update', () => {
    test('of rows of a list, one or several, seals the new values alone', async () => {
      const { visits } = await client.patient.create({
        data: { ...ada, visits: { create: [{ note: 'a' }, { note: 'b' }, { note: 'c' }] } },
        include: { visits: { orderBy: { id: 'asc' } } },
      })
      const [a, b, c] = visits.map(visit => ({ id: visit.id })) as [
        { id: number },
        { id: number },
        { id: number },
      ]
      const before = await raw('Visit', 'note', `id = ${c.id}`)
      const row = await client.patient.update({
        where: { id: 'p1' },
        data: {
          visits: {
            update: [
              { where: a, data: { note: 'a2' } },
              { where: b, data: { note: { set: 'b2' }, kind: 'SURGERY' } },
              { where: c, data: { kind: 'EMERGENCY' } },
            ],
          },
        },
        include: { visits: { orderBy: { id: 'asc' } } },
      })
      expect(row.visits).toMatchObject([
        { note: 'a2', kind: 'CHECKUP' },
        { note: 'b2', kind: 'SURGERY' },
        { note: 'c', kind: 'EMERGENCY' },
      ])
      expect(await stored('Visit', 'note')).toEqual(['a2', 'b2', 'c'])
      expect(await raw('Visit', 'note', `id = ${c.id}`)).toEqual(before)
      await client.patient.update({
        where: { id: 'p1' },
        data: { visits: { update: { where: a, data: { note: 'a3' } } } },
      })
      expect(await stored('Visit', 'note')).toEqual(['a3', 'b2', 'c'])
    })

    test('of a single row is sealed in both of its shapes', async () => {
      await client.patient.create({ data: { ...ada, mentor: { create: eve } } })
      const update = (change: object) =>
        client.patient.update({
          where: { id: 'p1' },
          data: { mentor: { update: change } },
          include: { mentor: true },
        })
      expect(await update({ cardNumber: '1' })).toMatchObject({ mentor: { cardNumber: '1' } })
      expect(await update({ cardNumber: { set: '2' } })).toMatchObject({ mentor: { cardNumber: '2' } })
      expect(await update({ data: { cardNumber: '3' } })).toMatchObject({ mentor: { cardNumber: '3' } })
      const row = await update({ where: { name: 'Eve' }, data: { cardNumber: { set: '4' } } })
      expect(row).toMatchObject({ mentor: { cardNumber: '4' } })
      expect(await stored('Patient', 'cardNumber')).toEqual(['4'])
      await expect(update({ where: { name: 'nobody' }, data: { cardNumber: '5' } })).rejects.toMatchObject({
        code: 'P2025',
      })
      expect(await stored('Patient', 'cardNumber')).toEqual(['4'])
      expect(await update({ cardNumber: null })).toMatchObject({ mentor: { cardNumber: null } })
      expect(await raw('Patient', 'cardNumber')).toEqual([null, null])
    })

    test('updateMany seals, in one part or several', async () => {
      await client.patient.create({
        data: {
          ...ada,
          visits: {
            create: [{ note: 'a' }, { note: 'b', kind: 'SURGERY' }, { note: 'c', kind: 'EMERGENCY' }],
          },
        },
      })
      const row = await client.patient.update({
        where: { id: 'p1' },
        data: {
          visits: {
            updateMany: [
              { where: { kind: 'SURGERY' }, data: { note: 'operated' } },
              { where: { kind: { in: ['EMERGENCY'] } }, data: { note: { set: 'urgent' } } },
            ],
          },
        },
        include: { visits: { orderBy: { id: 'asc' } } },
      })
      expect(row.visits).toMatchObject([{ note: 'a' }, { note: 'operated' }, { note: 'urgent' }])
      expect(await stored('Visit', 'note')).toEqual(['a', 'operated', 'urgent'])
      await client.patient.update({
        where: { id: 'p1' },
        data: { visits: { updateMany: { where: {}, data: { note: 'same' } } } },
      })
      expect(await stored('Visit', 'note')).toEqual(['same', 'same', 'same'])
    })
  })

  describe('upsert', () => {
    test('of rows of a list seals what it creates and what it updates', async () => {
      const { visits } = await client.patient.create({
        data: { ...ada, visits: { create: { note: 'old' } } },
        include: { visits: true },
      })
      const id = visits[0]?.id as number
      const row = await client.patient.update({
        where: { id: 'p1' },
        data: {
          visits: {
            upsert: [
              { where: { id }, create: { note: 'unused' }, update: { note: { set: 'new' } } },
              { where: { id: id + 1000 }, create: { note: 'made' }, update: { note: 'unused' } },
            ],
          },
        },
        include: { visits: { orderBy: { id: 'asc' } } },
      })
      expect(row.visits).toMatchObject([{ note: 'new' }, { note: 'made' }])
      expect(await stored('Visit', 'note')).toEqual(['made', 'new'])
    })

    test('of a single row seals on both branches, with a filter or without', async () => {
      await client.patient.create({ data: ada })
      const upsert = (policyNumber: string, more: object = {}) =>
        client.patient.update({
          where: { id: 'p1' },
          data: { insurance: { upsert: { create: { policyNumber }, update: { policyNumber }, ...more } } },
          include: { insurance: true },
        })
      expect(await upsert('POL-1')).toMatchObject({ insurance: { policyNumber: 'POL-1' } })
      expect(await upsert('POL-2')).toMatchObject({ insurance: { policyNumber: 'POL-2' } })
      expect(await upsert('POL-3', { where: { data: null } })).toMatchObject({
        insurance: { policyNumber: 'POL-3' },
      })
      expect(await stored('Insurance', 'policyNumber')).toEqual(['POL-3'])
    })
  })

  describe('delete', () => {
    test('removes rows by plain columns and leaves the others as they are', async () => {
      const { visits } = await client.patient.create({
        data: {
          ...ada,
          insurance: { create: { policyNumber: 'POL-1' } },
          visits: { create: [{ note: 'a' }, { note: 'b', kind: 'SURGERY' }, { note: 'c' }] },
        },
        include: { visits: { orderBy: { id: 'asc' } } },
      })
      const kept = await raw('Visit', 'note', `id = ${visits[2]?.id}`)
      const row = await client.patient.update({
        where: { id: 'p1' },
        data: {
          insurance: { delete: true },
          visits: { delete: { id: visits[0]?.id as number }, deleteMany: { kind: 'SURGERY' } },
        },
        include: { insurance: true, visits: true },
      })
      expect(row).toMatchObject({ ...ada, insurance: null, visits: [{ note: 'c' }] })
      expect(await raw('Visit', 'note')).toEqual(kept)
      await client.patient.update({ where: { id: 'p1' }, data: { visits: { deleteMany: {} } } })
      expect(await raw('Visit', 'note')).toEqual([])
    })
  })

  describe('depth', () => {
    test('a tree of four levels is sealed at every level, through a model without protected fields', async () => {
      const doctor = await client.doctor.create({
        data: {
          name: 'Grace',
          patients: {
            create: {
              ...ada,
              cardNumber: '4242',
              visits: { create: { note: 'deep', room: { create: { ...wing, doorCode: '1234' } } } },
              mentor: { create: { ...eve, insurance: { create: { policyNumber: 'POL-1' } } } },
            },
          },
        },
        include: {
          patients: {
            include: { visits: { include: { room: true } }, mentor: { include: { insurance: true } } },
          },
        },
      })
      expect(doctor.patients).toMatchObject([
        {
          ...ada,
          cardNumber: '4242',
          visits: [{ note: 'deep', room: { doorCode: '1234' } }],
          mentor: { ...eve, insurance: { policyNumber: 'POL-1' } },
        },
      ])
      expect(await stored('Patient', 'email')).toEqual([ada.email, eve.email])
      expect(await stored('Patient', 'cardNumber')).toEqual(['4242'])
      expect(await stored('Visit', 'note')).toEqual(['deep'])
      expect(await stored('Room', 'doorCode')).toEqual(['1234'])
      expect(await stored('Insurance', 'policyNumber')).toEqual(['POL-1'])
    })

    test('updates reach four levels down', async () => {
      const doctor = await client.doctor.create({
        data: {
          name: 'Grace',
          patients: {
            create: {
              ...ada,
              visits: { create: { note: 'old', room: { create: { ...wing, doorCode: 'old' } } } },
            },
          },
        },
        include: { patients: { include: { visits: true } } },
      })
      const id = doctor.patients[0]?.visits[0]?.id as number
      const room = { update: { data: { doorCode: 'new' } } }
      const visits = { update: { where: { id }, data: { note: 'new', room } } }
      await client.doctor.update({
        where: { id: doctor.id },
        data: { patients: { update: { where: { id: 'p1' }, data: { cardNumber: 'new', visits } } } },
      })
      expect(await stored('Patient', 'cardNumber')).toEqual(['new'])
      expect(await stored('Visit', 'note')).toEqual(['new'])
      expect(await stored('Room', 'doorCode')).toEqual(['new'])
    })

    test('a model is sealed where it is reached from itself, four levels down', async () => {
      const mentor = (id: string, above?: object) => ({
        id,
        email: `${id}@example.com`,
        name: id,
        ...(above && { mentor: { create: above } }),
      })
      const row = await client.patient.create({
        data: mentor('m1', mentor('m2', mentor('m3', mentor('m4')))) as typeof ada,
        include: { mentor: { include: { mentor: { include: { mentor: true } } } } },
      })
      expect(row.mentor?.mentor?.mentor).toMatchObject({ id: 'm4', email: 'm4@example.com' })
      expect(await stored('Patient', 'email')).toEqual([1, 2, 3, 4].map(n => `m${n}@example.com`))
      const updated = await client.patient.update({
        where: { id: 'm4' },
        data: { mentees: { update: { where: { id: 'm3' }, data: { mentees: { create: ada } } } } },
        include: { mentees: { include: { mentees: { orderBy: { id: 'asc' } } } } },
      })
      expect(updated.mentees[0]?.mentees.map(mentee => mentee.email)).toEqual([
        'm2@example.com',
        'ada@example.com',
      ])
    })

    test('both ways of an implicit many-to-many relation are sealed', async () => {
      const { doctors: made } = await client.patient.create({
        data: { ...ada, doctors: { create: [{ name: 'Grace' }, { name: 'Hedy' }] } },
        include: { doctors: { where: { name: 'Grace' } } },
      })
      await client.doctor.update({
        where: { id: made[0]?.id as number },
        data: { patients: { create: [eve, bob], updateMany: { where: {}, data: { cardNumber: '4242' } } } },
      })
      expect(await stored('Patient', 'cardNumber')).toEqual(['4242', '4242', '4242'])
      expect(await stored('Patient', 'email')).toEqual([ada.email, bob.email, eve.email])
      const doctors = await client.doctor.findMany({
        include: { patients: { orderBy: { id: 'asc' } } },
        orderBy: { name: 'asc' },
      })
      expect(doctors).toMatchObject([
        { name: 'Grace', patients: [ada, eve, bob] },
        { name: 'Hedy', patients: [ada] },
      ])
    })
  })

  describe('a single nested update of a model with a column named data', () => {
    const shapes: Record<string, object> = {
      'the column alone': { data: 'x' },
      'the column with set': { data: { set: 'x' } },
      'the column set to null': { data: null },
      'another column alone': { policyNumber: 'x' },
      'both columns': { policyNumber: 'x', data: 'y' },
      'both columns with set': { policyNumber: { set: 'x' }, data: { set: 'y' } },
      'the keyword around another column': { data: { policyNumber: 'x' } },
      'the keyword around the column': { data: { data: 'x' } },
      'the keyword around both columns': { data: { policyNumber: { set: 'x' }, data: { set: 'y' } } },
      'the keyword around nothing': { data: {} },
      'the keyword and a filter': { where: { data: 'old data' }, data: { policyNumber: 'x' } },
      'the keyword and a filter, around the column': { where: { id: { gt: 0 } }, data: { data: 'x' } },
      'the keyword and an empty filter': { where: {}, data: { policyNumber: 'x', data: 'y' } },
      'the keyword and no filter': { where: undefined, data: { policyNumber: 'x' } },
      'a filter that matches nothing': { where: { data: 'other' }, data: { policyNumber: 'x' } },
      'the keyword around a relation': { data: { patient: { update: { name: 'x' } } } },
      nothing: {},
    }

    async function outcome(on: PrismaClient | SealedClient, update: object): Promise<unknown> {
      await db().plain.patient.deleteMany()
      const patients = on.patient as PrismaClient['patient']
      const insurance = { create: { policyNumber: 'old number', data: 'old data' } }
      await patients.create({ data: { ...ada, insurance } })
      const select = { name: true, insurance: { select: { policyNumber: true, data: true } } }
      try {
        await patients.update({ where: { id: 'p1' }, data: { insurance: { update } } })
      } catch (error) {
        const { name, code } = error as { name: string; code?: string }
        return { failed: [name, code], row: await patients.findFirst({ select }) }
      }
      return patients.findFirst({ select })
    }

    test.each(Object.entries(shapes))('%s means what it means to Prisma', async (_, update) => {
      const expected = await outcome(db().plain, update)
      expect(await outcome(client, update)).toEqual(expected)
      expect(await stored('Insurance', 'policyNumber')).toHaveLength(1)
    })
  })

  describe('what is not given', () => {
    for (const [name, absent] of [
      ['undefined', undefined],
      ['Prisma.skip', skip],
    ] as const) {
      test(`${name} is not written, at any level`, async () => {
        const row = await client.patient.create(
          untyped({
            data: {
              ...ada,
              cardNumber: absent,
              history: absent,
              mentor: absent,
              insurance: { create: absent },
              doctors: { connect: absent, create: { name: 'Grace', visits: absent } },
              visits: { create: { note: 'n', meta: absent, room: { create: absent } } },
            },
            include: { visits: true, mentor: absent, insurance: { omit: absent } },
          }),
        )
        expect(row).toMatchObject({ ...ada, cardNumber: null, insurance: null, visits: [{ note: 'n' }] })
        expect(row).not.toHaveProperty('mentor')
        expect(await raw('Patient', 'cardNumber')).toEqual([null])
        expect(await stored('Visit', 'note')).toEqual(['n'])
      })

      test(`${name} leaves stored values as they are, at any level`, async () => {
        const { visits } = await client.patient.create({
          data: {
            ...ada,
            cardNumber: '4242',
            visits: { create: { note: 'kept' } },
            insurance: { create: { policyNumber: 'POL-1', data: 'd' } },
          },
          include: { visits: true },
        })
        const values = async () => [
          await raw('Patient', 'cardNumber'),
          await raw('Visit', 'note'),
          await raw('Insurance', 'policyNumber'),
        ]
        const before = await values()
        await client.patient.update(
          untyped({
            where: { id: 'p1', cardNumber: absent, visits: absent },
            data: {
              cardNumber: absent,
              name: 'Ada L.',
              visits: {
                update: { where: { id: visits[0]?.id, note: absent }, data: { note: absent } },
                updateMany: absent,
                deleteMany: absent,
              },
              insurance: { update: { data: { policyNumber: absent, data: 'e' } }, delete: absent },
              mentor: { upsert: absent },
            },
          }),
        )
        expect(await values()).toEqual(before)
        expect(await client.insurance.findFirst()).toMatchObject({ policyNumber: 'POL-1', data: 'e' })
      })

      test(`${name} under set means what it means to Prisma`, async () => {
        const attempt = async (on: PrismaClient | SealedClient) => {
          await db().clear()
          const patients = on.patient as PrismaClient['patient']
          await patients.create({ data: { ...ada, cardNumber: '4242' } })
          const args = untyped({ where: { id: 'p1' }, data: { cardNumber: { set: absent } } })
          const failed = await patients.update(args).then(
            () => false,
            () => true,
          )
          return { failed, cardNumber: (await patients.findFirst())?.cardNumber }
        }
        expect(await attempt(client)).toEqual(await attempt(db().plain))
      })
    }
  })

  describe('a Json column', () => {
    const meta = {
      note: 'plain note',
      email: 'x@example.com',
      cardNumber: ['4242', { cardNumber: { set: 'y' } }],
      doorCode: null,
      create: { note: 'n' },
      data: { data: { note: 'n' } },
      where: { email: 'x' },
      nested: { visits: { create: [{ note: 'n', meta: { note: 'n' } }] } },
    }

    test('keeps keys named like encrypted fields as they are, at any depth of a write', async () => {
      const mentor = { create: { ...eve, visits: { createMany: { data: [{ note: 'b', meta }] } } } }
      await client.patient.create({ data: { ...ada, mentor, visits: { create: { note: 'a', meta } } } })
      await client.visit.createMany({ data: [{ note: 'c', meta, patientId: 'p1' }] })
      await client.patient.update({
        where: { id: 'p1' },
        data: { visits: { updateMany: { where: { meta: { equals: meta } }, data: { meta } } } },
      })
      const plain = await db().plain.visit.findMany()
      expect(plain.map(visit => visit.meta)).toEqual([meta, meta, meta])
      const opened = await client.visit.findMany({ include: { patient: { include: { visits: true } } } })
      for (const visit of opened) {
        expect(visit.meta).toEqual(meta)
        for (const other of visit.patient.visits) expect(other.meta).toEqual(meta)
      }
      expect(await stored('Visit', 'note')).toEqual(['a', 'b', 'c'])
    })
  })

  describe('arguments', () => {
    const tree = () => ({
      data: {
        ...ada,
        cardNumber: '4242',
        visits: {
          create: [{ note: 'a', meta: { note: 'x' } }, { note: 'b' }],
          createMany: { data: [{ note: 'c' }] },
        },
        mentor: { connectOrCreate: { where: { id: 'p2' }, create: { ...eve, cardNumber: '5555' } } },
        insurance: { create: { policyNumber: 'POL-1' } },
        records: { create: { tenantId: 't1', secret: 's' } },
      },
      include: {
        visits: true,
        mentor: { include: { mentees: true } },
        insurance: { omit: { data: true } },
        records: { select: { secret: true } },
      },
    })

    test('are the same after the call as before it', async () => {
      const args = tree()
      await client.patient.create(args)
      expect(args).toEqual(tree())
    })

    test('may be frozen all through', async () => {
      const row = await client.patient.create(freeze(tree()))
      expect(row.visits.map(visit => visit.note).sort()).toEqual(['a', 'b', 'c'])
      const update = freeze({
        where: { id: 'p1' },
        data: {
          cardNumber: { set: '6' },
          insurance: { upsert: { create: { policyNumber: '7' }, update: { policyNumber: '7' } } },
        },
        include: { insurance: true },
      })
      expect(await client.patient.update(update)).toMatchObject({
        cardNumber: '6',
        insurance: { policyNumber: '7' },
      })
    })

    test('may hold the same object twice', async () => {
      const visit = {
        note: 'twice',
        room: { connectOrCreate: { where: { building_number: wing }, create: wing } },
      }
      await client.patient.create({ data: { ...ada, visits: { create: [visit, visit] } } })
      expect(await stored('Visit', 'note')).toEqual(['twice', 'twice'])
    })

    test('may be instances of classes and objects without a prototype', async () => {
      class NewVisit {
        note = 'from a class'
      }
      const insurance = Object.assign(Object.create(null), { policyNumber: 'POL-1' })
      class NewPatient {
        id = 'p1'
        email = ada.email
        name = 'Ada'
        visits = { create: [new NewVisit()] }
        insurance = { create: insurance }
      }
      await client.patient.create({ data: new NewPatient() })
      expect(await stored('Patient', 'email')).toEqual([ada.email])
      expect(await stored('Visit', 'note')).toEqual(['from a class'])
      expect(await stored('Insurance', 'policyNumber')).toEqual(['POL-1'])
    })
  })
})

function freeze<Value>(value: Value): Value {
  if (typeof value === 'object' && value !== null) Object.values(Object.freeze(value)).forEach(freeze)
  return value
}
