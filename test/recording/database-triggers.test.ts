// What a trigger of the application's own database writes beside an operation.

import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { onEachDatabase } from '../support/databases.js'
import { type SealedClient, sealedClient } from '../support/keys.js'
import { seedBank } from './seed-bank.js'
import { readTrail } from './trail.js'

onEachDatabase('a trigger that adds a claim to each contract', db => {
  let client: SealedClient

  const run = (sql: string) => db().plain.$executeRawUnsafe(sql)

  beforeAll(async () => {
    client = sealedClient(db())
    const { provider } = db()
    const [table, amount, contractId] = ['Claim', 'amount', 'contractId'].map(name => db().quote(name))
    const insert = `INSERT INTO ${table} (${amount}, ${contractId}) VALUES (9, NEW.id)`
    const head = 'AFTER INSERT ON contracts FOR EACH ROW'
    if (provider !== 'postgresql') return run(`CREATE TRIGGER add_claim ${head} BEGIN ${insert}; END`)
    const body = `$$ BEGIN ${insert}; RETURN NULL; END $$`
    await run(`CREATE FUNCTION add_claim() RETURNS trigger LANGUAGE plpgsql AS ${body}`)
    return run(`CREATE TRIGGER add_claim ${head} EXECUTE FUNCTION add_claim()`)
  })
  afterAll(() => run(`DROP TRIGGER add_claim${db().provider === 'postgresql' ? ' ON contracts' : ''}`))
  beforeEach(() => seedBank(db(), client))

  const contract = { terms: 't', premium: 1 }

  test('goes unrecorded, where the operation looks for no claims', async () => {
    await client.customer.update({ where: { id: 'c1' }, data: { contracts: { create: contract } } })
    expect(await db().plain.claim.count()).toBe(1)
    const entries = (await readTrail(db())).flatMap(one => one.entries)
    expect(entries.map(({ model }) => model)).toEqual(['Contract'])
  })

  test('is refused with the operation, where that makes claims of its own there', async () => {
    const contracts = { create: { ...contract, claims: { create: { amount: 1 } } } }
    const change = client.customer.update({ where: { id: 'c1' }, data: { contracts } })
    await expect(change).rejects.toMatchObject({ code: 'QUERY_AUDIT_UNSUPPORTED', model: 'Claim' })
    expect(await db().plain.claim.count()).toBe(0)
    expect(await readTrail(db())).toEqual([])
  })
})
