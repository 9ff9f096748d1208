// Errors are provoked on every operation, and every query is logged: no plain value of a protected or masked field
// stands in what Prisma or the database says. And masks do not come back as data.

import { inspect } from 'node:util'
import { beforeEach, describe, expect, test } from 'vitest'
import { SecretTexts } from '../../src/masking/secret-texts.js'
import { quietText } from '../../src/prisma/quiet-errors.js'
import { type Database, onEachDatabase } from '../support/databases.js'
import { type SealedClient, sealedClient } from '../support/keys.js'

const name = 'SECRET-"quoted"-name'
const secrets = {
  name,
  email: 'SECRET@b.example',
  cardNumber: 'SECRET-card',
  taxId: 'SECRET-tax',
  lastIp: 'SECRET-ip',
}
const wrong = { city: 5 as never }
const filter = { taxId: 'SECRET-tax', name: { in: ['SECRET-a', 'SECRET-b'] }, ...wrong }
const payments = {
  create: [{ amount: 5, iban: 'SECRET-iban', phone: 'SECRET-phone', ...{ note: undefined } }],
}

type Delegate = SealedClient['cardholder']

/** Each fails: in Prisma's validation, or in the database on a unique that is taken. */
const failing: Readonly<Record<string, (holders: Delegate) => unknown>> = {
  findUnique: holders => holders.findUnique({ where: { id: 5 as never, ...secrets } }),
  findUniqueOrThrow: holders => holders.findUniqueOrThrow({ where: { taxId: 'SECRET-none' } }),
  findFirst: holders => holders.findFirst({ where: filter }),
  findFirstOrThrow: holders => holders.findFirstOrThrow({ where: { name: 'SECRET-none' } }),
  findMany: holders => holders.findMany({ where: filter }),
  'findMany, a date': holders => holders.findMany({ where: { salary: new Date(0) as never, ...filter } }),
  create: holders => holders.create({ data: { ...secrets, email: 'SECRET@c.example' } }),
  'create, validation': holders => holders.create({ data: { ...secrets, ...wrong } }),
  'create, nested': holders => holders.create({ data: { ...secrets, ...wrong, payments } }),
  createMany: holders => holders.createMany({ data: [{ ...secrets, email: 'SECRET@d.example' }] }),
  'createMany, validation': holders => holders.createMany({ data: [{ ...secrets, ...wrong }] }),
  createManyAndReturn: holders => holders.createManyAndReturn({ data: [{ ...secrets, ...wrong }] }),
  update: holders => holders.update({ where: { taxId: 'SECRET-none' }, data: secrets }),
  'update, validation': holders =>
    holders.update({ where: { taxId: 'SECRET-tax' }, data: { ...secrets, ...wrong } }),
  updateMany: holders => holders.updateMany({ where: filter, data: secrets }),
  'updateMany, a type': holders => holders.updateMany({ data: { salary: 'SECRET-salary' as never } }),
  updateManyAndReturn: holders => holders.updateManyAndReturn({ where: filter, data: secrets }),
  upsert: holders =>
    holders.upsert({ where: { taxId: 'SECRET-x' }, create: { ...secrets, ...wrong }, update: secrets }),
  delete: holders => holders.delete({ where: { taxId: 'SECRET-none' } }),
  deleteMany: holders => holders.deleteMany({ where: filter }),
  count: holders => holders.count({ where: filter }),
  aggregate: holders => holders.aggregate({ where: filter, _max: { salary: true } }),
  groupBy: holders => holders.groupBy({ by: ['city'], where: filter }),
}

async function quietClient(db: Database) {
  const plain = db.createPlain({
    log: [
      { emit: 'event', level: 'query' },
      { emit: 'event', level: 'error' },
    ],
    errorFormat: 'pretty',
  })
  const events: string[] = []
  plain.$on('query', event => events.push(`${event.query} ${event.params}`))
  plain.$on('error', event => events.push(event.message))
  const client = sealedClient(db, {}, plain as never)
  await client.cardholder.create({ data: { ...secrets, salary: 92111 } })
  return { client, events }
}

