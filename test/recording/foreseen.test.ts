// What others do between the reads before an operation and the operation itself: it finds what was found before it, and a
// row that has come meanwhile is neither taken for its own nor changed unseen.

import { expect, test } from 'vitest'
import { onEachDatabase } from '../support/databases.js'
import type { SealedClient } from '../support/keys.js'
import { expectRecorded } from './expect-recorded.js'
import { readTrail } from './trail.js'
import { isServer, pause, twoClients } from './two-clients.js'

onEachDatabase('between what is read before an operation and the operation', db => {
  const two = twoClients(db)

  /**
   * Updates customer c1 with `data` and has it wait, once it has looked for what `data` names, for customer c3, while
   * another client makes `change`. Gives how the update ended.
   */
  async function meanwhile(
    data: object,
    change: () => PromiseLike<unknown>,
    by: { readonly customer: SealedClient['customer'] } = two.client,
  ): Promise<PromiseSettledResult<unknown>> {
    const work = async () => {
      let pending: readonly Promise<unknown>[] = []
      await db().plain.$transaction(async tx => {
        await tx.$executeRawUnsafe(`SELECT 1 FROM customers WHERE id = 'c3' FOR UPDATE`)
        const last = { referrer: { connect: { id: 'c3' } } }
        const updated = by.customer.update({ where: { id: 'c1' }, data: { ...data, ...last } as never })
        pending = [Promise.resolve(updated)]
        await pause(200)
        pending = [...pending, Promise.resolve(change())]
        await pause(200)
      })
      const [outcome, changed] = await Promise.allSettled(pending)
      expect(changed?.status).toBe('fulfilled')
      return outcome as PromiseSettledResult<unknown>
    }
    return expectRecorded(db(), work)
  }

  async function created(model: string): Promise<number> {
    const entries = (await readTrail(db())).flatMap(one => one.entries)
    return entries.filter(one => one.model === model && one.action === 'create').length
  }

  const newcomer = { id: 'new', name: 'n', email: 'n', regionCode: 'A' }

  test('connectOrCreate of a row that another creates connects it', async () => {
    if (!isServer(db())) return
    const name = 'x'
    const outcome = await meanwhile(
      { labels: { connectOrCreate: { where: { name }, create: { name } } } },
      () => two.other.label.create({ data: { name } }),
    )
    expect(outcome.status).toBe('fulfilled')
    expect(await created('Label')).toBe(1)
    expect(await db().plain.label.count({ where: { customers: { some: { id: 'c1' } } } })).toBe(1)
  })

  test('connectOrCreate by a key that holds a foreign key', async () => {
    if (!isServer(db())) return
    const { id } = await two.client.contract.create({ data: { terms: 't', premium: 1, customerId: 'c1' } })
    const key = { regionCode: 'A', number: 1 }
    const district = { connectOrCreate: { where: { regionCode_number: key }, create: { ...key, name: 'd' } } }
    await meanwhile({ contracts: { update: { where: { id }, data: { district } } } }, () =>
      two.other.district.create({ data: { ...key, name: 'o' } }).catch(ifDeadlock),
    )
    expect(await created('District')).toBe(1)
  })

  test('connectOrCreate by an id that the database counts up, beside a row that gets one', async () => {
    if (!isServer(db())) return
    const where = { id: 900_000 }
    const labels = { create: { name: 'y' }, connectOrCreate: { where, create: { name: 'x' } } }
    await meanwhile({ labels }, () => two.other.label.create({ data: { ...where, name: 'z' } }))
    expect(await created('Label')).toBe(3)
  })

  test('a related row that another gives a new id is none that the operation made', async () => {
    if (!isServer(db())) return
    const contract = { terms: 't', premium: 1 }
    const { id } = await two.client.contract.create({ data: { ...contract, customerId: 'c1' } })
    await meanwhile({ contracts: { create: contract } }, () =>
      two.other.contract.update({ where: { id }, data: { id: id + 1000 } }).catch(ifDeadlock),
    )
    expect(await created('Contract')).toBe(2)
  })

  test('a linked row that another gives a new id is none that the operation made', async () => {
    if (!isServer(db())) return
    const { id } = await two.client.label.create({
      data: { name: 'x', customers: { connect: { id: 'c1' } } },
    })
    await meanwhile({ labels: { create: { name: 'y' } } }, () =>
      two.other.label.update({ where: { id }, data: { id: id + 1000 } }).catch(ifDeadlock),
    )
    expect(await db().plain.label.count()).toBe(2)
  })

  test('connectOrCreate by two names that a row of another has one of ends as Prisma ends it', async () => {
    if (!isServer(db())) return
    const names = ['x', 'y', 'X ']
    const connectOrCreate = names.map(name => ({ where: { name }, create: { name } }))
    const { status } = await meanwhile({ labels: { connectOrCreate } }, () =>
      two.other.label.create({ data: { name: 'y' } }),
    )
    expect(status).toBe('fulfilled')
    expect(await db().plain.label.count()).toBe(db().name === 'mariadb' ? 2 : 3)
  })

  test('in a transaction connectOrCreate of such a row is a unique conflict', async () => {
    if (!isServer(db())) return
    const name = 'x'
    const data = { labels: { connectOrCreate: { where: { name }, create: { name } } } }
    let outcome: PromiseSettledResult<unknown> | undefined
    await two.client
      .$transaction(async tx => {
        outcome = await meanwhile(data, () => two.other.label.create({ data: { name } }), tx)
      })
      .catch(() => {})
    expect(outcome).toMatchObject({ reason: { code: 'P2002' } })
    expect(await db().plain.label.count({ where: { customers: { some: {} } } })).toBe(0)
  })

  test('upsert of a row that another creates is not taken for what made it', async () => {
    if (!isServer(db())) return
    const upsert = { where: { id: 'new' }, create: newcomer, update: { name: 'm' } }
    await meanwhile({ referred: { upsert } }, () =>
      two.other.customer.create({ data: newcomer }).catch(ifDeadlock),
    )
    expect(await created('Customer')).toBe(1)
  })

  test.each(['connect', 'set', 'disconnect', 'delete'])(
    '%s of a row that another creates leaves it alone',
    async keyword => {
      if (!isServer(db())) return
      const change = () => two.other.customer.create({ data: { ...newcomer, referrerId: 'c2' } })
      await meanwhile({ referred: { [keyword]: { id: 'new' } } }, change)
      const { referrerId } = await db().plain.customer.findUniqueOrThrow({ where: { id: 'new' } })
      expect(referrerId).toBe('c2')
    },
  )

  test.each([
    { updateMany: { where: { premium: 0 }, data: { premium: 5 } } },
    { deleteMany: { premium: 0 } },
  ])('rows that another makes fit a filter: %o', async contracts => {
    if (!isServer(db())) return
    const { id } = await two.client.contract.create({ data: { terms: 't', premium: 1, customerId: 'c1' } })
    await meanwhile({ contracts }, () => two.other.contract.update({ where: { id }, data: { premium: 0 } }))
    expect(await db().plain.contract.findUnique({ where: { id } })).toMatchObject({ premium: 0 })
  })
})

/** MariaDB may find that the two wait for each other. */
function ifDeadlock(error: { readonly code?: string }): void {
  expect(error.code).toBe('P2034')
}
