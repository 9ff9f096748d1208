// Masked rows among other extensions, and what TypeScript says of them.

import { inspect } from 'node:util'
import { afterAll, beforeAll, expect, expectTypeOf, test } from 'vitest'
import { fieldseal } from '../../src/prisma/extension.js'
import { type Database, openDatabase } from '../support/databases.js'
import { sealedClient, testKeys } from '../support/keys.js'

const card = '4012888888881881'
const billing = { id: 'b1', roles: ['billing'] }
let db: Database

beforeAll(async () => {
  db = await openDatabase('sqlite')
  const data = { id: 'grace', name: 'Grace Hopper', email: 'grace@navy.example', cardNumber: card }
  await sealedClient(db).cardholder.create({ data })
})
afterAll(() => db.close())

function computingClient() {
  return db
    .createPlain()
    .$extends({
      result: {
        cardholder: {
          isVisa: { needs: { cardNumber: true }, compute: row => row.cardNumber?.startsWith('4') },
        },
      },
    })
    .$extends(fieldseal({ fields: db.fields, keys: testKeys() }))
}

test("another extension's computed fields get values, and their rows stay masked", async () => {
  const client = computingClient()
  const row = await client.cardholder.findUniqueOrThrow({ where: { id: 'grace' } })
  expect(row.isVisa).toBe(true)
  expect(row.cardNumber).toBe(card)
  expect(JSON.parse(JSON.stringify(row))).toMatchObject({ cardNumber: '401288 •••••• 1881', isVisa: true })
  for (const options of [
    {},
    { showHidden: true, getters: true },
    { showProxy: true },
    { customInspect: false },
  ])
    expect(inspect(row, { depth: null, ...options })).not.toContain(card)
  expect(JSON.stringify({ ...row })).not.toContain(card)
  expect(JSON.stringify(await client.cardholder.findMany())).not.toContain(card)
})

test('rows with computed fields can be revealed', async () => {
  const client = computingClient()
  const rows = await client.cardholder.findMany()
  const [revealed] = await client.$as(billing, () => client.$reveal(rows))
  expect(JSON.parse(JSON.stringify(revealed))).toMatchObject({ cardNumber: card, isVisa: true })
})

test('the types of rows and of what is revealed are those of Prisma', async () => {
  const client = sealedClient(db)
  const rows = await client.$as(billing, () =>
    client.cardholder.findMany({ select: { cardNumber: true, salary: true } }),
  )
  expectTypeOf(rows).toEqualTypeOf<{ cardNumber: string | null; salary: number | null }[]>()
  const revealed = await client.$as(billing, () => client.$reveal(rows[0], { reason: 'refund' }))
  expectTypeOf(revealed).toEqualTypeOf<(typeof rows)[number] | undefined>()
  const viewer = await client.$as(billing, () => 7)
  expectTypeOf(viewer).toEqualTypeOf<number>()
})

test('a transaction has the same methods', async () => {
  const client = sealedClient(db)
  const revealed = await client.$transaction(async tx => {
    const row = await tx.cardholder.findUniqueOrThrow({ where: { id: 'grace' } })
    return tx.$as(billing, () => tx.$reveal(row))
  })
  expect({ ...revealed }.cardNumber).toBe(card)
})
