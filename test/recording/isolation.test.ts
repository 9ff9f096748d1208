// What other transactions do at the same time: nothing of it may slip between the rows that are read and the change.

import { expect, test } from 'vitest'
import { onEachDatabase } from '../support/databases.js'
import type { SealedClient } from '../support/keys.js'
import { expectRecorded } from './expect-recorded.js'
import { isServer, pause, twoClients } from './two-clients.js'

onEachDatabase('beside other transactions', db => {
  const two = twoClients(db)

  const recorded = (change: () => Promise<unknown>) => expectRecorded(db(), change)
  const rename = (tx: { customer: SealedClient['customer'] }, id: string, name: string) =>
    tx.customer.update({ where: { id }, data: { name } })

  test('a row that comes to refer to a record whose key is changing', async () => {
    if (!isServer(db())) return
    const work = async () => {
      let changed: Promise<unknown> | undefined
      await two.other.$transaction(async tx => {
        await tx.customer.create({ data: { id: 'new', name: 'n', email: 'n', regionCode: 'A' } })
        changed = Promise.resolve(two.client.region.update({ where: { code: 'A' }, data: { code: 'Z' } }))
        await pause(300)
      })
      await changed
    }
    await recorded(work)
    expect((await db().plain.customer.findUniqueOrThrow({ where: { id: 'new' } })).regionCode).toBe('Z')
  })

  test('a link made after the transaction began to read', async () => {
    if (!isServer(db())) return
    const { id } = await two.client.label.create({ data: { name: 'x' } })
    const work = () =>
      two.client.$transaction(async tx => {
        await tx.doctor.findMany()
        await two.other.customer.update({ where: { id: 'c1' }, data: { labels: { connect: { id } } } })
        await tx.label.delete({ where: { id } })
      })
    await recorded(work)
  })

  test('a record that another changed after the transaction began to read', async () => {
    if (!isServer(db())) return
    const { id } = await two.client.contract.create({ data: { terms: 't', premium: 1, customerId: 'c1' } })
    const work = () =>
      two.client.$transaction(async tx => {
        await tx.doctor.findMany()
        await two.other.contract.update({ where: { id }, data: { premium: 2 } })
        await tx.customer.update({ where: { id: 'c1' }, data: { contracts: { connect: { id } } } })
      })
    await recorded(work)
  })

  test('a record that is as another has made it after the transaction began to read', async () => {
    if (!isServer(db())) return
    const { id } = await two.client.contract.create({ data: { terms: 't', premium: 1, customerId: 'c1' } })
    const work = () =>
      two.client.$transaction(async tx => {
        await tx.doctor.findMany()
        await two.other.contract.update({ where: { id }, data: { premium: 2 } })
        await tx.contract.update({ where: { id }, data: { premium: 2 } })
      })
    await recorded(work)
  })

  test('a row created by another after the transaction began to read', async () => {
    if (!isServer(db())) return
    const work = () =>
      two.client.$transaction(async tx => {
        await tx.doctor.findMany()
        await two.other.contract.create({ data: { terms: 't', premium: 1, customerId: 'c1' } })
        const contracts = { create: { terms: 'u', premium: 2 } }
        await tx.customer.update({ where: { id: 'c1' }, data: { contracts } })
      })
    await recorded(work)
  })

  test('a customer and what another connected to it before the delete', async () => {
    if (!isServer(db())) return
    const { id } = await two.client.contract.create({ data: { terms: 't', premium: 1, customerId: 'c2' } })
    const work = () =>
      two.client.$transaction(async tx => {
        await tx.doctor.findMany()
        await two.other.contract.update({ where: { id }, data: { customer: { connect: { id: 'c1' } } } })
        await tx.customer.deleteMany({ where: { name: 'c1' } })
      })
    await recorded(work)
  })

  test('a link that is lost with both of its ends at once', async () => {
    if (!isServer(db())) return
    const { id } = await two.client.label.create({
      data: { name: 'x', customers: { connect: { id: 'c1' } } },
    })
    const work = async () => {
      let deleted: Promise<unknown> | undefined
      await two.other.$transaction(async tx => {
        await tx.customer.delete({ where: { id: 'c1' } })
        deleted = Promise.resolve(two.client.label.delete({ where: { id } }))
        await pause(300)
      })
      await deleted
    }
    await recorded(work)
  })

  test('a row that another creates while createMany skips what is there', async () => {
    if (db().provider === 'sqlite' || db().name === 'pglite') return
    const data = { id: 4711, name: 'x' }
    const work = async () => {
      let created: Promise<unknown> | undefined
      await two.other.$transaction(async tx => {
        await tx.label.create({ data })
        created = Promise.resolve(
          two.client.label.createMany({ data: [data], skipDuplicates: true } as never),
        )
        await pause(300)
      })
      expect(await created).toEqual({ count: 0 })
    }
    await recorded(work)
  })

  test('createMany that skips what is there, where others have created one row and deleted another', async () => {
    if (!isServer(db())) return
    const rows = [4711, 4712].map(id => ({ id, name: `x${id}` }))
    await two.client.label.create({ data: rows[0] as never })
    const work = () =>
      two.client.$transaction(async tx => {
        await tx.doctor.findMany()
        await two.other.label.delete({ where: { id: 4711 } })
        await two.other.label.create({ data: rows[1] as never })
        await tx.label.createMany({ data: rows, skipDuplicates: true } as never)
      })
    await recorded(work).catch(error => expect(error.code).toBe('P2034'))
  })

  test.each([
    { deleteMany: {} },
    { deleteMany: { amount: 1 } },
    { updateMany: { where: {}, data: { amount: 2 } } },
    { set: [] },
  ])('rows that another moved away after the transaction began to read: %o', async claims => {
    if (!isServer(db())) return
    const { id } = await two.client.claim.create({ data: { amount: 1 } })
    const made = { terms: 't', premium: 1, customerId: 'c1', claims: { connect: { id } } }
    const contract = await two.client.contract.create({ data: made })
    const work = () =>
      two.client.$transaction(async tx => {
        await tx.doctor.findMany()
        await two.other.claim.update({ where: { id }, data: { contractId: null } })
        await tx.contract.update({ where: { id: contract.id }, data: { claims } })
      })
    await recorded(work)
  })

  test('a partner that another has replaced after the transaction began to read', async () => {
    if (!isServer(db())) return
    const { id } = await two.client.contract.create({ data: { terms: 't', premium: 1, customerId: 'c1' } })
    const work = () =>
      two.client.$transaction(async tx => {
        await tx.doctor.findMany()
        await two.other.contract.update({ where: { id }, data: { customerId: 'c2' } })
        await tx.contract.update({ where: { id }, data: { customer: { update: { name: 'm' } } } })
      })
    await recorded(work)
  })

  test.each([{}, { customer: { is: { name: 'c1' } } }])(
    'an upsert of a row that another is about to move away: %o',
    async extra => {
      if (!isServer(db())) return
      const passport = await two.client.passport.create({ data: { number: '1', customerId: 'c1' } })
      const work = async () => {
        let upserted: Promise<unknown> | undefined
        await two.other.$transaction(async tx => {
          await tx.passport.update({ where: { id: passport.id }, data: { customerId: 'c2' } })
          const create = { number: '2', customerId: 'c1' }
          const upsert = { where: { customerId: 'c1', ...extra }, create, update: { number: '3' } }
          upserted = Promise.resolve(two.client.passport.upsert(upsert))
          await pause(300)
        })
        await upserted
      }
      await recorded(work)
      // MariaDB shows the transaction the row as it was when it began to read, and Prisma updates it.
      const isUpdated = db().name === 'mariadb' && 'customer' in extra
      expect(await db().plain.passport.count()).toBe(isUpdated ? 1 : 2)
    },
  )

  test('a record that another deleted after the transaction began to read: a conflict, to be tried again', async () => {
    if (!isServer(db())) return
    const { id } = await two.client.label.create({ data: { name: 'x' } })
    const errors: unknown[] = []
    const work = () =>
      two.client.$transaction(async tx => {
        await tx.label.findMany()
        await two.other.label.delete({ where: { id } })
        await tx.label.update({ where: { id }, data: {} }).catch(error => errors.push(error))
      })
    await recorded(work).catch(error => errors.push(error))
    // MariaDB goes on showing the row to the transaction; PostgreSQL says that it is gone.
    const code = db().name === 'mariadb' ? 'P2034' : 'P2025'
    expect(errors[0]).toMatchObject({ code, name: 'PrismaClientKnownRequestError' })
  })

  test('after a deadlock in a transaction inside another both are over', async () => {
    if (!isServer(db())) return
    const failures: unknown[] = []
    const one = (first: string, second: string) =>
      two.client.$transaction(
        async tx => {
          await rename(tx as never, first, `${first} first`)
          await pause(200)
          const inside = async (inner: typeof tx) => {
            const lost = await rename(inner as never, second, `${second} second`).then(
              () => false,
              error => failures.push(error) > 0,
            )
            if (lost) await rename(inner as never, 'c3', 'after').catch(() => {})
          }
          await (tx as unknown as SealedClient).$transaction(inside as never)
        },
        { timeout: 20_000 },
      )
    await recorded(async () => {
      await Promise.allSettled([one('c1', 'c2'), one('c2', 'c1')])
    })
    expect(failures).toHaveLength(1)
    expect((await db().plain.customer.findUniqueOrThrow({ where: { id: 'c3' } })).name).toBe('c3')
  })

  test('after a deadlock the transaction is over, and nothing after it is kept alone', async () => {
    if (!isServer(db())) return
    const failures: unknown[] = []
    const one = (first: string, second: string) =>
      two.client.$transaction(
        async tx => {
          await rename(tx as never, first, `${first} first`)
          await pause(200)
          const lost = await rename(tx as never, second, `${second} second`).then(
            () => false,
            error => failures.push(error) > 0,
          )
          if (!lost) return
          await rename(tx as never, 'c3', 'after').catch(() => {})
          throw new Error('give up')
        },
        { timeout: 20_000 },
      )
    await recorded(async () => {
      await Promise.allSettled([one('c1', 'c2'), one('c2', 'c1')])
    })
    expect(failures).toHaveLength(1)
    expect((await db().plain.customer.findUniqueOrThrow({ where: { id: 'c3' } })).name).toBe('c3')
  })
})
