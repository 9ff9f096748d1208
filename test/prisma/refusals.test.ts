// What ciphertext cannot answer is refused wherever it stands, before anything is sent; what it can answer,
// a check for null, is answered as on a plain column.

import { inspect } from 'node:util'
import { beforeAll, describe, expect, test } from 'vitest'
import { FieldsealError, QueryError } from '../../src/errors.js'
import { onEachDatabase, type PrismaClient } from '../support/databases.js'
import { type SealedClient, sealedClient } from '../support/keys.js'
import { watchQueries } from './watch-queries.js'

const canary = 'canary-4242'
const wing = { building: 'A', number: 7 }

const whereOperations = [
  'findUnique',
  'findUniqueOrThrow',
  'findFirst',
  'findFirstOrThrow',
  'findMany',
  'count',
  'aggregate',
  'update',
  'updateMany',
  'updateManyAndReturn',
  'upsert',
  'delete',
  'deleteMany',
] as const

/** A call with arguments that Prisma's types may not have. */
type Call = (on: LooseClient) => Promise<unknown>
type LooseClient = Record<
  'patient' | 'visit' | 'room' | 'doctor' | 'vault',
  Record<Operation, LooseOperation>
>
type LooseOperation = (args: object) => Promise<unknown>
type Operation = (typeof whereOperations)[number] | 'create' | 'groupBy'

/** Model, field and operator that the error names, and the call. */
type Case = readonly [model: string, field: string, operator: string, call: Call]

