// 32 writers of the same few rows: every change has its entry, and the entries of a record follow one another without a gap.

import { beforeEach, expect, test, vi } from 'vitest'
import type { RecordImage } from '../../src/audit/event.js'
import { type Database, databases, onEachDatabase } from '../support/databases.js'
import { type SealedClient, sealedClient } from '../support/keys.js'
import { expectRecorded } from './expect-recorded.js'
import { seedBank } from './seed-bank.js'
import { readTrail } from './trail.js'
import { isServer } from './two-clients.js'

// A server may take a second to find each deadlock.
vi.setConfig({ testTimeout: 300_000 })

const writers = 32
const rounds = process.env.FIELDSEAL_LONG === '1' ? 20 : 1
const hasServers = databases.some(name => name !== 'sqlite' && name !== 'pglite')

onEachDatabase('32 writers', db => {
  let clients: readonly SealedClient[]
  let contracts: readonly number[]
  beforeEach(async () => {
    if (!isServer(db())) return
    // Each client has four connections.
    clients ??= Array.from({ length: writers / 4 }, () => sealedClient(db()))
    const client = clients[0] as SealedClient
    await seedBank(db(), client)
    for (const customerId of ['c1', 'c1', 'c2'])
      await client.contract.create({ data: { terms: 't', premium: 0, customerId } })
    contracts = (await db().plain.contract.findMany({ orderBy: { id: 'asc' } })).map(({ id }) => id)
    await client.claim.create({ data: { amount: 0, contractId: contracts[0] as number } })
    for (const table of ['audit_entry', 'audit_event'])
      await db().plain.$executeRawUnsafe(`DELETE FROM ${table}`)
  })

  /** Sends what each writer does, some rounds of it, all at once; errors must be conflicts that can be tried again. */
  async function race(write: (client: SealedClient, n: number) => Promise<unknown>): Promise<number> {
    let done = 0
    const writer = async (_: unknown, n: number) => {
      for (let round = 0; round < rounds; round++) {
        const client = clients[n % clients.length] as SealedClient
        await write(client, n * rounds + round).then(
          () => done++,
          error => expect(['P2034', 'P2002', 'P2028']).toContain(error.code),
        )
      }
    }
    await expectRecorded(db(), () => Promise.all(Array.from({ length: writers }, writer)))
    return done
  }

  const premium = { increment: 1 }
  const contract = (n: number) => contracts[n % contracts.length] as number

  test.runIf(hasServers)('update', async () => {
    if (!isServer(db())) return
    const done = await race((client, n) =>
      client.contract.update({ where: { id: contract(n) }, data: { premium } }),
    )
    expect(await unbroken(db(), 'Contract', 'premium')).toBe(done)
    expect(done).toBe(writers * rounds)
  })

  test.runIf(hasServers)('updateMany of rows that overlap', async () => {
    if (!isServer(db())) return
    await race((client, n) =>
      client.contract.updateMany({
        where: { id: { in: [contract(n), contract(n + 1)] } },
        data: { premium },
      }),
    )
    const rows = await db().plain.contract.findMany()
    expect(await unbroken(db(), 'Contract', 'premium')).toBe(rows.reduce((sum, row) => sum + row.premium, 0))
  })

  test.runIf(hasServers)('upsert of a row that is there', async () => {
    if (!isServer(db())) return
    const done = await race((client, n) =>
      client.contract.upsert({
        where: { id: contract(n) },
        create: { terms: 'never', premium: 0, customerId: 'c1' },
        update: { premium },
      }),
    )
    expect(await unbroken(db(), 'Contract', 'premium')).toBe(done)
  })

  test.runIf(hasServers)('nested writes from both ends', async () => {
    if (!isServer(db())) return
    await race((client, n) => {
      const change = { claims: { updateMany: { where: {}, data: { amount: premium } } }, premium }
      if (n % 2) return client.contract.update({ where: { id: contract(n) }, data: change })
      const contracts = { update: { where: { id: contract(n) }, data: change } }
      return client.customer.update({
        where: { id: contract(n) === contract(2) ? 'c2' : 'c1' },
        data: { contracts },
      })
    })
    const [rows, claims] = [await db().plain.contract.findMany(), await db().plain.claim.findMany()]
    expect(await unbroken(db(), 'Contract', 'premium')).toBe(rows.reduce((sum, row) => sum + row.premium, 0))
    expect(await unbroken(db(), 'Claim', 'amount')).toBe(claims.reduce((sum, row) => sum + row.amount, 0))
  })

  test.runIf(hasServers)('transactions that touch rows in different orders', async () => {
    if (!isServer(db())) return
    const done = await race((client, n) =>
      client.$transaction(async tx => {
        await tx.contract.update({ where: { id: contract(n) }, data: { premium } })
        await tx.contract.update({ where: { id: contract(n + 1 + (n % 2)) }, data: { premium } })
      }),
    )
    expect(await unbroken(db(), 'Contract', 'premium')).toBe(2 * done)
  })

  test.runIf(hasServers)('upserts of one new key create it once', async () => {
    if (!isServer(db())) return
    const done = await race((client, n) => {
      const name = `l${n % rounds}`
      return client.label.upsert({ where: { name }, create: { name }, update: { name } })
    })
    const entries = (await readTrail(db())).flatMap(one => one.entries)
    expect(entries.filter(({ action }) => action === 'create')).toHaveLength(rounds)
    expect(await db().plain.label.count()).toBe(rounds)
    expect(done).toBeGreaterThanOrEqual(rounds)
  })

  test.runIf(hasServers)('nested writes that all find one new key missing create it once', async () => {
    if (!isServer(db())) return
    await race((client, n) => {
      const id = 900 + (n % rounds)
      const create = { id, terms: 't', premium: 0, customerId: 'c1' }
      return client.claim.create({
        data: { amount: 1, contract: { connectOrCreate: { where: { id }, create } } },
      })
    })
    const entries = (await readTrail(db())).flatMap(one => one.entries)
    const created = entries.filter(({ model, action }) => model === 'Contract' && action === 'create')
    expect(created).toHaveLength(rounds)
  })

  test.runIf(hasServers)(
    'nested upserts and connects of a new key tell who made it and who changed it',
    async () => {
      if (!isServer(db())) return
      await race((client, n) => {
        const key = { id: `x${Math.floor(n / 4) % rounds}` }
        const create = { ...key, name: 'x', email: key.id, regionCode: 'A' }
        const own = { name: 'n', email: `own${n}`, regionCode: 'A' }
        const upsert = { where: key, create, update: { name: `x${n}` } }
        const referrer = { where: { id: 'c1' }, data: { referred: { upsert } } }
        const writes = [
          () =>
            client.customer.create({
              data: { ...own, referred: { connectOrCreate: { where: key, create } } },
            }),
          () => client.customer.update(referrer),
          () => client.customer.create({ data: { ...own, referred: { connect: key } } }).catch(ifMissing),
          () =>
            client.customer
              .update({ where: { id: 'c2' }, data: { referred: { delete: key } } })
              .catch(ifMissing),
        ]
        return writes[n % 4]?.() as Promise<unknown>
      })
    },
  )

  test.runIf(hasServers)('nested writes by a filter, of rows that others make fit it', async () => {
    if (!isServer(db())) return
    await race((client, n) => {
      const low = { premium: { lt: 2 } }
      if (n % 3 === 0)
        return client.contract
          .update({ where: { id: contract(n) }, data: { premium: n % 4 } })
          .catch(ifMissing)
      const contracts = n % 3 === 1 ? { updateMany: { where: low, data: { premium } } } : { deleteMany: low }
      return client.customer
        .update({ where: { id: `c${1 + (n % 2)}` }, data: { contracts } })
        .catch(ifMissing)
    })
  })

  test.runIf(hasServers)(
    'updateMany and deleteMany that find nothing, of rows that others create',
    async () => {
      if (!isServer(db())) return
      await race(async (client, n) => {
        for (let i = 0; i < 5; i++) {
          const [where, name] = [{ regionCode: 'A' }, `d${n}`]
          if (n % 3 === 0)
            await client.district.createMany({ data: [{ ...where, number: n * 10 + i, name }] })
          else if (n % 3 === 1) await client.district.updateMany({ where, data: { name } })
          else await client.district.deleteMany({ where })
        }
      })
    },
  )

  test.runIf(hasServers)('connects of one link from both of its ends link it once', async () => {
    if (!isServer(db())) return
    const { id } = await (clients[0] as SealedClient).label.create({ data: { name: 'x' } })
    await race((client, n) =>
      n % 2
        ? client.customer.update({ where: { id: 'c1' }, data: { labels: { connect: { id } } } })
        : client.label.update({ where: { id }, data: { customers: { connect: { id: 'c1' } } } }),
    )
    const entries = (await readTrail(db())).flatMap(one => one.entries)
    expect(entries.filter(({ action }) => action === 'link')).toHaveLength(1)
  })
})

/** A row that has gone, or has not come yet. */
function ifMissing(error: { readonly code?: string }): void {
  if (!['P2017', 'P2018', 'P2025'].includes(error.code ?? '')) throw error
}

/** How many entries count a field up, each by one and each from where the one before it ended; throws where one does not. */
async function unbroken(db: Database, model: string, field: string): Promise<number> {
  const entries = (await readTrail(db)).flatMap(one => one.entries).filter(one => one.model === model)
  const steps = entries.flatMap(({ recordId, before, after }) => {
    const [old, now]: RecordImage[] = [JSON.parse(before ?? '{}'), JSON.parse(after ?? '{}')]
    return old?.values?.[field] === undefined
      ? []
      : [[recordId, Number(old.values[field]), Number(now?.values[field])] as const]
  })
  for (const record of new Set(steps.map(([recordId]) => recordId))) {
    const own = steps.filter(([recordId]) => recordId === record).sort((one, other) => one[1] - other[1])
    expect(own.map(([, old, now]) => [old, now])).toEqual(own.map((_, i) => [i, i + 1]))
  }
  return steps.length
}
