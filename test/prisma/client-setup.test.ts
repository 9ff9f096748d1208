// Setting up a client: what is wrong is said when the client is extended, keys are loaded when they are first
// needed, and the plain client stays what it was.

import { inspect } from 'node:util'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import {
  ConfigError,
  type FieldMap,
  FieldsealError,
  fieldseal,
  generateKeyText,
  type KeySet,
  type KeySource,
  keysFrom,
  keysFromEnv,
} from '../../src/index.js'
import { fields as mysqlFields } from '../generated/mysql/fieldseal/index.js'
import { fields as sqliteFields } from '../generated/sqlite/fieldseal/index.js'
import { onEachDatabase } from '../support/databases.js'
import { sealedClient, testKeySet, testKeys } from '../support/keys.js'
import { rawValues } from './stored-values.js'

const note = 'canary note'
const ada = { id: 'p1', email: 'ada@example.com', cardNumber: 'canary-4242', name: 'Ada' }

/** A source that fails as often as told, and counts. */
function flaky(failures: number): KeySource & { loads: number } {
  return {
    loads: 0,
    async load() {
      this.loads++
      if (this.loads <= failures) throw new Error(`key store down (${this.loads})`)
      return testKeySet()
    },
  }
}

onEachDatabase('setting up a client', db => {
  beforeEach(() => db().clear())

  describe('a field map', () => {
    test('of another schema is refused when the client is extended', () => {
      const other = db().provider === 'sqlite' ? mysqlFields : sqliteFields
      const extend = (fields: FieldMap) => () => db().plain.$extends(fieldseal({ fields, keys: testKeys() }))
      for (const fields of [other, { ...db().fields, schemaHash: '0'.repeat(64) }]) {
        expect(extend(fields)).toThrow(ConfigError)
        expect(extend(fields)).toThrow(/CONFIG_SCHEMA_DRIFT/)
      }
      expect(extend(db().fields)).not.toThrow()
    })

    test('is checked against a client that other extensions have extended', () => {
      const named = db().createPlain().$extends({ name: 'other' })
      expect(() => named.$extends(fieldseal({ fields: db().fields, keys: testKeys() }))).not.toThrow()
      const fields = { ...db().fields, schemaHash: 'x' }
      expect(() => named.$extends(fieldseal({ fields, keys: testKeys() }))).toThrow(/CONFIG_SCHEMA_DRIFT/)
    })

    test('is not taken by what is no client', () => {
      const extend = fieldseal({ fields: db().fields, keys: testKeys() })
      for (const client of [{}, null, undefined, { $extends: () => 1 }]) {
        expect(() => extend(client)).toThrow(/CONFIG_PRISMA_UNSUPPORTED/)
      }
    })
  })

  describe('options', () => {
    const wrong: Readonly<Record<string, readonly [code: string, options: object | undefined | null]>> = {
      nothing: ['CONFIG_OPTION_INVALID', undefined],
      null: ['CONFIG_OPTION_INVALID', null],
      'a misspelt name': ['CONFIG_OPTION_INVALID', { readPlainText: true }],
      'no fields': ['CONFIG_FIELDS_INVALID', { fields: undefined }],
      'fields of another format': ['CONFIG_FIELDS_INVALID', { fields: { ...sqliteFields, format: 2 } }],
      'fields that are text': ['CONFIG_FIELDS_INVALID', { fields: 'fields' }],
      'the whole generated module': ['CONFIG_FIELDS_INVALID', { fields: { fields: sqliteFields } }],
      'no keys': ['CONFIG_KEYS_MISSING', { keys: undefined }],
      'a key for a source': ['CONFIG_KEYS_MISSING', { keys: 'canary-4242' }],
      'a function for a source': ['CONFIG_KEYS_MISSING', { keys: () => testKeySet() }],
      'an application that is no text': ['CONFIG_OPTION_INVALID', { application: 1 }],
      'readPlaintext that is no boolean': ['CONFIG_OPTION_INVALID', { readPlaintext: 'true' }],
    }

    test.each(Object.entries(wrong))('with %s are refused at once', (_, [code, options]) => {
      const complete = options && { fields: db().fields, keys: testKeys(), ...options }
      let error: unknown
      try {
        fieldseal(complete as never)
      } catch (thrown) {
        error = thrown
      }
      expect(error).toBeInstanceOf(ConfigError)
      expect(error).toMatchObject({ name: 'ConfigError', code })
      const { message, fix } = error as ConfigError
      expect(message).toContain(fix)
      expect(inspect(error, { depth: 9 })).not.toContain('canary')
    })

    test('name an application, whose values open under that name alone', async () => {
      const shop = sealedClient(db(), { application: 'shop' })
      await shop.patient.create({ data: ada })
      expect(await shop.patient.findFirst()).toMatchObject(ada)
      for (const application of ['', 'clinic']) {
        const other = sealedClient(db(), { application })
        await expect(other.patient.findFirst()).rejects.toMatchObject({ code: 'OPEN_FAILED' })
      }
    })
  })

  describe('keys', () => {
    test('are loaded once, when they are first needed, however many wait', async () => {
      const keys = flaky(0)
      const client = sealedClient(db(), { keys })
      await client.plainAccount.count()
      await client.patient.findMany({ where: { cardNumber: { gt: 'x' } } }).catch(() => {})
      expect(keys.loads).toBe(0)
      await Promise.all([
        client.patient.create({ data: ada }),
        client.patient.findMany(),
        client.visit.count(),
        client.$transaction(tx => tx.doctor.findMany({ include: { patients: true } })),
      ])
      await client.patient.findMany()
      expect(keys.loads).toBe(1)
    })

    test('that fail to load are asked for again by the next operation', async () => {
      const keys = flaky(2)
      const client = sealedClient(db(), { keys })
      const create = () => client.patient.create({ data: ada })
      await expect(create()).rejects.toThrow('key store down (1)')
      const outcomes = await Promise.allSettled([create(), client.patient.findMany(), client.patient.count()])
      expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected'])
      expect(keys.loads).toBe(2)
      expect(await db().plain.patient.count()).toBe(0)
      expect(await create()).toMatchObject(ada)
      expect(await client.patient.findMany()).toMatchObject([ada])
      expect(keys.loads).toBe(3)
    })

    test('that fail to load keep nobody from models without protected fields', async () => {
      const client = sealedClient(db(), { keys: flaky(Number.POSITIVE_INFINITY) })
      expect(await client.plainAccount.create({ data: { tenant: 't', username: 'u' } })).toMatchObject({
        username: 'u',
      })
      expect(await client.plainAccount.findMany({ include: { posts: true } })).toHaveLength(1)
    })

    test('of a source that throws at once fail the operation alone', async () => {
      let loads = 0
      const keys: KeySource = {
        load() {
          loads++
          if (loads === 1) throw new Error('not yet')
          return testKeySet()
        },
      }
      const client = sealedClient(db(), { keys })
      await expect(client.patient.create({ data: ada })).rejects.toThrow('not yet')
      expect(await client.patient.create({ data: ada })).toMatchObject(ada)
    })

    test('of a source that gives something else are refused with a typed error', async () => {
      for (const set of [undefined, {}, { data: 'canary-4242' }, { data: [] }]) {
        const client = sealedClient(db(), { keys: { load: () => set as unknown as KeySet } })
        const error: unknown = await client.patient.create({ data: ada }).catch(reason => reason)
        expect(error).toBeInstanceOf(FieldsealError)
        expect(inspect(error, { depth: 9 })).not.toContain('canary')
      }
    })

    test('of a callback are asked for again after a failure that tells nothing', async () => {
      let calls = 0
      const key = generateKeyText()
      const keys = keysFrom(async () => {
        calls++
        if (calls === 1) throw new Error(`cannot read canary ${key}`)
        return { data: [{ id: 'a', key }], index: [{ id: 'b', key: generateKeyText() }] }
      })
      const client = sealedClient(db(), { keys })
      const error: unknown = await client.patient.create({ data: ada }).catch(reason => reason)
      expect(error).toMatchObject({ name: 'KeyError', code: 'KEY_SOURCE_FAILED' })
      expect(inspect(error, { depth: 9, showHidden: true })).not.toMatch(/canary/)
      expect(await client.patient.create({ data: ada })).toMatchObject(ada)
      expect((await rawValues(db(), 'Patient', 'cardNumber'))[0]).toMatch(/^fs1\.a\./)
    })

    describe('from the environment', () => {
      const variables = ['FIELDSEAL_KEYS', 'FIELDSEAL_INDEX_KEYS'] as const
      const before = variables.map(name => process.env[name])

      afterEach(() => {
        for (const [n, name] of variables.entries()) {
          if (before[n] === undefined) delete process.env[name]
          else process.env[name] = before[n]
        }
      })

      test('seal with the first and open with every one', async () => {
        const [first, second, index] = [generateKeyText(), generateKeyText(), generateKeyText()]
        const FIELDSEAL_INDEX_KEYS = `i1:${index}`
        const old = sealedClient(db(), {
          keys: keysFromEnv({ FIELDSEAL_KEYS: `k1:${first}`, FIELDSEAL_INDEX_KEYS }),
        })
        await old.patient.create({ data: ada })
        const rotated = sealedClient(db(), {
          keys: keysFromEnv({ FIELDSEAL_KEYS: `k2:${second}, k1:${first}`, FIELDSEAL_INDEX_KEYS }),
        })
        expect(await rotated.patient.findFirst()).toMatchObject(ada)
        await rotated.patient.update({ where: { id: 'p1' }, data: { cardNumber: 'new' } })
        expect((await rawValues(db(), 'Patient', 'cardNumber'))[0]).toMatch(/^fs1\.k2\./)
        await expect(old.patient.findFirst()).rejects.toMatchObject({ code: 'KEY_UNKNOWN' })
      })

      test('are read from process.env, when they are first needed', async () => {
        for (const name of variables) delete process.env[name]
        const client = sealedClient(db(), { keys: keysFromEnv() })
        await expect(client.patient.create({ data: ada })).rejects.toMatchObject({
          name: 'ConfigError',
          code: 'CONFIG_KEYS_MISSING',
        })
        process.env.FIELDSEAL_KEYS = `k1:${generateKeyText()}`
        process.env.FIELDSEAL_INDEX_KEYS = `i1:${generateKeyText()}`
        expect(await client.patient.create({ data: ada })).toMatchObject(ada)
      })

      test('that are malformed are refused without being shown', async () => {
        for (const text of ['canary', 'k1:canary', 'K1:canary', `k1:${'canary4242'.repeat(5)}`]) {
          const client = sealedClient(db(), { keys: keysFromEnv({ FIELDSEAL_KEYS: text }) })
          const error: unknown = await client.patient.create({ data: ada }).catch(reason => reason)
          expect(error).toMatchObject({ name: 'KeyError', code: 'KEY_INVALID' })
          expect(inspect(error, { depth: 9, showHidden: true })).not.toContain('canary')
        }
        expect(await db().plain.patient.count()).toBe(0)
      })
    })
  })

  describe('several clients', () => {
    test('of one plain client keep their keys apart, and leave it as it was', async () => {
      const plain = db().createPlain()
      const one = sealedClient(db(), { keys: testKeys(['k1']) }, plain)
      const other = sealedClient(db(), { keys: testKeys(['k2', 'k1']) }, plain)
      await one.patient.create({ data: ada })
      expect(await other.patient.findFirst()).toMatchObject(ada)
      await other.patient.update({ where: { id: 'p1' }, data: { cardNumber: 'by the other' } })
      await expect(one.patient.findFirst()).rejects.toMatchObject({ code: 'KEY_UNKNOWN' })
      const row = await plain.patient.findFirstOrThrow()
      expect(row.cardNumber).toMatch(/^fs1\.k2\./)
      expect(row.email).toMatch(/^fs1\.k1\./)
      expect(row).toHaveProperty('emailIndex')
    })

    test('see what the plain client writes as not sealed', async () => {
      const plain = db().createPlain()
      const client = sealedClient(db(), {}, plain)
      await plain.patient.create({ data: ada })
      expect(await plain.patient.findFirst()).toMatchObject(ada)
      await expect(client.patient.findFirst()).rejects.toMatchObject({ code: 'OPEN_NOT_SEALED' })
    })

    test('of one extension work side by side', async () => {
      const extension = fieldseal({ fields: db().fields, keys: testKeys() })
      const [one, other] = [db().createPlain().$extends(extension), db().createPlain().$extends(extension)]
      await one.patient.create({ data: ada })
      expect(await other.patient.findFirst()).toMatchObject(ada)
    })

    test('are not made of a client that has the extension already', () => {
      const client = sealedClient(db())
      const again = () => client.$extends(fieldseal({ fields: db().fields, keys: testKeys() }))
      expect(again).toThrow(ConfigError)
    })

    test("have the members of Prisma's own", async () => {
      const client = sealedClient(db())
      await client.$connect()
      const rows = await client.$queryRawUnsafe<unknown[]>('SELECT 1 AS one')
      expect(rows).toHaveLength(1)
      expect(client.patient.fields.email).toMatchObject({ modelName: 'Patient', name: 'email' })
      await client.$disconnect()
      expect(await client.patient.count()).toBe(0)
    })
  })

  describe('what Prisma reports', () => {
    test('in its query events holds no plain value', async () => {
      const plain = db().createPlain({ log: [{ emit: 'event', level: 'query' }] })
      const events: string[] = []
      plain.$on('query', event => events.push(JSON.stringify(event)))
      const client = plain.$extends(fieldseal({ fields: db().fields, keys: testKeys() }))
      await client.patient.create({ data: { ...ada, visits: { create: { note } } } })
      await client.patient.update({ where: { id: 'p1' }, data: { cardNumber: { set: 'canary-5555' } } })
      await client.patient.findMany({ where: { email: ada.email }, include: { visits: true } })
      expect(events.length).toBeGreaterThan(3)
      for (const event of events) expect(event).not.toMatch(/canary|ada@example/)
    })

    test('in its errors holds no plain value of an encrypted field', async () => {
      const client = sealedClient(db(), {}, db().createPlain({ errorFormat: 'pretty' }))
      await client.patient.create({ data: ada })
      const failures = [
        client.patient.create({ data: ada }),
        client.patient.create({ data: { ...ada, name: 5 as never } }),
        client.patient.update({ where: { id: 'nobody' }, data: { cardNumber: ada.cardNumber } }),
        client.patient.update({
          where: { id: 'p1' },
          data: {
            cardNumber: ada.cardNumber,
            visits: { create: { note, kind: 'NOPE' as never } },
          },
        }),
        client.patient.findMany({ where: { email: ada.email, name: { equals: 5 as never } } }),
        client.visit.create({ data: { note, patientId: 'nobody' } }),
      ]
      for (const failure of failures) {
        const error: unknown = await failure.catch(reason => reason)
        expect(error).toMatchObject({ name: expect.stringMatching(/^PrismaClient/) })
        expect(inspect(error, { depth: 9, showHidden: true })).not.toMatch(/canary|ada@example/)
      }
    })

    test('about arguments of the wrong shape holds no plain value of an encrypted field', async () => {
      const client = sealedClient(db())
      const shapes: readonly object[] = [
        { ...ada, visits: [{ create: { note } }] },
        { ...ada, visits: { create: [[{ note }]] } },
        { ...ada, visits: { createMany: { data: [[{ note }]] } } },
        { ...ada, visits: { createMany: [[{ data: { note } }]] } },
        [{ ...ada }],
      ]
      for (const data of shapes) {
        const error: unknown = await client.patient.create({ data: data as never }).catch(reason => reason)
        expect(error).toBeInstanceOf(Error)
        expect(inspect(error, { depth: 9, showHidden: true })).not.toMatch(/canary|ada@example/)
      }
    })
  })

  test('a query extension declared after fieldseal is refused; others are not', async () => {
    const client = sealedClient(db())
    const late = {
      query: {
        $allModels: { $allOperations: ({ args, query }: never) => (query as (a: unknown) => never)(args) },
      },
    }
    expect(() => client.$extends(late as object)).toThrow(
      expect.objectContaining({ code: 'CONFIG_EXTENDED_AFTER' }),
    )
    expect(() =>
      client.$extends(((inner: typeof client) => inner.$extends(late as object)) as never),
    ).toThrow(expect.objectContaining({ code: 'CONFIG_EXTENDED_AFTER' }))
    const counting = client.$extends({ client: { answer: () => 42 } })
    expect(counting.answer()).toBe(42)
    expect(await counting.patient.count()).toBeGreaterThanOrEqual(0)
    expect(() => counting.$extends(late as object)).toThrow(
      expect.objectContaining({ code: 'CONFIG_EXTENDED_AFTER' }),
    )
  })
})
