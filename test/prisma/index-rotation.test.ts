// An index-key rotation in the query path: while two index keys are loaded, rows written under either are found,
// and what is unique stays unique across both.

import { beforeEach, describe, expect, test } from 'vitest'
import { onEachDatabase } from '../support/databases.js'
import { type SealedClient, sealedClient, testKeys } from '../support/keys.js'

onEachDatabase('an index-key rotation', db => {
  let before: SealedClient
  let early: SealedClient
  let late: SealedClient
  beforeEach(async () => {
    before ??= sealedClient(db(), { keys: testKeys(['k1'], ['i1']) })
    early ??= sealedClient(db(), { keys: testKeys(['k1'], ['i1', 'i2']) })
    late ??= sealedClient(db(), { keys: testKeys(['k1'], ['i2', 'i1']) })
    await db().clear()
  })

  const old = {
    id: 'old',
    tenant: 't',
    username: 'old',
    ssn: '1',
    lastName: 'lovelace',
    sessionToken: 'token-1',
  }
  const fresh = {
    id: 'new',
    tenant: 't',
    username: 'new',
    ssn: '2',
    lastName: 'lovelace',
    sessionToken: 'token-2',
  }

  async function createBoth(): Promise<void> {
    await before.account.create({ data: old })
    await late.account.create({ data: fresh })
  }

  test('writes the active key only', async () => {
    await createBoth()
    const stored = await db().rawColumn('Account', 'usernameIndex', `id = 'new'`)
    expect(stored).toEqual([expect.stringMatching(/^i2\./)])
    expect(await db().rawColumn('Account', 'sessionToken', `id = 'new'`)).toEqual([
      expect.stringMatching(/^i2\./),
    ])
  })

  test('searches find rows of both keys', async () => {
    await createBoth()
    for (const client of [early, late]) {
      expect(await client.account.count({ where: { lastName: 'lovelace' } })).toBe(2)
      expect(await client.account.count({ where: { lastName: { in: ['lovelace', 'x'] } } })).toBe(2)
      expect(await client.account.count({ where: { lastName: { not: 'lovelace' } } })).toBe(0)
      expect(await client.account.count({ where: { lastName: { startsWith: 'love' } } })).toBe(2)
      expect(await client.account.count({ where: { NOT: { lastName: { startsWith: 'love' } } } })).toBe(0)
      for (const { id, username, ssn, sessionToken } of [old, fresh]) {
        expect(await client.account.findUnique({ where: { username } })).toMatchObject({ id })
        expect(await client.account.findUniqueOrThrow({ where: { sessionToken } })).toMatchObject({ id })
        expect(
          await client.account.findUnique({ where: { tenant_ssn: { tenant: 't', ssn } } }),
        ).toMatchObject({ id })
        expect(await client.account.findUnique({ where: { username } }).posts()).toEqual([])
      }
    }
  })

  test('unique operations reach rows of both keys', async () => {
    await createBoth()
    for (const { id, username, ssn } of [old, fresh]) {
      const data = { posts: { create: { title: 'x' } } }
      expect(await late.account.update({ where: { username }, data })).toMatchObject({ id })
      await late.post.create({
        data: { title: 'y', account: { connect: { tenant_ssn: { tenant: 't', ssn } } } },
      })
      const upsert = { where: { username }, create: { tenant: 'u', username }, update: { tenant: 'u' } }
      expect(await late.account.upsert(upsert)).toMatchObject({ id, tenant: 'u' })
      const page = await late.account.findMany({ cursor: { username }, orderBy: { id: 'asc' }, take: 1 })
      expect(page).toMatchObject([{ id }])
      expect(await late.account.delete({ where: { username } })).toMatchObject({ id })
    }
    expect(await late.account.count()).toBe(0)
  })

  test.each(['create', 'createMany', 'update', 'upsert', 'nested'] as const)(
    '%s keeps a unique field unique across both keys',
    async way => {
      await createBoth()
      await late.account.create({ data: { id: 'third', tenant: 'u', username: 'third' } })
      const data = { tenant: 'v', username: 'OLD' }
      const write = {
        create: () => late.account.create({ data }),
        createMany: () => late.account.createMany({ data: [{ tenant: 'v', username: 'fine' }, data] }),
        update: () => late.account.update({ where: { id: 'third' }, data: { username: 'old' } }),
        upsert: () =>
          late.account.upsert({ where: { username: 'third' }, create: data, update: { username: 'old' } }),
        nested: () => late.post.create({ data: { title: 't', account: { create: data } } }),
      }[way]
      await expect(write()).rejects.toMatchObject({ code: 'P2002', meta: { target: ['username'] } })
      expect(await db().rawColumn('Account', 'id')).toHaveLength(3)
      expect(await late.account.findUnique({ where: { id: 'third' } })).toMatchObject({ username: 'third' })
    },
  )

  test('a row may be written with the value that it has', async () => {
    await createBoth()
    for (const client of [late, early, late]) {
      expect(await client.account.update({ where: { id: 'old' }, data: { username: 'Old' } })).toMatchObject({
        id: 'old',
      })
    }
    expect(await db().rawColumn('Account', 'usernameIndex', `id = 'old'`)).toEqual([
      expect.stringMatching(/^i2\./),
    ])
  })

  test('what tells values apart by their index is refused', async () => {
    const refused = { code: 'QUERY_ROTATION_GROUPS', field: 'lastName' }
    await expect(late.account.findMany({ distinct: ['lastName'] })).rejects.toMatchObject(refused)
    await expect(late.account.groupBy({ by: ['lastName'] })).rejects.toMatchObject(refused)
  })

  describe('inside a transaction', () => {
    test('a claim shares the transaction and vanishes with it', async () => {
      const failed = late.$transaction(async tx => {
        await tx.account.create({ data: fresh })
        expect(await tx.account.findUnique({ where: { username: 'new' } })).toMatchObject({ id: 'new' })
        throw new Error('changed my mind')
      })
      await expect(failed).rejects.toThrow('changed my mind')
      expect(await db().rawColumn('Account', 'id')).toEqual([])
    })

    test('a lost claim undoes the transaction even where the caller swallows the error', async () => {
      await before.account.create({ data: old })
      const swallowed = late.$transaction(async tx => {
        await tx.account.create({ data: { tenant: 'v', username: 'other' } })
        await tx.account.create({ data: { tenant: 'v', username: 'old' } }).catch(() => {})
      })
      await expect(swallowed).rejects.toThrow()
      expect(await db().rawColumn('Account', 'id')).toEqual(['old'])
    })

    test('a batch that writes a unique field is refused', async () => {
      const batch = late.$transaction([late.account.create({ data: fresh })])
      await expect(batch).rejects.toMatchObject({ code: 'QUERY_ROTATION_BATCH', model: 'Account' })
    })
  })

  test('of writers racing for one value under different active keys exactly one wins', async () => {
    for (let round = 0; round < 10; round++) {
      const race = [early, late, early, late].map((client, i) =>
        client.account.create({ data: { tenant: `t${i}`, username: `race-${round}` } }),
      )
      const outcomes = await Promise.allSettled(race)
      const rows = await db().rawColumn('Account', 'id', `tenant LIKE 't%'`)
      expect(rows).toHaveLength(round + 1)
      expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    }
  })
})
