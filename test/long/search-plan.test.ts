// Among a million rows, a search by a protected field goes through the index that the schema gives it: said by the
// database itself of the very SQL that was sent. How long it takes is measured in bench/.

import { beforeAll, expect, test } from 'vitest'
import { typed } from '../generated/sqlite/fieldseal/index.js'
import { type Database, onEachDatabase } from '../support/databases.js'
import { type SealedClient, sealedClient, testKeys } from '../support/keys.js'
import { fillAccounts } from './fill-accounts.js'

const { birthDate } = typed.Account
const minutes = 60_000

/** PGlite keeps everything in memory. */
const rowCount = (db: Database) => (db.name === 'pglite' ? 100_000 : 1_000_000)

const ada = {
  tenant: 't1',
  username: 'ada',
  ssn: '123456789',
  lastName: 'lovelace',
  birthDate: birthDate(new Date('1815-12-10T00:00:00.000Z')),
  sessionToken: 'token',
}

/** One statement as it was sent. */
interface Sent {
  readonly query: string
  readonly params: string
}

/** What the database says it will do for a statement: one line for each step. */
async function planOf(db: Database, { query, params }: Sent): Promise<string> {
  const explain = { sqlite: 'EXPLAIN QUERY PLAN', postgresql: 'EXPLAIN', mysql: 'EXPLAIN' }[db.provider]
  const rows = await db.raw(`${explain} ${query}`, ...JSON.parse(params))
  if (db.provider === 'mysql') return rows.map(({ table, type, key }) => `${table} ${type} ${key}`).join('\n')
  return rows.map(row => row.detail ?? row['QUERY PLAN']).join('\n')
}

/** Reading every row of a table, or every entry of an index; `sub` and `<derived2>` are what a count found already. */
const scan = /\bSCAN (?!sub)|Seq Scan|^[^<].* (ALL|index) /m

/** Each search, and the index that has to answer it. */
const searches: readonly [name: string, index: RegExp, search: (client: SealedClient) => Promise<unknown>][] =
  [
    [
      'a unique',
      /Account_usernameIndex_key/,
      ({ account }) => account.findUnique({ where: { username: 'ADA' } }),
    ],
    [
      'a token',
      /Account_sessionToken_key/,
      ({ account }) => account.findUnique({ where: { sessionToken: 'token' } }),
    ],
    [
      'a compound unique',
      /Account_(tenant_ssnIndex_key|ssnIndex_idx)/,
      ({ account }) => account.findUnique({ where: { tenant_ssn: { tenant: 't1', ssn: '123456789' } } }),
    ],
    [
      'equality',
      /Account_lastNameIndex_idx/,
      ({ account }) => account.findFirst({ where: { lastName: 'lovelace' } }),
    ],
    [
      'one of some',
      /Account_ssnIndex_idx/,
      ({ account }) => account.findMany({ where: { ssn: { in: ['1', '2', '3'] } } }),
    ],
    [
      'a date',
      /Account_birthDateIndex_idx/,
      ({ account }) => account.findMany({ where: { birthDate: ada.birthDate } }),
    ],
    [
      'a combination',
      /Account_(nameBirth|lastName|birthDate)Index_idx/,
      ({ account }) => account.findFirst({ where: { lastName: 'lovelace', birthDate: ada.birthDate } }),
    ],
    [
      'a count',
      /Account_lastNameIndex_idx/,
      ({ account }) => account.count({ where: { lastName: 'lovelace' } }),
    ],
    ['another model', /Post_titleIndex_idx/, ({ post }) => post.findFirst({ where: { title: 'notes' } })],
  ]

onEachDatabase('searching a million rows', db => {
  const sent: Sent[] = []
  let client: SealedClient
  let rotating: SealedClient
  beforeAll(async () => {
    const watched = db().createPlain({ log: [{ emit: 'event', level: 'query' }] })
    watched.$on('query', event => sent.push(event))
    client = sealedClient(db(), {}, watched as never)
    rotating = sealedClient(db(), { keys: testKeys(['k1'], ['i2', 'i1']) }, watched as never)
    await client.account.create({ data: { ...ada, posts: { create: { title: 'notes' } } } })
    await fillAccounts(db(), rowCount(db()))
  }, 10 * minutes)

  /** The plan of each SELECT that a search sends. */
  async function plansOf(search: () => Promise<unknown>): Promise<string[]> {
    sent.length = 0
    await search()
    const selects = sent.filter(({ query }) => query.startsWith('SELECT'))
    expect(selects).not.toEqual([])
    return Promise.all(selects.map(select => planOf(db(), select)))
  }

  test.each(searches)('by %s goes through its index', async (_name, index, search) => {
    for (const plan of await plansOf(() => search(client))) {
      expect(plan).toMatch(index)
      expect(plan).not.toMatch(scan)
    }
  })

  test.each(searches)('by %s does so while index keys rotate', async (_name, index, search) => {
    for (const plan of await plansOf(() => search(rotating))) {
      expect(plan).toMatch(index)
      expect(plan).not.toMatch(scan)
    }
  })
})
