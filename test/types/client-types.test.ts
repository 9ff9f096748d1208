// The types of an extended client: fields annotated with a `type:` read as that type wherever a row comes from,
// and `typed` passes plain values to Prisma's inputs. The compiler checks this file; at run time it does nothing.

import { describe, expectTypeOf, test } from 'vitest'
import { type FieldMap, fieldseal, keysFromEnv } from '../../src/index.js'
import { type Bytes, fields, type JsonValue, typed } from '../generated/sqlite/fieldseal/index.js'
import type { Prisma, PrismaClient } from '../generated/sqlite/prisma/client.js'

type Decimal = Prisma.Decimal

const extend = (plain: PrismaClient) => plain.$extends(fieldseal({ fields, keys: keysFromEnv() }))
type Client = ReturnType<typeof extend>

/** Takes a function for its types, and never calls it. */
function check(_use: (client: Client) => unknown): void {}

const where = { id: 'p1' }

describe('what is read', () => {
  test('has the annotated types', () => {
    check(async client => {
      const patient = await client.patient.findUniqueOrThrow({ where })
      expectTypeOf(patient.age).toEqualTypeOf<number | null>()
      expectTypeOf(patient.history).toEqualTypeOf<JsonValue | null>()
      expectTypeOf(patient.email).toEqualTypeOf<string>()
      expectTypeOf(patient.cardNumber).toEqualTypeOf<string | null>()
      expectTypeOf(patient.name).toEqualTypeOf<string>()
      expectTypeOf(patient.createdAt).toEqualTypeOf<Date>()
      const vault = await client.vault.findFirstOrThrow()
      expectTypeOf(vault.secret).toEqualTypeOf<string>()
      expectTypeOf(vault.textString).toEqualTypeOf<string | null>()
      expectTypeOf(vault.textInt).toEqualTypeOf<number | null>()
      expectTypeOf(vault.textBigInt).toEqualTypeOf<bigint | null>()
      expectTypeOf(vault.textFloat).toEqualTypeOf<number | null>()
      expectTypeOf(vault.textDecimal).toEqualTypeOf<Decimal | null>()
      expectTypeOf(vault.textBoolean).toEqualTypeOf<boolean | null>()
      expectTypeOf(vault.textDateTime).toEqualTypeOf<Date | null>()
      expectTypeOf(vault.textJson).toEqualTypeOf<JsonValue | null>()
      expectTypeOf(vault.textBytes).toEqualTypeOf<Bytes | null>()
      expectTypeOf(vault.blobString).toEqualTypeOf<string | null>()
      expectTypeOf(vault.blobInt).toEqualTypeOf<number | null>()
      expectTypeOf(vault.blobBigInt).toEqualTypeOf<bigint | null>()
      expectTypeOf(vault.blobFloat).toEqualTypeOf<number | null>()
      expectTypeOf(vault.blobDecimal).toEqualTypeOf<Decimal | null>()
      expectTypeOf(vault.blobBoolean).toEqualTypeOf<boolean | null>()
      expectTypeOf(vault.blobDateTime).toEqualTypeOf<Date | null>()
      expectTypeOf(vault.blobJson).toEqualTypeOf<JsonValue | null>()
      expectTypeOf(vault.blobBytes).toEqualTypeOf<Bytes | null>()
    })
  })

  test('has them from every operation that gives rows', () => {
    check(async client => {
      const data = { email: 'a', name: 'Ada' }
      const rows = [
        ...(await client.patient.findMany()),
        await client.patient.findUnique({ where }),
        await client.patient.findFirst(),
        await client.patient.create({ data }),
        await client.patient.update({ where, data }),
        await client.patient.upsert({ where, create: data, update: data }),
        await client.patient.delete({ where }),
        ...(await client.patient.createManyAndReturn({ data })),
        ...(await client.patient.updateManyAndReturn({ data })),
      ]
      expectTypeOf(rows[0]?.age).toEqualTypeOf<number | null | undefined>()
      const [account] = await client.account.findMany()
      expectTypeOf(account?.birthDate).toEqualTypeOf<Date | null | undefined>()
      expectTypeOf(account?.score).toEqualTypeOf<number | null | undefined>()
    })
  })

  test('has them through select, include and omit, at any depth', () => {
    check(async client => {
      const selected = await client.patient.findUniqueOrThrow({
        where,
        select: { age: true, mentor: { select: { history: true, mentees: { select: { age: true } } } } },
      })
      expectTypeOf(selected.age).toEqualTypeOf<number | null>()
      expectTypeOf(selected.mentor?.history).toEqualTypeOf<JsonValue | null | undefined>()
      expectTypeOf(selected.mentor?.mentees[0]?.age).toEqualTypeOf<number | null | undefined>()
      // @ts-expect-error: the field was not selected
      selected.email
      const visit = await client.visit.findFirstOrThrow({
        include: {
          patient: { include: { mentor: true, mentees: true } },
          doctor: { include: { patients: true } },
        },
      })
      expectTypeOf(visit.patient.age).toEqualTypeOf<number | null>()
      expectTypeOf(visit.patient.mentor?.history).toEqualTypeOf<JsonValue | null | undefined>()
      expectTypeOf(visit.patient.mentees[0]?.age).toEqualTypeOf<number | null | undefined>()
      expectTypeOf(visit.doctor?.patients[0]?.age).toEqualTypeOf<number | null | undefined>()
      const omitted = await client.patient.findFirstOrThrow({ omit: { email: true } })
      expectTypeOf(omitted.age).toEqualTypeOf<number | null>()
      // @ts-expect-error: the field was omitted
      omitted.email
    })
  })

  test('has them through the fluent API', () => {
    check(async client => {
      const patient = await client.visit.findUnique({ where: { id: 1 } }).patient()
      expectTypeOf(patient?.age).toEqualTypeOf<number | null | undefined>()
      const mentees = await client.patient.findUnique({ where }).mentor().mentees()
      expectTypeOf(mentees?.[0]?.history).toEqualTypeOf<JsonValue | null | undefined>()
    })
  })

  test('has them in transactions', () => {
    check(async client => {
      const [row, count] = await client.$transaction([
        client.patient.findFirstOrThrow(),
        client.patient.count(),
      ])
      expectTypeOf(row.age).toEqualTypeOf<number | null>()
      expectTypeOf(count).toEqualTypeOf<number>()
      const age = await client.$transaction(async tx => {
        const { age } = await tx.patient.findFirstOrThrow({ select: { age: true } })
        return age
      })
      expectTypeOf(age).toEqualTypeOf<number | null>()
    })
  })

  test("has them in the application's own computed fields, declared after", () => {
    check(async client => {
      const extended = client.$extends({
        result: {
          patient: {
            isAdult: {
              needs: { age: true, name: true },
              compute({ age, name }) {
                expectTypeOf(age).toEqualTypeOf<number | null>()
                expectTypeOf(name).toEqualTypeOf<string>()
                return (age ?? 0) >= 18
              },
            },
          },
        },
      })
      const patient = await extended.patient.findFirstOrThrow()
      expectTypeOf(patient.isAdult).toEqualTypeOf<boolean>()
      expectTypeOf(patient.age).toEqualTypeOf<number | null>()
    })
  })

  test("keeps Prisma's types with a field map that carries none", () => {
    const withoutTypes = (plain: PrismaClient, map: FieldMap) =>
      plain.$extends(fieldseal({ fields: map, keys: keysFromEnv() }))
    expectTypeOf<
      Awaited<ReturnType<ReturnType<typeof withoutTypes>['patient']['findFirstOrThrow']>>['age']
    >().toEqualTypeOf<string | null>()
  })
})

