// Transactions: each of Prisma's kinds stays what it is, all or nothing, with sealed values inside.

import { beforeEach, describe, expect, test } from 'vitest'
import type { KeySource } from '../../src/core/key-source.js'
import { onEachDatabase } from '../support/databases.js'
import { type SealedClient, sealedClient, testKeySet } from '../support/keys.js'
import { storedValues } from './stored-values.js'
import { watchQueries } from './watch-queries.js'

const ada = { id: 'p1', email: 'ada@example.com', cardNumber: '1001', name: 'Ada' }
const eve = { id: 'p2', email: 'eve@example.com', cardNumber: '1002', name: 'Eve' }
const bob = { id: 'p3', email: 'bob@example.com', cardNumber: '1003', name: 'Bob' }

/** A filter that no encrypted field answers. */
const refusedFilter = { cardNumber: { contains: '1' } }

onEachDatabase('transactions', db => {
  let client: SealedClient
  beforeEach(async () => {
    client ??= sealedClient(db())
    await db().clear()
  })

  const storedEmails = () => storedValues(db(), 'Patient', 'email')
  const storedCards = () => storedValues(db(), 'Patient', 'cardNumber')

  /** A promise and the function that resolves it. */
  function gate(): { opened: Promise<void>; open: () => void } {
    let open = () => {}
    const opened = new Promise<void>(resolve => {
      open = resolve
    })
    return { opened, open }
  }

  describe('a batch', () => {
    test('gives each result in its place, opened', async () => {
      await client.patient.create({ data: bob })
      const results = await client.$transaction([
        client.patient.create({ data: ada }),
        client.patient.count(),
        client.patient.createMany({ data: [eve] }),
        client.patient.findMany({ orderBy: { id: 'asc' }, select: { email: true } }),
        client.patient.update({ where: { id: 'p1' }, data: { cardNumber: 'new' } }),
        client.patient.upsert({ where: { id: 'p2' }, create: eve, update: { cardNumber: 'newer' } }),
        client.patient.updateMany({ where: { id: 'p3' }, data: { cardNumber: null } }),
        client.patient.findUnique({ where: { id: 'p2' }, select: { cardNumber: true } }),
        client.patient.delete({ where: { id: 'p1' }, select: { cardNumber: true } }),
        client.patient.aggregate({ _count: { cardNumber: true } }),
        client.doctor.create({ data: { name: 'Grace' }, select: { name: true } }),
        client.patient.deleteMany({ where: { id: 'p3' } }),
      ])
      expect(results).toMatchObject([
        ada,
        2,
        { count: 1 },
        [{ email: ada.email }, { email: eve.email }, { email: bob.email }],
        { ...ada, cardNumber: 'new' },
        { ...eve, cardNumber: 'newer' },
        { count: 1 },
        { cardNumber: 'newer' },
        { cardNumber: 'new' },
        { _count: { cardNumber: 1 } },
        { name: 'Grace' },
        { count: 1 },
      ])
      expect(await storedEmails()).toEqual([eve.email])
      expect(await storedCards()).toEqual(['newer'])
    })

    test('writes nothing where a member fails in the database', async () => {
      await client.patient.create({ data: ada })
      const batch = client.$transaction([
        client.patient.create({ data: eve }),
        client.patient.update({ where: { id: 'p1' }, data: { cardNumber: 'lost' } }),
        client.patient.create({ data: { ...bob, id: ada.id } }),
      ])
      await expect(batch).rejects.toMatchObject({ code: 'P2002' })
      expect(await storedEmails()).toEqual([ada.email])
      expect(await storedCards()).toEqual(['1001'])
    })

    for (const [position, at] of [
      ['first', 0],
      ['in the middle', 1],
      ['last', 2],
    ] as const) {
      test(`sends nothing where the member that stands ${position} is refused`, async () => {
        const { plain, statements } = watchQueries(db())
        const watched = sealedClient(db(), {}, plain)
        await watched.patient.count()
        statements.length = 0
        const members = [
          watched.patient.create({ data: ada }),
          watched.patient.create({ data: eve }),
          watched.patient.create({ data: bob }),
        ]
        members[at] = watched.patient.update({
          where: { id: 'p1' },
          data: { visits: { deleteMany: { note: { contains: 'x' } } } },
        })
        await expect(watched.$transaction(members)).rejects.toMatchObject({ code: 'QUERY_UNSUPPORTED' })
        expect(statements).toEqual([])
        expect(await db().plain.patient.count()).toBe(0)
      })
    }

    test('fails where a value that it read does not open, with what it wrote committed', async () => {
      await client.patient.create({ data: ada })
      await db().plain.patient.update({ where: { id: 'p1' }, data: { cardNumber: 'not sealed' } })
      const batch = client.$transaction([
        client.patient.create({ data: eve }),
        client.patient.findUnique({ where: { id: 'p1' } }),
      ])
      await expect(batch).rejects.toMatchObject({ code: 'OPEN_NOT_SEALED' })
      expect(await storedEmails()).toEqual([ada.email, eve.email])
    })

    test('takes an isolation level, and begins and ends as a plain one does', async () => {
      const { plain, statements } = watchQueries(db())
      const watched = sealedClient(db(), {}, plain)
      const verbs = () =>
        statements.splice(0).map(sql => (/^\s*(SELECT|INSERT)/i.exec(sql) ? RegExp.$1 : sql))
      const options = { isolationLevel: 'Serializable' } as const
      const batch = watched.$transaction(
        [watched.patient.create({ data: ada }), watched.patient.count()],
        options,
      )
      expect(await batch).toMatchObject([ada, 1])
      const sent = verbs()
      await db().clear()
      await plain.$transaction([plain.patient.create({ data: ada }), plain.patient.count()], options)
      expect(sent).toEqual(verbs())
    })

    test('takes raw queries and models without protected fields beside the others', async () => {
      const table = db().quote('Patient')
      const [created, raw, post] = await client.$transaction([
        client.patient.create({ data: ada, select: { email: true } }),
        client.$queryRawUnsafe<{ email: string }[]>(`SELECT email FROM ${table}`),
        client.plainAccount.count(),
      ])
      expect(created).toEqual({ email: ada.email })
      expect(raw[0]?.email).toMatch(/^fs1\./)
      expect(post).toBe(0)
    })

    test('may be empty', async () => {
      expect(await client.$transaction([])).toEqual([])
    })

    test('waits for keys, and stays whole', async () => {
      const slow: KeySource = {
        load: () => new Promise(resolve => setTimeout(() => resolve(testKeySet()), 20)),
      }
      const cold = sealedClient(db(), { keys: slow })
      const batch = cold.$transaction([
        cold.patient.create({ data: ada }),
        cold.doctor.create({ data: { name: 'Grace' } }),
        cold.patient.create({ data: { ...eve, id: ada.id } }),
      ])
      await expect(batch).rejects.toMatchObject({ code: 'P2002' })
      expect(await db().plain.patient.count()).toBe(0)
      expect(await db().plain.doctor.count()).toBe(0)
      const rows = await cold.$transaction([
        cold.patient.create({ data: ada }),
        cold.patient.create({ data: eve }),
      ])
      expect(rows).toMatchObject([ada, eve])
    })

    test('writes nothing where the keys cannot be loaded', async () => {
      const locked = sealedClient(db(), { keys: brokenKeys() })
      const batch = locked.$transaction([
        locked.plainAccount.create({ data: { tenant: 't', username: 'u' } }),
        locked.patient.create({ data: ada }),
      ])
      await expect(batch).rejects.toThrow('the vault is sealed')
      expect(await db().plain.patient.count()).toBe(0)
      expect(await db().plain.plainAccount.count()).toBe(0)
    })
  })

  describe('an interactive transaction', () => {
    test('reads its own writes, opened, and keeps them', async () => {
      const read = await client.$transaction(async tx => {
        await tx.patient.create({ data: { ...ada, visits: { create: { note: 'inside' } } } })
        await tx.patient.createMany({ data: [eve] })
        await tx.patient.update({ where: { id: 'p2' }, data: { cardNumber: 'new' } })
        const visits = await tx.patient.findUnique({ where: { id: 'p1' } }).visits()
        expect(visits).toMatchObject([{ note: 'inside' }])
        return tx.patient.findMany({ orderBy: { id: 'asc' }, include: { visits: true } })
      })
      expect(read).toMatchObject([
        { ...ada, visits: [{ note: 'inside' }] },
        { ...eve, cardNumber: 'new', visits: [] },
      ])
      expect(await storedCards()).toEqual(['1001', 'new'])
      expect(await storedValues(db(), 'Visit', 'note')).toEqual(['inside'])
    })

    test('is undone by an error thrown inside', async () => {
      await client.patient.create({ data: ada })
      const attempt = client.$transaction(async tx => {
        await tx.patient.create({ data: eve })
        await tx.patient.update({ where: { id: 'p1' }, data: { cardNumber: 'lost' } })
        throw new Error('changed my mind')
      })
      await expect(attempt).rejects.toThrow('changed my mind')
      expect(await storedEmails()).toEqual([ada.email])
      expect(await storedCards()).toEqual(['1001'])
    })

    test('is undone by a refused query, and goes on where the error is caught', async () => {
      const attempt = client.$transaction(async tx => {
        await tx.patient.create({ data: ada })
        await tx.patient.findMany({ where: refusedFilter })
      })
      await expect(attempt).rejects.toMatchObject({ code: 'QUERY_UNSUPPORTED' })
      expect(await db().plain.patient.count()).toBe(0)
      await client.$transaction(async tx => {
        await tx.patient.create({ data: ada })
        await tx.patient.deleteMany({ where: refusedFilter }).catch(() => {})
        await tx.patient.create({ data: { ...eve, cardNumber: 5 as never } }).catch(() => {})
        await tx.patient.create({ data: bob })
      })
      expect(await storedEmails()).toEqual([ada.email, bob.email])
    })

    test('goes on after a value that could not be opened', async () => {
      await client.patient.create({ data: ada })
      await db().plain.patient.update({ where: { id: 'p1' }, data: { cardNumber: 'not sealed' } })
      await client.$transaction(async tx => {
        await expect(tx.patient.findMany()).rejects.toMatchObject({ code: 'OPEN_NOT_SEALED' })
        await tx.patient.create({ data: eve })
      })
      expect(await storedEmails()).toEqual([ada.email, eve.email])
    })

    test('takes an isolation level and a timeout', async () => {
      const row = await client.$transaction(tx => tx.patient.create({ data: ada }), {
        isolationLevel: 'Serializable',
        timeout: 5000,
      })
      expect(row).toMatchObject(ada)
    })

    test('runs operations that are started together', async () => {
      const ids = [...Array(8).keys()].map(n => `c${n}`)
      const rows = await client.$transaction(async tx => {
        await Promise.all(
          ids.map(id =>
            tx.patient.create({ data: { id, email: `${id}@example.com`, name: id, cardNumber: id } }),
          ),
        )
        return Promise.all(ids.map(id => tx.patient.findUnique({ where: { id } })))
      })
      expect(rows.map(row => row?.cardNumber)).toEqual(ids)
      expect(await storedCards()).toEqual(ids)
    })

    test('loads keys inside, and is undone where that fails', async () => {
      const cold = sealedClient(db(), { keys: { load: async () => testKeySet() } })
      await cold.$transaction(async tx => {
        await tx.doctor.create({ data: { name: 'Grace' } })
        expect(await tx.patient.create({ data: ada })).toMatchObject(ada)
      })
      const locked = sealedClient(db(), { keys: brokenKeys() })
      const attempt = locked.$transaction(async tx => {
        await tx.plainAccount.create({ data: { tenant: 't', username: 'u' } })
        await tx.patient.create({ data: eve })
      })
      await expect(attempt).rejects.toThrow('the vault is sealed')
      expect(await storedEmails()).toEqual([ada.email])
      expect(await db().plain.plainAccount.count()).toBe(0)
    })

    test('goes on, and can commit, where a failing key source is caught', async () => {
      const locked = sealedClient(db(), { keys: brokenKeys() })
      await locked.$transaction(async tx => {
        await tx.plainAccount.create({ data: { tenant: 't', username: 'u' } })
        await tx.patient.create({ data: ada }).catch(() => {})
      })
      expect(await db().plain.plainAccount.count()).toBe(1)
      expect(await db().plain.patient.count()).toBe(0)
    })

    test('is not seen from outside before it commits', async ({ skip }) => {
      skip(!db().hasManyConnections, 'one connection')
      const { opened, open } = gate()
      const { opened: isWritten, open: reportWritten } = gate()
      const transaction = client.$transaction(async tx => {
        await tx.patient.create({ data: ada })
        reportWritten()
        await opened
      })
      await isWritten
      expect(await db().plain.patient.count()).toBe(0)
      open()
      await transaction
      expect(await storedEmails()).toEqual([ada.email])
    })
  })

  describe('a transaction inside a transaction', () => {
    test('is undone by itself, and the outer one is kept', async ({ skip }) => {
      skip(!db().hasSavepoints, 'no savepoints')
      await client.$transaction(async tx => {
        await tx.patient.create({ data: ada })
        const inner = tx.$transaction(async nested => {
          await nested.patient.create({ data: eve })
          await nested.patient.update({ where: { id: 'p1' }, data: { cardNumber: 'lost' } })
          throw new Error('inner')
        })
        await expect(inner).rejects.toThrow('inner')
        expect(await tx.patient.findMany()).toMatchObject([ada])
        await tx.$transaction(async nested => {
          expect(await nested.patient.create({ data: bob })).toMatchObject(bob)
        })
      })
      expect(await storedEmails()).toEqual([ada.email, bob.email])
      expect(await storedCards()).toEqual(['1001', '1003'])
    })

    test('is undone with the outer one', async ({ skip }) => {
      skip(!db().hasSavepoints, 'no savepoints')
      const attempt = client.$transaction(async tx => {
        await tx.$transaction(async nested => {
          await nested.patient.create({ data: ada })
        })
        await tx.patient.findMany({ where: refusedFilter })
      })
      await expect(attempt).rejects.toMatchObject({ code: 'QUERY_UNSUPPORTED' })
      expect(await db().plain.patient.count()).toBe(0)
    })
  })

  describe('a lazy promise', () => {
    test('is not sent before it is awaited', async () => {
      const { plain, statements } = watchQueries(db())
      const watched = sealedClient(db(), {}, plain)
      const promise = watched.patient.create({ data: ada })
      const refused = watched.patient.findMany({ where: refusedFilter })
      await new Promise(resolve => setTimeout(resolve, 20))
      expect(statements).toEqual([])
      expect(await promise).toMatchObject(ada)
      await expect(refused).rejects.toMatchObject({ code: 'QUERY_UNSUPPORTED' })
    })

    test('belongs to the transaction that made it', async () => {
      const attempt = client.$transaction(async tx => {
        const lazy = tx.patient.create({ data: ada })
        await tx.patient.create({ data: eve })
        expect(await lazy).toMatchObject(ada)
        throw new Error('undone')
      })
      await expect(attempt).rejects.toThrow('undone')
      expect(await db().plain.patient.count()).toBe(0)
    })

    test('gives the same row each time it is awaited', async () => {
      await client.patient.create({ data: ada })
      const lazy = client.patient.findUnique({ where: { id: 'p1' } })
      expect(await lazy).toMatchObject(ada)
      expect(await lazy).toMatchObject(ada)
      expect(await lazy.finally(() => {})).toMatchObject(ada)
    })
  })

  test('transactions side by side keep their rows apart', async ({ skip }) => {
    skip(db().provider === 'sqlite' || !db().hasManyConnections, 'one writer')
    const outcomes = await Promise.allSettled(
      [ada, eve, bob].map((data, n) =>
        client.$transaction(async tx => {
          await tx.patient.create({ data })
          if (n === 1) throw new Error('undone')
          return tx.patient.findUnique({ where: { id: data.id } })
        }),
      ),
    )
    expect(outcomes).toMatchObject([
      { status: 'fulfilled', value: ada },
      { status: 'rejected' },
      { status: 'fulfilled', value: bob },
    ])
    expect(await storedEmails()).toEqual([ada.email, bob.email])
  })
})

function brokenKeys(): KeySource {
  return { load: () => Promise.reject(new Error('the vault is sealed')) }
}
