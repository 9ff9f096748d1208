// Values of every type, in text and in bytes columns: what is read is what was written, of the same class;
// what a type does not hold is refused before anything is sent, without a word of the value.

import { inspect } from 'node:util'
import { Decimal } from '@prisma/client/runtime/client'
import { beforeEach, describe, expect, test } from 'vitest'
import type { ValueType } from '../../src/core/value-type.js'
import { QueryError } from '../../src/errors.js'
import { typed } from '../generated/sqlite/fieldseal/index.js'
import { Prisma } from '../generated/sqlite/prisma/client.js'
import { onEachDatabase } from '../support/databases.js'
import { type SealedClient, sealedClient } from '../support/keys.js'
import { rawValues, storedValues } from './stored-values.js'
import { watchQueries } from './watch-queries.js'

const allBytes = Uint8Array.from({ length: 256 }, (_, n) => n)
const longDecimal = `-${'9'.repeat(500)}.${'1'.repeat(500)}`

/** What each type holds. */
const values: Readonly<Record<ValueType, readonly unknown[]>> = {
  String: [
    '',
    ' ',
    'ünïcödé 😀',
    'a\0b',
    '\ufeffBOM',
    'line\r\nbreak',
    'null',
    'fs1.k1.AAAA',
    '\u{10ffff}',
    '{"set":1}',
  ],
  Int: [0, 1, -1, 2_147_483_647, -2_147_483_648],
  BigInt: [0n, -1n, 2n ** 63n - 1n, -(2n ** 63n), 10n ** 60n],
  Float: [0, -0, 1.5, 0.1 + 0.2, Number.MAX_VALUE, Number.MIN_VALUE, -1e-300, 2 ** 53],
  Decimal: [
    '0',
    '-1.5',
    '0.1',
    '123456789012345678901234567890.123456789',
    '1e-20',
    '-1e30',
    longDecimal,
  ].map(text => new Decimal(text)),
  Boolean: [true, false],
  DateTime: [0, 1, -1, 8.64e15, -8.64e15, Date.UTC(2020, 1, 29, 12, 34, 56, 789)].map(time => new Date(time)),
  Json: [
    true,
    0,
    '',
    'text',
    [],
    {},
    [null, [1.5, { a: [] }]],
    { set: 1 },
    { set: { set: 1 }, email: 'x' },
    { $type: 'DateTime', value: '2020-01-01T00:00:00.000Z' },
    { constructor: 1, toString: 'x', 'ключ 😀': '\0' },
  ],
  Bytes: [new Uint8Array(0), allBytes, Uint8Array.of(0xf5, 1, 2, 107, 49)],
}

/** What a type takes beside its own values, and what is read then. */
const accepted: readonly (readonly [ValueType, unknown, unknown])[] = [
  ['BigInt', 42, 42n],
  ['BigInt', Number.MAX_SAFE_INTEGER, 9_007_199_254_740_991n],
  ['Decimal', '1.10', new Decimal('1.1')],
  ['Decimal', 0.1, new Decimal('0.1')],
  ['Decimal', 12n, new Decimal('12')],
  ['DateTime', '2020-02-29T12:34:56.789Z', new Date(Date.UTC(2020, 1, 29, 12, 34, 56, 789))],
  ['DateTime', '2020-02-29T12:34:56+02:00', new Date(Date.UTC(2020, 1, 29, 10, 34, 56))],
  ['Bytes', Buffer.from('text'), new TextEncoder().encode('text')],
  ['Bytes', Buffer.from('a longer text').subarray(2, 8), new TextEncoder().encode('longer')],
  ['Json', { when: new Date(0), gone: undefined }, { when: '1970-01-01T00:00:00.000Z' }],
]