onEachDatabase('refusals', db => {
  let client: SealedClient
  let loose: LooseClient
  let statements: string[]

  beforeAll(async () => {
    const watched = watchQueries(db())
    statements = watched.statements
    client = sealedClient(db(), {}, watched.plain)
    loose = client as unknown as LooseClient
    await client.room.createMany({
      data: [
        { ...wing, doorCode: '1234' },
        { building: 'A', number: 8 },
      ],
    })
    await client.patient.create({
      data: {
        id: 'p1',
        email: 'ada@example.com',
        name: 'Ada',
        cardNumber: '1',
        visits: { create: [{ note: 'n', building: 'A', roomNumber: 7 }] },
        doctors: { create: { name: 'Grace' } },
      },
    })
    await client.patient.create({
      data: {
        id: 'p2',
        email: 'eve@example.com',
        name: 'Eve',
        mentorId: 'p1',
        visits: { create: [{ note: 'n', building: 'A', roomNumber: 8 }, { note: 'm' }] },
      },
    })
  })

  async function expectRefused([model, field, operator, call]: Case): Promise<void> {
    statements.length = 0
    const error: unknown = await Promise.resolve()
      .then(() => call(loose))
      .then(
        result => `was answered: ${inspect(result)}`,
        reason => reason,
      )
    expect(error).toBeInstanceOf(QueryError)
    const { fix, message } = error as QueryError
    expect(error).toMatchObject({ code: 'QUERY_UNSUPPORTED', model, field, operator })
    expect(message).toContain(`${model}.${field}: `)
    expect(fix).toMatch(/^[A-Z].+\.$/)
    expect(message).toContain(fix)
    for (const text of [message, JSON.stringify(error), inspect(error, { depth: 9, showHidden: true })]) {
      expect(text).not.toContain(canary)
    }
    expect(statements).toEqual([])
  }

  /** One test for a table of cases, which fails with the name of the case. */
  async function expectAllRefused(cases: Readonly<Record<string, Case>>): Promise<void> {
    for (const [name, one] of Object.entries(cases)) {
      await expectRefused(one).catch(error => {
        throw new Error(`${name}: ${error.message}`, { cause: error })
      })
    }
  }

  describe('a filter', () => {
    const filters: readonly (readonly [operator: string, filter: unknown])[] = [
      ['equals', canary],
      ['equals', { equals: canary }],
      ['in', { in: [canary] }],
      ['in', { in: [canary, null] }],
      ['notIn', { notIn: [canary] }],
      ['not', { not: canary }],
      ['not', { not: { equals: canary } }],
      ['not', { not: { in: [canary] } }],
      ['not', { not: { not: canary } }],
      ['not', { not: { contains: canary } }],
      ['lt', { lt: canary }],
      ['lte', { lte: canary }],
      ['gt', { gt: canary }],
      ['gte', { gte: canary }],
      ['contains', { contains: canary }],
      ['startsWith', { startsWith: canary }],
      ['endsWith', { endsWith: canary }],
      ['search', { search: canary }],
      ['contains', { contains: canary, mode: 'insensitive' }],
      ['gt', { not: null, gt: canary }],
      ['contains', { equals: null, contains: canary }],
      ['path', { path: ['a'], equals: canary }],
      ['somethingNew', { somethingNew: canary }],
      ['equals', [canary]],
      ['equals', new Date(0)],
      ['equals', Uint8Array.of(1)],
    ]

    test.each(filters)('with %s is refused: %j', (operator, filter) =>
      expectAllRefused({
        'on text': [
          'Patient',
          'cardNumber',
          operator,
          on => on.patient.findMany({ where: { cardNumber: filter } }),
        ],
        'on a required field': [
          'Visit',
          'note',
          operator,
          on => on.visit.findMany({ where: { note: filter } }),
        ],
        'on a mapped column': [
          'Room',
          'doorCode',
          operator,
          on => on.room.findMany({ where: { doorCode: filter } }),
        ],
        'on a number': ['Patient', 'age', operator, on => on.patient.findMany({ where: { age: filter } })],
        'on Json': [
          'Patient',
          'history',
          operator,
          on => on.patient.findMany({ where: { history: filter } }),
        ],
        'on bytes': [
          'Vault',
          'blobString',
          operator,
          on => on.vault.findMany({ where: { blobString: filter } }),
        ],
      }),
    )

    const card = { cardNumber: { contains: canary } }
    const note = { note: { gt: canary } }
    const ofCard = (call: Call): Case => ['Patient', 'cardNumber', 'contains', call]
    const ofNote = (call: Call): Case => ['Visit', 'note', 'gt', call]
    const ofCode = (call: Call): Case => ['Room', 'doorCode', 'in', call]

    test('is refused in every operation', () => {
      const where = { id: 'p1', ...card }
      const more: Readonly<Record<string, object>> = {
        update: { data: { name: 'x' } },
        updateMany: { data: { name: 'x' } },
        updateManyAndReturn: { data: { name: 'x' } },
        upsert: { create: { email: 'x@example.com', name: 'x' }, update: {} },
      }
      const cases: Record<string, Case> = {
        groupBy: ofCard(on => on.patient.groupBy({ where, by: ['name'] })),
      }
      for (const operation of whereOperations) {
        if (operation === 'updateManyAndReturn' && !db().hasReturning) continue
        cases[operation] = ofCard(on => on.patient[operation]({ where, ...more[operation] }))
      }
      return expectAllRefused(cases)
    })

    test('is refused inside AND, OR and NOT, at any depth', () => {
      const find = (where: object) => ofCard(on => on.patient.findMany({ where }))
      return expectAllRefused({
        AND: find({ AND: card }),
        'a list of AND': find({ AND: [{ name: 'Ada' }, card] }),
        OR: find({ OR: [card, { name: 'Ada' }] }),
        'OR of one': find({ OR: card }),
        NOT: find({ NOT: card }),
        'a list of NOT': find({ NOT: [card] }),
        'all of them': find({ AND: [{ OR: [{ NOT: { AND: { OR: [card] } } }] }] }),
        'beside a unique': ofCard(on => on.patient.findUnique({ where: { id: 'p1', AND: [card] } })),
      })
    })

    test('is refused inside filters on relations, at any depth', () => {
      const patients = (where: object) => (on: LooseClient) => on.patient.findMany({ where })
      const visits = (where: object) => (on: LooseClient) => on.visit.findMany({ where })
      const code = { doorCode: { in: [canary] } }
      return expectAllRefused({
        some: ofNote(patients({ visits: { some: note } })),
        every: ofNote(patients({ visits: { every: note } })),
        none: ofNote(patients({ visits: { none: note } })),
        'two of them': ofNote(patients({ visits: { some: { kind: 'SURGERY' }, none: note } })),
        'a single row': ofCard(visits({ patient: card })),
        is: ofCard(visits({ patient: { is: card } })),
        isNot: ofCard(visits({ patient: { isNot: card } })),
        'a composite id': ofCode(visits({ room: code })),
        'is by a composite id': ofCode(visits({ room: { is: { OR: [code] } } })),
        'the model itself': ofCard(patients({ mentor: { mentees: { some: { mentor: { isNot: card } } } } })),
        'through a model without protected fields': ofCode(on =>
          on.doctor.findMany({
            where: { patients: { some: { visits: { every: { room: { is: code } } } } } },
          }),
        ),
        'in a count': ofNote(on =>
          on.doctor.count({ where: { patients: { none: { visits: { some: note } } } } }),
        ),
        'in a deleteMany': ofNote(on => on.room.deleteMany({ where: { visits: { none: note } } })),
      })
    })

    test('is refused inside include and select, at any depth', () => {
      const patients = (args: object) => (on: LooseClient) => on.patient.findMany(args)
      const visits = { where: note }
      return expectAllRefused({
        include: ofNote(patients({ include: { visits } })),
        select: ofNote(patients({ select: { visits } })),
        'beside a selection': ofNote(patients({ include: { visits: { ...visits, select: { id: true } } } })),
        'two levels down': ofNote(on =>
          on.doctor.findMany({ include: { patients: { include: { visits } } } }),
        ),
        'a single row': ofCard(on => on.patient.findMany({ select: { mentor: { where: card } } })),
        '_count in include': ofNote(patients({ include: { _count: { select: { visits } } } })),
        '_count in select': ofNote(patients({ select: { _count: { select: { visits } } } })),
        '_count two levels down': ofCard(on =>
          on.visit.findMany({
            include: { patient: { select: { _count: { select: { mentees: { where: { NOT: card } } } } } } },
          }),
        ),
        'what a create returns': ofNote(on =>
          on.patient.create({ data: { email: 'x@example.com', name: 'x' }, include: { visits } }),
        ),
        'the fluent API': ofNote(async () =>
          client.patient.findUnique({ where: { id: 'p1' } }).visits(visits),
        ),
        'the fluent API, two relations away': ofCard(async () =>
          client.patient
            .findUnique({ where: { id: 'p2' } })
            .mentor()
            .mentees({ where: card }),
        ),
      })
    })

    test('is refused inside nested writes', () => {
      const ofPatient = (data: object) => (on: LooseClient) =>
        on.patient.update({ where: { id: 'p1' }, data })
      const visit = { id: 1, ...note }
      const create = { note: 'x' }
      const policy = { policyNumber: { lt: canary } }
      const ofPolicy = (call: Call): Case => ['Insurance', 'policyNumber', 'lt', call]
      return expectAllRefused({
        updateMany: ofNote(ofPatient({ visits: { updateMany: { where: note, data: { kind: 'SURGERY' } } } })),
        'a list of updateMany': ofNote(
          ofPatient({ visits: { updateMany: [{ where: { AND: [note] }, data: { kind: 'SURGERY' } }] } }),
        ),
        deleteMany: ofNote(ofPatient({ visits: { deleteMany: note } })),
        'a list of deleteMany': ofNote(ofPatient({ visits: { deleteMany: [{}, note] } })),
        update: ofNote(ofPatient({ visits: { update: { where: visit, data: { kind: 'SURGERY' } } } })),
        delete: ofNote(ofPatient({ visits: { delete: [visit] } })),
        connect: ofNote(ofPatient({ visits: { connect: visit } })),
        disconnect: ofCard(ofPatient({ mentees: { disconnect: [{ id: 'p2', ...card }] } })),
        set: ofCard(ofPatient({ mentees: { set: [{ id: 'p2', ...card }] } })),
        upsert: ofNote(ofPatient({ visits: { upsert: { where: visit, create, update: {} } } })),
        connectOrCreate: ofNote(ofPatient({ visits: { connectOrCreate: { where: visit, create } } })),
        'update of a single row': ofPolicy(
          ofPatient({ insurance: { update: { where: policy, data: { data: 'x' } } } }),
        ),
        'upsert of a single row': ofPolicy(
          ofPatient({ insurance: { upsert: { where: policy, create: { policyNumber: 'x' }, update: {} } } }),
        ),
        'delete of a single row': ofPolicy(ofPatient({ insurance: { delete: policy } })),
        'disconnect of a single row': ofCard(ofPatient({ mentor: { disconnect: card } })),
        'three levels down': ofNote(on =>
          on.doctor.update({
            where: { id: 1 },
            data: { patients: { update: { where: { id: 'p1' }, data: { visits: { deleteMany: note } } } } },
          }),
        ),
        'inside a create': ofCard(on =>
          on.doctor.create({ data: { name: 'x', patients: { connect: { id: 'p1', ...card } } } }),
        ),
        'in the create of an upsert': ofNote(on =>
          on.patient.upsert({
            where: { id: 'p9' },
            create: { email: 'x@example.com', name: 'x', visits: { connect: visit } },
            update: {},
          }),
        ),
        'in the update of an upsert': ofNote(on =>
          on.patient.upsert({
            where: { id: 'p9' },
            create: { email: 'x@example.com', name: 'x' },
            update: { visits: { deleteMany: note } },
          }),
        ),
      })
    })

    test('is refused where a column is compared with another', () => {
      const { cardNumber, name } = client.patient.fields
      const reference = (where: object): Case => {
        const operator = Object.keys(where)[0] as string
        return ['Patient', 'cardNumber', operator, on => on.patient.findMany({ where })]
      }
      return expectAllRefused({
        'the encrypted one with a plain one': [
          'Patient',
          'cardNumber',
          'equals',
          on => on.patient.findMany({ where: { cardNumber: { equals: name } } }),
        ],
        'the encrypted one with itself': [
          'Patient',
          'cardNumber',
          'not',
          on => on.patient.findMany({ where: { cardNumber: { not: cardNumber } } }),
        ],
        'a plain one with the encrypted one': reference({ name: { equals: cardNumber } }),
        'as the value itself': reference({ name: cardNumber }),
        'under not': reference({ name: { not: { contains: cardNumber } } }),
        'under AND and a relation': [
          'Patient',
          'cardNumber',
          'name',
          on => on.visit.findMany({ where: { AND: [{ patient: { is: { name: { lt: cardNumber } } } }] } }),
        ],
      })
    })
  })

  describe('sorting, grouping and aggregating', () => {
    const byCard = (operator: string, call: Call): Case => ['Patient', 'cardNumber', operator, call]
    const find = (operator: string, args: object) => byCard(operator, on => on.patient.findMany(args))
    const group = (operator: string, args: object) =>
      byCard(operator, on => on.patient.groupBy({ by: ['name'], ...args }))

    test('by the value are refused in orderBy', () =>
      expectAllRefused({
        ascending: find('orderBy', { orderBy: { cardNumber: 'asc' } }),
        'nulls last': find('orderBy', { orderBy: { cardNumber: { sort: 'desc', nulls: 'last' } } }),
        'a list': find('orderBy', { orderBy: [{ name: 'asc' }, { cardNumber: 'asc' }] }),
        'a related row': find('orderBy', { orderBy: { mentor: { cardNumber: 'asc' } } }),
        'a row two relations away': byCard('orderBy', on =>
          on.visit.findMany({ orderBy: [{ patient: { mentor: { cardNumber: 'asc' } } }] }),
        ),
        'a row by its composite id': [
          'Room',
          'doorCode',
          'orderBy',
          on => on.visit.findFirst({ orderBy: { room: { doorCode: 'asc' } } }),
        ],
        relevance: find('_relevance', {
          orderBy: { _relevance: { fields: ['name', 'cardNumber'], search: canary, sort: 'asc' } },
        }),
        'one field of relevance': find('_relevance', {
          orderBy: { _relevance: { fields: 'cardNumber', search: canary, sort: 'asc' } },
        }),
        'inside include': [
          'Visit',
          'note',
          'orderBy',
          on => on.patient.findMany({ include: { visits: { orderBy: { note: 'asc' } } } }),
        ],
        'inside select': [
          'Visit',
          'note',
          'orderBy',
          on => on.patient.findMany({ select: { visits: { orderBy: [{ note: 'asc' }] } } }),
        ],
        findFirst: byCard('orderBy', on => on.patient.findFirst({ orderBy: { cardNumber: 'asc' } })),
        count: byCard('orderBy', on => on.patient.count({ orderBy: { cardNumber: 'asc' }, take: 1 })),
        aggregate: byCard('orderBy', on =>
          on.patient.aggregate({ orderBy: { cardNumber: 'asc' }, _count: true }),
        ),
        'the fluent API': [
          'Visit',
          'note',
          'orderBy',
          async () => client.patient.findUnique({ where: { id: 'p1' } }).visits({ orderBy: { note: 'asc' } }),
        ],
      }))

    test('by the value are refused in groupBy', () =>
      expectAllRefused({
        by: byCard('by', on => on.patient.groupBy({ by: ['cardNumber'] })),
        'by one name': byCard('by', on => on.patient.groupBy({ by: 'cardNumber' })),
        'by two names': byCard('by', on => on.patient.groupBy({ by: ['name', 'cardNumber'], _count: true })),
        orderBy: group('orderBy', { orderBy: { cardNumber: 'asc' } }),
        'orderBy the smallest': group('_min', { orderBy: { _min: { cardNumber: 'asc' } } }),
        'orderBy the largest': group('_max', { orderBy: [{ _max: { cardNumber: 'desc' } }] }),
        having: group('contains', { having: { cardNumber: { contains: canary } } }),
        'having equality': group('equals', { having: { cardNumber: canary } }),
        'having in AND': group('gt', { having: { AND: [{ name: 'x' }, { cardNumber: { gt: canary } }] } }),
        'having the smallest': group('_min', { having: { cardNumber: { _min: { equals: canary } } } }),
        'having the largest': group('_max', { having: { NOT: { cardNumber: { _max: { gt: canary } } } } }),
        _min: group('_min', { _min: { cardNumber: true } }),
        _max: group('_max', { _max: { name: true, cardNumber: true } }),
      }))

    test('of the value are refused in aggregate', () => {
      const aggregate = (operator: string, field = 'cardNumber'): Case => [
        'Patient',
        field,
        operator,
        on => on.patient.aggregate({ [operator]: { [field]: true } }),
      ]
      return expectAllRefused({
        _min: aggregate('_min'),
        _max: aggregate('_max'),
        _sum: aggregate('_sum'),
        _avg: aggregate('_avg'),
        'the sum of numbers': aggregate('_sum', 'age'),
        'the average of numbers': aggregate('_avg', 'age'),
      })
    })

    test('by the value are refused in distinct and cursor', () =>
      expectAllRefused({
        distinct: find('distinct', { distinct: ['cardNumber'] }),
        'distinct of one name': find('distinct', { distinct: 'cardNumber' }),
        'distinct of two names': find('distinct', { distinct: ['name', 'cardNumber'] }),
        'distinct inside include': [
          'Visit',
          'note',
          'distinct',
          on => on.patient.findMany({ include: { visits: { distinct: ['note'] } } }),
        ],
        cursor: find('equals', { cursor: { id: 'p1', cardNumber: canary } }),
        'cursor by the value alone': find('equals', { cursor: { cardNumber: canary } }),
        'cursor inside select': [
          'Visit',
          'note',
          'equals',
          on => on.patient.findMany({ select: { visits: { cursor: { id: 1, note: canary } } } }),
        ],
        'findUnique by the value': byCard('equals', on =>
          on.patient.findUnique({ where: { cardNumber: canary } }),
        ),
      }))

    test('go on where the value does not matter', async () => {
      expect(
        await client.patient.findMany({ orderBy: { visits: { _count: 'desc' } }, select: { id: true } }),
      ).toEqual([{ id: 'p2' }, { id: 'p1' }])
      const groups = await client.visit.groupBy({
        by: ['patientId'],
        _count: { note: true },
        orderBy: { _count: { note: 'desc' } },
      })
      expect(groups).toEqual([
        { patientId: 'p2', _count: { note: 2 } },
        { patientId: 'p1', _count: { note: 1 } },
      ])
      expect(await client.patient.count({ select: { cardNumber: true } })).toEqual({ cardNumber: 1 })
    })
  })

  describe('a check for null', () => {
    type Find = (on: PrismaClient) => Promise<readonly object[]>
    const patients =
      (where: object): Find =>
      on =>
        on.patient.findMany({ where, select: { id: true }, orderBy: { id: 'asc' } })
    const visits =
      (where: object): Find =>
      on =>
        on.visit.findMany({ where, select: { patientId: true, building: true }, orderBy: { id: 'asc' } })

    const checks: Readonly<Record<string, readonly [Find, number]>> = {
      null: [patients({ cardNumber: null }), 1],
      'equals null': [patients({ cardNumber: { equals: null } }), 1],
      'not null': [patients({ cardNumber: { not: null } }), 1],
      'not equals null': [patients({ cardNumber: { not: { equals: null } } }), 1],
      'NOT null': [patients({ NOT: { cardNumber: null } }), 1],
      'null or not null': [patients({ OR: [{ cardNumber: null }, { cardNumber: { not: null } }] }), 2],
      'null and not null': [patients({ AND: [{ cardNumber: null }, { cardNumber: { not: null } }] }), 0],
      undefined: [patients({ cardNumber: undefined }), 2],
      'equals undefined': [patients({ cardNumber: { equals: undefined } }), 2],
      'not undefined': [patients({ cardNumber: { not: undefined } }), 2],
      'no operator': [patients({ cardNumber: {} }), 2],
      'a number': [patients({ age: null }), 2],
      'a Json value': [patients({ history: { not: null } }), 0],
      'a related row': [visits({ patient: { cardNumber: null } }), 2],
      'a related row with is': [visits({ patient: { is: { cardNumber: { not: null } } } }), 1],
      'a related row with isNot': [visits({ patient: { isNot: { cardNumber: null } } }), 1],
      'a room': [visits({ room: { doorCode: null } }), 1],
      'no room': [visits({ room: null }), 1],
      'is no room': [visits({ room: { is: null } }), 1],
      some: [patients({ visits: { some: { room: { doorCode: null } } } }), 1],
      every: [patients({ visits: { every: { room: { doorCode: { not: null } } } } }), 1],
      none: [patients({ mentees: { none: { cardNumber: null } } }), 1],
    }

    test.each(Object.entries(checks))(
      '%s finds what it finds on a plain column',
      async (_, [find, count]) => {
        const found = await find(client as unknown as PrismaClient)
        expect(found).toEqual(await find(db().plain))
        expect(found).toHaveLength(count)
      },
    )

    test('works in include, counts and unique lookups', async () => {
      const row = await client.patient.findUnique({
        where: { id: 'p1', cardNumber: { not: null } },
        include: {
          mentees: { where: { cardNumber: null } },
          _count: { select: { mentees: { where: { cardNumber: { not: null } } } } },
        },
      })
      expect(row).toMatchObject({ mentees: [{ id: 'p2' }], _count: { mentees: 0 } })
      expect(await client.patient.findUnique({ where: { id: 'p1', cardNumber: null } })).toBeNull()
      expect(await client.patient.count({ where: { cardNumber: null } })).toBe(1)
    })

    test('works in writes', async () => {
      expect(
        await client.patient.updateMany({ where: { cardNumber: null }, data: { city: 'nowhere' } }),
      ).toEqual({ count: 1 })
      const row = await client.patient.update({
        where: { id: 'p1' },
        data: { mentees: { updateMany: { where: { cardNumber: null }, data: { city: 'somewhere' } } } },
        include: { mentees: true },
      })
      expect(row.mentees).toMatchObject([{ id: 'p2', city: 'somewhere' }])
      expect(
        await client.patient.deleteMany({ where: { AND: [{ id: 'p1' }, { cardNumber: null }] } }),
      ).toEqual({
        count: 0,
      })
    })
  })

  describe('a word that neither the model nor the grammar knows', () => {
    const words: Readonly<Record<string, readonly [model: string, word: string, call: Call]>> = {
      'an argument': ['Patient', 'wher', on => on.patient.findMany({ wher: {} })],
      'a filter': ['Patient', 'cardNumbr', on => on.patient.findMany({ where: { cardNumbr: canary } })],
      'a filter inside AND': [
        'Patient',
        'nope',
        on => on.patient.findMany({ where: { AND: [{ nope: 1 }] } }),
      ],
      data: ['Patient', 'nope', on => on.patient.create({ data: { email: 'x', name: 'x', nope: canary } })],
      'data of an update': [
        'Patient',
        'nope',
        on => on.patient.update({ where: { id: 'p1' }, data: { nope: 1 } }),
      ],
      'data of a nested row': [
        'Visit',
        'nte',
        on => on.patient.update({ where: { id: 'p1' }, data: { visits: { create: { nte: canary } } } }),
      ],
      'a nested write': [
        'Visit',
        'replace',
        on => on.patient.update({ where: { id: 'p1' }, data: { visits: { replace: { note: canary } } } }),
      ],
      'a word inside a nested write': [
        'Visit',
        'having',
        on =>
          on.patient.update({
            where: { id: 'p1' },
            data: { visits: { updateMany: { having: {}, where: {}, data: {} } } },
          }),
      ],
      orderBy: ['Patient', 'nope', on => on.patient.findMany({ orderBy: { nope: 'asc' } })],
      having: ['Patient', 'nope', on => on.patient.groupBy({ by: ['name'], having: { nope: 1 } })],
      'an argument inside include': [
        'Visit',
        'filter',
        on => on.patient.findMany({ include: { visits: { filter: { note: canary } } } }),
      ],
      'a prototype name': ['Patient', 'constructor', on => on.patient.findMany({ constructor: {} })],
      'a prototype name in data': [
        'Patient',
        'toString',
        on => on.patient.create({ data: { email: 'x', name: 'x', toString: 'x' } }),
      ],
    }

    test.each(Object.entries(words))('is refused as %s', async (_, [model, word, call]) => {
      statements.length = 0
      const error: unknown = await call(loose).catch(reason => reason)
      expect(error).toBeInstanceOf(FieldsealError)
      expect(error).toMatchObject({ code: 'QUERY_UNKNOWN_ARGUMENT', model, operator: word })
      expect(inspect(error, { depth: 9 })).not.toContain(canary)
      expect(statements).toEqual([])
    })

    test('is refused in selections and relation filters, by fieldseal or by Prisma', async () => {
      statements.length = 0
      for (const args of [
        { select: { nope: true } },
        { include: { nope: true } },
        { omit: { nope: true } },
        { include: { visits: { select: { nope: true } } } },
        { select: { visits: { include: { nope: true } } } },
        { include: { _count: { select: { nope: true } } } },
        { where: { visits: { nope: {} } } },
        { where: { mentor: { nope: {} } } },
        { where: { mentor: { is: {}, nope: {} } } },
      ]) {
        await expect(loose.patient.findMany(args), inspect(args)).rejects.toThrow('nope')
      }
      expect(statements).toEqual([])
    })
  })

  test('a refused query leaves the client as it was', async () => {
    await expect(client.patient.findMany({ where: { cardNumber: canary } })).rejects.toThrow(QueryError)
    expect(await client.patient.findMany({ where: { cardNumber: null } })).toMatchObject([{ id: 'p2' }])
  })
})
