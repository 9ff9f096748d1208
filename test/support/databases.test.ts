// Each database takes what the schema has to offer: links, composite ids, nested writes, Json and Bytes.

import { beforeEach, expect, test } from 'vitest'
import { onEachDatabase } from './databases.js'

onEachDatabase('a plain client', db => {
  beforeEach(() => db().clear())

  test('has a table with every column for each model', async () => {
    const { plain, fields } = db()
    for (const name of Object.keys(fields.models)) {
      const delegate = plain[`${name[0]?.toLowerCase()}${name.slice(1)}` as 'patient']
      expect(await delegate.findMany()).toEqual([])
    }
  })

  test('creates and reads a row', async () => {
    const { plain } = db()
    const doctor = await plain.doctor.create({ data: { name: 'Grace' } })
    expect(await plain.doctor.findUnique({ where: { id: doctor.id } })).toEqual(doctor)
    expect(await db().rawColumn('doctors', 'full_name')).toEqual(['Grace'])
  })

  test('links both ways of an implicit many-to-many relation', async () => {
    const { plain } = db()
    await plain.patient.create({
      data: { email: 'a', name: 'Ada', doctors: { create: [{ name: 'G' }, { name: 'H' }] } },
    })
    const doctors = await plain.doctor.findMany({ include: { patients: true }, orderBy: { name: 'asc' } })
    expect(doctors.map(doctor => doctor.patients.map(patient => patient.name))).toEqual([['Ada'], ['Ada']])
  })

  test('writes a tree in one call and reaches a composite id', async () => {
    const { plain } = db()
    await plain.patient.create({
      data: {
        email: 'a',
        name: 'Ada',
        mentor: { create: { email: 'b', name: 'Babbage' } },
        insurance: { create: { policyNumber: '1', data: 'x' } },
        visits: { create: { note: 'fine', kind: 'SURGERY', room: { create: { building: 'A', number: 7 } } } },
      },
    })
    const room = await plain.room.findUniqueOrThrow({
      where: { building_number: { building: 'A', number: 7 } },
      include: { visits: { include: { patient: { include: { mentor: true, insurance: true } } } } },
    })
    expect(room.visits[0]).toMatchObject({
      kind: 'SURGERY',
      patient: { name: 'Ada', mentor: { name: 'Babbage' }, insurance: { data: 'x' } },
    })
  })

  test('stores Json and Bytes', async () => {
    const { plain } = db()
    const patient = await plain.patient.create({ data: { email: 'a', name: 'Ada' } })
    const meta = { note: ['x', 1, null], nested: { email: true } }
    const visit = await plain.visit.create({ data: { note: 'n', meta, patientId: patient.id } })
    expect(visit.meta).toEqual(meta)
    const vault = await plain.vault.create({
      data: { label: 'v', secret: 's', blobBytes: new Uint8Array([0, 255, 7]) },
    })
    expect([...(vault.blobBytes ?? [])]).toEqual([0, 255, 7])
    expect(await db().rawColumn('Vault', 'label', `${db().quote('secret')} = 's'`)).toEqual(['v'])
  })

  test('undoes a failed transaction', async () => {
    const { plain } = db()
    const attempt = plain.$transaction(async tx => {
      await tx.doctor.create({ data: { name: 'lost' } })
      throw new Error('stop')
    })
    await expect(attempt).rejects.toThrow('stop')
    expect(await plain.doctor.count()).toBe(0)
  })

  test('reports queries to a client that asks for them', async () => {
    const client = db().createPlain({ log: [{ emit: 'event', level: 'query' }] })
    const queries: string[] = []
    client.$on('query', event => queries.push(event.query))
    await client.doctor.findMany()
    expect(queries).toHaveLength(1)
  })
})