/** What each type refuses. */
const refused: Readonly<Record<ValueType, readonly unknown[]>> = {
  String: [
    5,
    true,
    1n,
    {},
    [],
    ['a'],
    new Date(0),
    allBytes,
    '\ud800',
    'a\udc00b',
    { increment: 1 },
    Symbol('s'),
  ],
  Int: ['5', 1.5, Number.NaN, Number.POSITIVE_INFINITY, 2_147_483_648, 5n, true, {}, { increment: 1 }],
  BigInt: ['5', 1.5, 2 ** 53, true, {}, { increment: 1 }],
  Float: ['1', Number.NaN, Number.NEGATIVE_INFINITY, 1n, false, {}],
  Decimal: ['', 'abc', '1,5', Number.NaN, new Decimal(Number.NaN), new Decimal(Infinity), true, {}, '1e9999'],
  Boolean: ['true', 0, 1, {}, []],
  DateTime: ['yesterday', '2020-02-30T00:00:00Z', '2020-01-01', '', new Date(Number.NaN), 0, {}],
  Json: [[undefined], Number.NaN, [Number.POSITIVE_INFINITY], 1n, { a: 1n }, () => 1, Symbol('s'), allBytes],
  Bytes: ['text', [1, 2], { 0: 1 }, 5, new Uint16Array(2)],
}

const types = Object.keys(values) as ValueType[]
const fields = types.flatMap(type => [`text${type}`, `blob${type}`])

/** Something for each encrypted column, by its name. */
type Columns<Value = readonly unknown[]> = Readonly<Record<string, Value>>

function columnsOf<Value>(make: (type: ValueType) => Value): Columns<Value> {
  return Object.fromEntries(fields.map(field => [field, make(field.slice(4) as ValueType)]))
}

function mapColumns<From, To>(from: Columns<From>, change: (value: From, field: string) => To): Columns<To> {
  return Object.fromEntries(Object.entries(from).map(([field, value]) => [field, change(value, field)]))
}

