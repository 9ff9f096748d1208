// Failed operations whose error the caller swallows, and what goes on beside a recorded operation in one transaction.

import { beforeEach, expect, test } from 'vitest'
import { Prisma } from '../generated/sqlite/prisma/client.js'
import { onEachDatabase } from '../support/databases.js'
import { type SealedClient, sealedClient } from '../support/keys.js'
import { expectRecorded } from './expect-recorded.js'
import { seedBank } from './seed-bank.js'

onEachDatabase('in the caller’s transaction', db => {
  let client: SealedClient
  beforeEach(async () => {
    client ??= sealedClient(db())
    await seedBank(db(), client)
  })

  const recorded = (change: () => Promise<unknown>) => expectRecorded(db(), change)
  const swallow = (work: Promise<unknown>) => work.catch(() => {})

  test('a nested write that fails half-way leaves nothing behind', async () => {
    const data = { name: 'changed', contracts: { connect: { id: 999_999 } } }
    const work = () =>
      client.$transaction(async tx => {
        await swallow(tx.customer.update({ where: { id: 'c1' }, data }))
      })
    await recorded(work)
  })

  test('an operation whose result cannot be read leaves nothing behind', async () => {
    if (db().provider !== 'sqlite') return
    const { id } = await client.claim.create({ data: { amount: 1 } })
    await db().plain.$executeRawUnsafe(`UPDATE "Claim" SET "status" = 'ODD' WHERE id = ${id}`)
    const work = client.$transaction(tx => swallow(tx.claim.update({ where: { id }, data: { amount: 2 } })))
    await swallow(work)
    const count = await db().plain.auditEntry.count({ where: { action: 'update' } })
    expect([(await db().rawColumn('Claim', 'amount'))[0], count]).toEqual([1, 0])
  })

  test('an operation that succeeded beside one that failed stays', async () => {
    const data = { name: 'changed', contracts: { connect: { id: 999_999 } } }
    const outcome = await client.$transaction(async tx => {
      const failing = swallow(tx.customer.update({ where: { id: 'c1' }, data }))
      const doctors = await Promise.allSettled(
        Array.from({ length: 12 }, async (_, i) => {
          for (let tick = 0; tick < i; tick++) await Promise.resolve()
          return tx.doctor.create({ data: { name: `d${i}` } })
        }),
      )
      await failing
      return doctors.filter(({ status }) => status === 'fulfilled').length
    })
    expect(await db().plain.doctor.count()).toBe(outcome)
  })

  test('Json null in the place of no value is recorded', async () => {
    await client.customer.update({ where: { id: 'c1' }, data: { settings: Prisma.JsonNull } })
    const entry = await db().plain.auditEntry.findFirstOrThrow({ where: { action: 'update' } })
    expect(JSON.parse(entry.fields).sort()).toEqual(['settings', 'updatedAt'])
  })
})