describe('what is written', () => {
  test('passes through typed, in every place that takes a value', () => {
    check(async client => {
      const data = {
        email: 'a',
        name: 'Ada',
        age: typed.Patient.age(42),
        history: typed.Patient.history({ a: [1, null] }),
      }
      await client.patient.create({ data })
      await client.patient.createMany({ data: [data] })
      await client.patient.update({ where, data: { age: typed.Patient.age(null), history: null } })
      await client.patient.update({ where, data: { age: { set: typed.Patient.age(42) } } })
      await client.patient.upsert({ where, create: data, update: { age: typed.Patient.age(undefined) } })
      await client.visit.create({ data: { note: 'n', patient: { create: data } } })
      await client.vault.create({
        data: {
          label: 'l',
          secret: 's',
          textInt: typed.Vault.textInt(1),
          textBigInt: typed.Vault.textBigInt(1n),
          textDateTime: typed.Vault.textDateTime(new Date()),
          textBoolean: typed.Vault.textBoolean(true),
          textBytes: typed.Vault.textBytes(new Uint8Array(1)),
          blobString: typed.Vault.blobString('x'),
          blobJson: typed.Vault.blobJson(['x']),
        },
      })
    })
  })

  test('is refused by the compiler where the type is another', () => {
    check(async client => {
      // @ts-expect-error: a string is no Int
      typed.Patient.age('42')
      // @ts-expect-error: a boolean is no Int
      typed.Vault.textInt(true)
      // @ts-expect-error: a string is no Boolean
      typed.Vault.textBoolean('true')
      // @ts-expect-error: a string is no Bytes
      typed.Vault.textBytes('x')
      // @ts-expect-error: a number is no String
      typed.Vault.blobString(1)
      // @ts-expect-error: a function is no Json
      typed.Patient.history(() => 1)
      // @ts-expect-error: a field whose column has the annotated type needs no helper
      typed.Patient.email
      // @ts-expect-error: a model without typed fields has no helpers
      typed.Visit
      // @ts-expect-error: a String field takes text as it is
      await client.patient.update({ where, data: { cardNumber: 42 } })
      // @ts-expect-error: Prisma's own type of the column is String
      await client.patient.update({ where, data: { age: 42 } })
      // @ts-expect-error: a typed value of another storage does not fit
      await client.vault.updateMany({ data: { textInt: typed.Vault.blobInt(1) } })
    })
  })
})

describe('setting up', () => {
  test('is refused by the compiler with wrong options', () => {
    check(() => {
      const keys = keysFromEnv()
      fieldseal({ fields, keys, application: 'shop', readPlaintext: true })
      // @ts-expect-error: keys are missing
      fieldseal({ fields })
      // @ts-expect-error: fields are missing
      fieldseal({ keys })
      // @ts-expect-error: a misspelt option
      fieldseal({ fields, keys, readPlainText: true })
      // @ts-expect-error: a function is no source of keys
      fieldseal({ fields, keys: () => keys.load() })
    })
  })

  test('gives a client whose type an application can name', () => {
    type Tx = Parameters<Parameters<Client['$transaction']>[0]>[0]
    const find = (on: Pick<Client, 'patient'>) => on.patient.findFirst()
    check(client => client.$transaction((tx: Tx) => Promise.all([find(tx), find(client)])))
    expectTypeOf<Client>().toHaveProperty('$queryRaw')
    expectTypeOf<Client>().not.toHaveProperty('$on')
  })
})