onEachDatabase('values', db => {
  let client: SealedClient
  let statements: string[]
  beforeEach(async () => {
    if (!client) {
      const watched = watchQueries(db())
      client = sealedClient(db(), {}, watched.plain)
      statements = watched.statements
    }
    await db().clear()
    statements.length = 0
  })

  /** The data of a row that holds `value` in `field`, past the types, which take one column's type only. */
  const rowWith = (field: string, value: unknown) => row({ [field]: value })
  const row = (data: object) => ({ label: 'l', secret: 's', ...data }) as never

  /** Writes each field's values into as many rows, and reads them back. */
  async function writeAndRead(written: Columns): Promise<Columns> {
    const count = Math.max(...Object.values(written).map(list => list.length))
    const rows = Array.from({ length: count }, (_, n) => row(mapColumns(written, list => list[n] ?? null)))
    await client.vault.createMany({ data: rows })
    const read: Record<string, unknown>[] = await client.vault.findMany({ orderBy: { id: 'asc' } })
    return mapColumns(written, (list, field) => read.slice(0, list.length).map(one => one[field]))
  }

  test('are read as they were written, and stored sealed', async () => {
    const written = columnsOf(type => values[type])
    expect(await writeAndRead(written)).toStrictEqual(written)
    for (const [field, list] of Object.entries(written)) {
      expect(await storedValues(db(), 'Vault', field)).toHaveLength(list.length)
      for (const stored of await rawValues(db(), 'Vault', field)) {
        if (stored === null) continue
        if (field.startsWith('text')) expect(stored).toMatch(/^fs1\.k1\.[\w-]+$/)
        else expect([...(stored as Uint8Array).subarray(0, 5)]).toEqual([0xf5, 1, 2, 107, 49])
      }
    }
  })

  test('of neighbouring types are taken where nothing is lost', async () => {
    const column = (part: 1 | 2) =>
      columnsOf(type => accepted.filter(([of]) => of === type).map(entry => entry[part]))
    expect(await writeAndRead(column(1))).toStrictEqual(column(2))
  })

  test('are null where null or nothing was written', async () => {
    await client.vault.createMany({ data: [row(columnsOf(() => null)), row(columnsOf(() => undefined))] })
    for (const field of fields) expect(await rawValues(db(), 'Vault', field)).toEqual([null, null])
    expect(await client.vault.findMany()).toMatchObject([columnsOf(() => null), columnsOf(() => null)])
  })

  test('can be updated, in both forms, and set to null', async () => {
    const { id } = await client.vault.create({ data: row({}) })
    const update = (data: object) => client.vault.update({ where: { id }, data })
    const [first, second] = [columnsOf(type => values[type][0]), columnsOf(type => values[type].at(-1))]
    const nulls = columnsOf(() => null)
    expect(await update(first)).toMatchObject(first)
    expect(await update(mapColumns(second, set => ({ set })))).toMatchObject(second)
    expect(await update(nulls)).toMatchObject(nulls)
    expect(await update(first)).toMatchObject(first)
    for (const field of fields) expect(await storedValues(db(), 'Vault', field)).toHaveLength(1)
    expect(await update(mapColumns(nulls, set => ({ set })))).toMatchObject(nulls)
    for (const field of fields) expect(await rawValues(db(), 'Vault', field)).toEqual([null])
  })

  test('of Json that look like a set operation are values in a create, and operations in an update', async () => {
    const read = async () => (await client.vault.findFirstOrThrow()).textJson as unknown
    const { id } = await client.vault.create({ data: rowWith('textJson', { set: { set: 1 } }) })
    expect(await read()).toEqual({ set: { set: 1 } })
    await client.vault.update({ where: { id }, data: row({ textJson: { set: { set: 2 } } }) })
    expect(await read()).toEqual({ set: 2 })
    await client.vault.update({ where: { id }, data: row({ textJson: { set: 1, more: 2 } }) })
    expect(await read()).toEqual({ set: 1, more: 2 })
    await client.vault.upsert({
      where: { id: id + 1 },
      create: row({ id: id + 1, textJson: { set: 3 } }),
      update: {},
    })
    expect(await client.vault.findUnique({ where: { id: id + 1 } })).toMatchObject({ textJson: { set: 3 } })
  })

  test.each(fields)('of another type are refused in %s, and nothing is sent', async field => {
    for (const value of refused[field.slice(4) as ValueType]) {
      const attempt = client.vault.create({ data: rowWith(field, value) })
      await expect(attempt, inspect(value)).rejects.toMatchObject({
        name: 'QueryError',
        code: 'QUERY_VALUE_INVALID',
        model: 'Vault',
        field,
      })
    }
    expect(statements).toEqual([])
  })

  test('come as the classes that Prisma gives', async () => {
    const read = await client.vault.create({
      data: {
        label: 'l',
        secret: 's',
        blobBytes: Buffer.from('x'),
        textBytes: typed.Vault.textBytes(Buffer.from('x')),
        textDecimal: typed.Vault.textDecimal(new Prisma.Decimal('1.5')),
        textDateTime: typed.Vault.textDateTime(new Date(0)),
        textBigInt: typed.Vault.textBigInt(1n),
      },
    })
    expect(read.textDecimal).toBeInstanceOf(Prisma.Decimal)
    expect(String(read.textDecimal)).toBe('1.5')
    for (const bytes of [read.blobBytes, read.textBytes]) {
      expect(Object.getPrototypeOf(bytes)).toBe(Uint8Array.prototype)
    }
    expect(read.textDateTime).toBeInstanceOf(Date)
    expect(typeof read.textBigInt).toBe('bigint')
  })

  test('that are read may be changed without changing what is read next', async () => {
    const { id } = await client.vault.create({
      data: row({ textJson: { list: [1] }, blobBytes: Uint8Array.of(1) }),
    })
    const find = (): Promise<object> => client.vault.findUniqueOrThrow({ where: { id } })
    const [one, other] = (await Promise.all([find(), find()])) as {
      textJson: { list: number[] }
      blobBytes: Uint8Array
    }[]
    one?.textJson.list.push(2)
    one?.blobBytes.fill(9)
    expect(other).toMatchObject({ textJson: { list: [1] }, blobBytes: Uint8Array.of(1) })
  })

  test('of 1 MiB come back whole, from text and from bytes', async () => {
    const text = 'ü😀ab'.repeat(2 ** 17)
    const bytes = new TextEncoder().encode(text)
    const { id } = await client.vault.create({
      data: { label: 'l', secret: text, blobString: text as never, textBytes: bytes as never },
    })
    const row = await client.vault.findUniqueOrThrow({ where: { id } })
    expect(bytes.length).toBe(2 ** 20)
    expect(row.secret === text && (row.blobString as unknown) === text).toBe(true)
    expect(Buffer.compare(row.textBytes as unknown as Uint8Array, bytes)).toBe(0)
  })

  test('of 16 MiB come back whole', async ({ skip }) => {
    skip(db().name !== 'sqlite', 'one database is enough')
    const secret = 'x'.repeat(2 ** 24)
    const { id } = await client.vault.create({ data: { label: 'l', secret } })
    const row = await client.vault.findUniqueOrThrow({ where: { id }, select: { secret: true } })
    expect(row.secret === secret).toBe(true)
  })

  describe('the refusal of a value', () => {
    const canary = '4242-canary\ud800'
    const writes: Readonly<Record<string, () => Promise<unknown>>> = {
      create: () => client.vault.create({ data: rowWith('textString', canary) }),
      createMany: () =>
        client.vault.createMany({
          data: [rowWith('textString', 'fine'), rowWith('textString', canary)] as never,
        }),
      update: () => client.vault.update({ where: { id: 1 }, data: { textString: canary } }),
      'update with set': () =>
        client.vault.update({ where: { id: 1 }, data: { textString: { set: canary } } }),
      updateMany: () => client.vault.updateMany({ data: { textString: canary } }),
      'the create of an upsert': () =>
        client.vault.upsert({ where: { id: 1 }, create: rowWith('textString', canary), update: {} }),
      'the update of an upsert': () =>
        client.vault.upsert({
          where: { id: 1 },
          create: { label: 'l', secret: 's' },
          update: { textString: canary },
        }),
      'a number': () => client.vault.create({ data: rowWith('textInt', 424_242.5) }),
      'a decimal': () => client.vault.create({ data: rowWith('textDecimal', '4242-canary') }),
      'a date': () => client.vault.create({ data: rowWith('textDateTime', '4242-canary') }),
      'a Json value': () =>
        client.vault.create({ data: rowWith('textJson', { canary: ['4242-canary', 4242n] }) }),
      'an object for a string': () =>
        client.vault.create({ data: rowWith('textString', { canary: '4242-canary' }) }),
    }

    test.each(Object.entries(writes))('in %s names the field and never the value', async (_, write) => {
      const error: unknown = await write().then(
        () => undefined,
        reason => reason,
      )
      expect(error).toBeInstanceOf(QueryError)
      const { code, model, field, fix, message, stack } = error as QueryError
      expect({ code, model }).toEqual({ code: 'QUERY_VALUE_INVALID', model: 'Vault' })
      expect(message).toContain(`Vault.${field}`)
      expect(message).toContain(fix)
      const shown = [message, stack, JSON.stringify(error), inspect(error, { depth: 9, showHidden: true })]
      for (const text of shown) expect(text).not.toMatch(/canary|4242/)
      expect(statements).toEqual([])
    })

    test('of a nested row keeps the whole tree from being written', async () => {
      const attempt = client.patient.create({
        data: {
          email: 'a@example.com',
          name: 'Ada',
          visits: { create: [{ note: 'fine' }, { note: 5 as never }] },
        },
      })
      await expect(attempt).rejects.toMatchObject({
        code: 'QUERY_VALUE_INVALID',
        model: 'Visit',
        field: 'note',
      })
      expect(await db().plain.patient.count()).toBe(0)
    })
  })

  test('null for a required field is refused as Prisma refuses it', async () => {
    const attempt = client.vault.create({ data: { label: 'l', secret: null as never } })
    await expect(attempt).rejects.toMatchObject({ name: 'PrismaClientValidationError' })
    const missing = client.vault.create({ data: { label: 'l' } as never })
    await expect(missing).rejects.toMatchObject({ name: 'PrismaClientValidationError' })
    expect(await db().plain.vault.count()).toBe(0)
  })

  test("Prisma's marker objects are refused: a column of text or bytes takes none of them", async () => {
    const markers = [Prisma.DbNull, Prisma.JsonNull, Prisma.AnyNull, db().plain.vault.fields.label]
    for (const marker of markers) {
      for (const value of [marker, [marker]]) {
        const attempt = client.vault.create({ data: rowWith('textJson', value) })
        await expect(attempt).rejects.toMatchObject({ code: 'QUERY_VALUE_INVALID', field: 'textJson' })
      }
    }
    expect(await db().plain.vault.count()).toBe(0)
  })
})