onEachDatabase('an error', db => {
  beforeEach(() => db().clear())

  test.each(Object.keys(failing))('of %s holds no value, nor do the events', async operation => {
    const { client, events } = await quietClient(db())
    const run = failing[operation] as (holders: Delegate) => unknown
    const error = await Promise.resolve()
      .then(() => run(client.cardholder))
      .then(
        () => undefined,
        (thrown: unknown) => thrown,
      )
    expect(error).toBeInstanceOf(Error)
    expect(inspect(error, { depth: null, showHidden: true })).not.toContain('SECRET')
    expect(JSON.stringify([error, String((error as Error).stack)])).not.toContain('SECRET')
    expect(events.join('\n')).not.toContain('SECRET')
    expect(events.length).toBeGreaterThan(0)
  })

  test('of a transaction, a batch or a nested write holds no value', async () => {
    const { client, events } = await quietClient(db())
    const again = { ...secrets, email: 'SECRET@other.example' }
    const taken = { create: { amount: 1, iban: 'SECRET-iban', cardholder: { create: again } } }
    const runs = [
      () => client.$transaction([client.cardholder.count(), client.cardholder.create({ data: again })]),
      () => client.$transaction(tx => tx.cardholder.create({ data: again })),
      () => client.payment.create({ data: taken.create }),
      () =>
        client.cardholder.update({
          where: { taxId: 'SECRET-tax' },
          data: { payments: { create: { ...taken.create, ...wrong } } },
        }),
    ]
    for (const run of runs) {
      const error = await run().catch((thrown: unknown) => thrown)
      expect(error).toBeInstanceOf(Error)
      expect(inspect(error, { depth: null, showHidden: true })).not.toContain('SECRET')
    }
    expect(events.join('\n')).not.toContain('SECRET')
  })

  test('still says what is wrong', async () => {
    const { client } = await quietClient(db())
    const create = client.cardholder.create({ data: { ...secrets, ...wrong } })
    await expect(create).rejects.toThrow(
      'Argument `city`: Invalid value provided. Expected String or Null, provided Int.',
    )
    const again = client.cardholder.create({ data: { ...secrets, taxId: 'other' } })
    await expect(again).rejects.toMatchObject({ code: 'P2002', meta: { target: ['email'] } })
  })
})

onEachDatabase('a mask as data', db => {
  beforeEach(() => db().clear())

  test('is refused for a masked field, at any depth and in any form', async () => {
    const client = sealedClient(db())
    const row = await client.cardholder.create({ data: { ...secrets, payments } })
    const masked = JSON.parse(JSON.stringify(row))
    const writes = [
      () => client.cardholder.updateMany({ data: { cardNumber: masked.cardNumber } }),
      () => client.cardholder.update({ where: { id: row.id }, data: { name: { set: '•••• 4242' } } }),
      () => client.cardholder.create({ data: { ...masked, id: 'copy' } }),
      () => client.cardholder.updateMany({ data: { salary: masked.email } }),
      () =>
        client.cardholder.update({
          where: { id: row.id },
          data: { payments: { updateMany: { where: {}, data: { phone: '•••• ••67' } } } },
        }),
    ]
    for (const write of writes) await expect(write()).rejects.toMatchObject({ code: 'QUERY_MASK_WRITTEN' })
  })

  test('may stand in other fields', async () => {
    const client = sealedClient(db())
    const row = await client.cardholder.create({ data: { ...secrets, city: '•••• 4242' } })
    expect(row.city).toBe('•••• 4242')
  })

  test('a row handed over as data leaves its masked fields out, as a spread does', async () => {
    const client = sealedClient(db())
    const row = await client.cardholder.create({ data: secrets })
    await client.cardholder.update({ where: { id: row.id }, data: row as never })
    const copy = client.cardholder.create({ data: row as never })
    await expect(copy).rejects.toThrow('Argument `name` is missing')
    const [stored] = await client.cardholder.findMany()
    expect(stored?.cardNumber).toBe('SECRET-card')
  })
})

describe('a quiet text', () => {
  const texts = new SecretTexts()
  for (const value of ['ab', 'a "b" c', 42, new Date(0), { deep: ['Ärger'] }, 7n, 'x']) texts.add(value)

  test.each([
    ['name: "ab", about', 'name: "•••", about'],
    [String.raw`name: "a \"b\" c"`, 'name: "•••"'],
    ['salary: 42, 1420', 'salary: •••, 1420'],
    ['at 1970-01-01T00:00:00.000Z', 'at •••'],
    ['Ärger!', '•••!'],
    ['xylophone', 'xylophone'],
    ["Duplicate entry 'other row' for key 'k'", "Duplicate entry (•••) for key 'k'"],
    ['DETAIL: Failing row contains (1, other).', 'DETAIL: (•••).'],
    ['Key (tax)=(other) already exists', 'Key (tax)=(•••) already exists'],
  ])('%j', (text, expected) => {
    expect(quietText(text, texts)).toBe(expected)
  })

  test('has no source lines of the caller, coloured or not', () => {
    const lines = [
      'Invalid call invocation in',
      'a.ts:2:3',
      '',
      '  1 const a = "z"',
      '→ 2 const b = "y"; await db.m.create(',
      'Bad.',
    ]
    const colored = lines.map(line => line.replace(/^( *)(\d+)/, '\u001b[2m$1$2\u001b[22m'))
    for (const all of [lines, colored]) expect(quietText(all.join('\n'), texts)).not.toMatch(/"[zy]"/)
  })
})
