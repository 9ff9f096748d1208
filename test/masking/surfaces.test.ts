// A row is put out in every way of surfaces.ts, alone and at any nesting: never a plain value, and the mask where
// the table says so.

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readPage } from '../docs/code-block.js'
import { type Database, openDatabase } from '../support/databases.js'
import { sealedClient } from '../support/keys.js'
import { languageSurfaces, type Outcome, type PutOut, packageSurfaces } from './surfaces.js'

const secrets = [
  'Grace Hopper',
  'grace@navy.example',
  '4012888888881881',
  '1906-12-09',
  '078-05-1120',
  '92111',
  'DE89370400440532013000',
]
const masks = ['G••• H•••', 'g•••@n•••', '401288 •••••• 1881', '1906 •• ••', '••••••••', '•••• 3000']

let db: Database
let row: object
beforeAll(async () => {
  db = await openDatabase('sqlite')
  row = await storeRow()
})
afterAll(() => db.close())

async function storeRow(): Promise<object> {
  const { cardholder } = sealedClient(db)
  const payments = {
    create: [
      { amount: 5, iban: 'DE89370400440532013000' },
      { amount: 7, iban: 'DE89370400440532013000' },
    ],
  }
  const data = {
    name: 'Grace Hopper',
    email: 'grace@navy.example',
    cardNumber: '4012888888881881',
    birthDate: new Date('1906-12-09') as never,
    taxId: '078-05-1120',
    salary: 92111,
    payments,
  }
  return cardholder.create({ data, include: { payments: { include: { cardholder: true } } } })
}

/** What the application hands over: the row, or something of its own that holds it. */
const nestings: Readonly<Record<string, (row: object) => object>> = {
  alone: row => row,
  'in an object': row => ({ data: { patient: row } }),
  'in a list': row => [row, row],
}

describe.each(Object.entries({ ...languageSurfaces, ...packageSurfaces }))('%s', (_, [outcome, putOut]) => {
  test.each(Object.keys(nestings))('gives no value of a row %s', async nesting => {
    const text = await textOf(putOut, (nestings[nesting] as (row: object) => object)(row), outcome)
    for (const secret of secrets) expect(text).not.toContain(secret)
    if (outcome === 'mask' && nesting === 'in an object')
      expect(masks.some(mask => text.includes(mask))).toBe(true)
  })
})

test('gives no value from a Map or a Set', async () => {
  for (const value of [new Map([['row', row]]), new Set([row])]) {
    for (const [outcome, putOut] of Object.values(languageSurfaces)) {
      const text = await textOf(putOut, value, outcome)
      for (const secret of secrets) expect(text).not.toContain(secret)
    }
  }
})

test('docs/masking.md has the same table', () => {
  const rows = [...readPage('docs/masking.md').matchAll(/^\| (.+) \| (mask|left out|refused) \|$/gm)]
  const surfaces = Object.entries({ ...languageSurfaces, ...packageSurfaces })
  expect(rows.map(([, name, outcome]) => [name, outcome])).toEqual(
    surfaces.map(([name, [outcome]]) => [name, outcome]),
  )
})

test('the value is read by name', () => {
  expect(row).toMatchObject({ name: 'Grace Hopper', cardNumber: '4012888888881881', salary: 92111 })
})

test('a value that code assigns is masked as well', async () => {
  const changed = await sealedClient(db).cardholder.findFirstOrThrow()
  changed.cardNumber = '378282246310005'
  changed.city = 'Berlin'
  expect(changed.cardNumber).toBe('378282246310005')
  expect(JSON.parse(JSON.stringify(changed))).toMatchObject({
    cardNumber: '378282 •••••• 0005',
    city: 'Berlin',
  })
  expect({ ...changed }).not.toHaveProperty('cardNumber')
})

test('JSON has the columns in their order, and leaves `omit` out', () => {
  const keys = Object.keys(JSON.parse(JSON.stringify(row)))
  expect(keys).toEqual([
    'id',
    'name',
    'email',
    'cardNumber',
    'birthDate',
    'taxId',
    'salary',
    'lastIp',
    'userId',
    'city',
    'payments',
  ])
})

async function textOf(putOut: PutOut, value: object, outcome: Outcome): Promise<string> {
  try {
    return await putOut(value)
  } catch (error) {
    if (outcome !== 'refused') throw error
    return String((error as Error).stack)
  }
}
