// An application with accounts and posts, as one finds them: everyday code that has to go on working unchanged
// after its columns were annotated. The tables hold ciphertext all along.

import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { typed } from '../generated/sqlite/fieldseal/index.js'
import { onEachDatabase } from '../support/databases.js'
import { type SealedClient, sealedClient } from '../support/keys.js'
import { rawValues, storedValues } from './stored-values.js'

const ada = { id: 'a1', tenant: 't1', username: 'Ada', lastName: 'Lovelace', ssn: '123-45-6789' }
const eve = { id: 'a2', tenant: 't1', username: 'Eve', lastName: 'Moneypenny' }

onEachDatabase('an existing application', db => {
  let client: SealedClient

  beforeAll(() => {
    client = sealedClient(db())
  })

  describe('with a few rows', () => {
    beforeEach(() => db().clear())

    test('creates, reads, updates and deletes by id', async () => {
      const where = { id: 'a1' }
      expect(await client.account.create({ data: ada })).toMatchObject(ada)
      expect(await client.account.findUnique({ where })).toMatchObject(ada)
      const [before] = await rawValues(db(), 'Account', 'ssn')
      expect(before).toMatch(/^fs1\./)
      expect(await client.account.update({ where, data: { ssn: '987-65-4321' } })).toMatchObject({
        ...ada,
        ssn: '987-65-4321',
      })
      const [after] = await rawValues(db(), 'Account', 'ssn')
      expect(after).toMatch(/^fs1\./)
      expect(after).not.toBe(before)
      expect(await client.account.delete({ where })).toMatchObject({ ...ada, ssn: '987-65-4321' })
      expect(await client.account.findUnique({ where })).toBeNull()
    })

    test('creates, reads, updates and deletes by an encrypted unique', async () => {
      await client.account.create({ data: ada })
      const where = { username: 'Ada' }
      expect(await client.account.findUnique({ where })).toMatchObject(ada)
      expect(await client.account.findUniqueOrThrow({ where: { username: 'ADA' } })).toMatchObject(ada)
      expect(await client.account.update({ where, data: { tenant: 't2' } })).toMatchObject({ tenant: 't2' })
      expect(
        await client.account.upsert({ where, create: ada, update: { score: typed.Account.score(7) } }),
      ).toMatchObject({ score: 7 })
      await expect(client.account.create({ data: { ...eve, username: 'ada' } })).rejects.toMatchObject({
        code: 'P2002',
      })
      expect(await client.account.delete({ where })).toMatchObject({ ...ada, tenant: 't2', score: 7 })
      expect(await client.account.findUnique({ where })).toBeNull()
    })

    test('changes one column with set and keeps the others', async () => {
      await client.account.create({ data: ada })
      const kept = await rawValues(db(), 'Account', 'lastName')
      const ssn = '987-65-4321'
      const row = await client.account.update({
        where: { id: 'a1' },
        data: { ssn: { set: ssn }, tenant: { set: 't2' } },
      })
      expect(row).toMatchObject({ ...ada, ssn, tenant: 't2' })
      expect(await storedValues(db(), 'Account', 'ssn')).toEqual([ssn])
      expect(await rawValues(db(), 'Account', 'lastName')).toEqual(kept)
    })

    test('creates a row with its related rows, and connects by id', async () => {
      const created = await client.account.create({
        data: { ...ada, posts: { create: [{ title: 'One', body: 'plain' }, { title: 'Two' }] } },
        include: { posts: { orderBy: { id: 'asc' } } },
      })
      expect(created.posts).toMatchObject([
        { title: 'One', body: 'plain' },
        { title: 'Two', body: null },
      ])
      await client.account.create({ data: eve })
      const post = await client.post.create({
        data: { title: 'Three', account: { connect: { id: 'a2' } } },
        include: { account: true },
      })
      expect(post).toMatchObject({ title: 'Three', account: eve })
      await client.post.update({ where: { id: post.id }, data: { account: { connect: { id: 'a1' } } } })
      expect(
        await client.account.findUnique({ where: { id: 'a1' } }).posts({ orderBy: { id: 'asc' } }),
      ).toMatchObject([{ title: 'One' }, { title: 'Two' }, { title: 'Three' }])
      expect(await storedValues(db(), 'Post', 'title')).toEqual(['One', 'Three', 'Two'])
    })

    test('connects by an encrypted unique, and creates where there is none', async () => {
      await client.account.create({ data: ada })
      const post = (username: string, data: typeof ada | typeof eve) =>
        client.post.create({
          data: { title: 'T', account: { connectOrCreate: { where: { username }, create: data } } },
          include: { account: true },
        })
      expect(await post('ada', { ...ada, id: 'unused' })).toMatchObject({ account: ada })
      expect(await post('eve', eve)).toMatchObject({ account: eve })
      const connected = client.post.create({
        data: { title: 'U', account: { connect: { username: 'EVE' } } },
        include: { account: true },
      })
      expect(await connected).toMatchObject({ account: eve })
      expect(await db().plain.account.count()).toBe(2)
    })

    test('finds rows by an encrypted column of a related row', async () => {
      await client.account.create({ data: { ...ada, posts: { create: { title: 'One' } } } })
      await client.account.create({ data: { ...eve, posts: { create: { title: 'Two' } } } })
      expect(await client.post.findMany({ where: { account: { username: 'ada' } } })).toMatchObject([
        { title: 'One' },
      ])
      expect(await client.account.findMany({ where: { posts: { some: { title: 'two' } } } })).toMatchObject([
        eve,
      ])
      expect(
        await client.account.findMany({ where: { OR: [{ username: 'eve' }, { lastName: ' lovelace' }] } }),
      ).toHaveLength(2)
    })

    test('finds one row by a plain unique, and by a composite one', async () => {
      const { id } = await client.patient.create({
        data: { email: 'p@example.com', name: 'P', insurance: { create: { policyNumber: 'POL-1' } } },
      })
      expect(await client.insurance.findUnique({ where: { patientId: id } })).toMatchObject({
        policyNumber: 'POL-1',
      })
      expect(
        await client.insurance.update({ where: { patientId: id }, data: { policyNumber: 'POL-2' } }),
      ).toMatchObject({ policyNumber: 'POL-2' })
      await client.room.create({ data: { building: 'A', number: 1, doorCode: '1234' } })
      const where = { building_number: { building: 'A', number: 1 } }
      expect(await client.room.findUnique({ where })).toMatchObject({ doorCode: '1234' })
    })

    test('removes a row with its related rows', async () => {
      await client.account.create({
        data: { ...ada, posts: { create: [{ title: 'One' }, { title: 'Two' }] } },
      })
      const deleted = await client.account.delete({ where: { id: 'a1' }, include: { posts: true } })
      expect(deleted).toMatchObject({ ...ada, posts: [{}, {}] })
      expect(await client.post.count()).toBe(0)
    })

    test('undoes what a failed transaction wrote, of either kind', async () => {
      await client.account.create({ data: ada })
      const update = { where: { id: 'a1' }, data: { ssn: '987-65-4321' } }
      const batch = client.$transaction([client.account.update(update), client.account.create({ data: ada })])
      await expect(batch).rejects.toMatchObject({ code: 'P2002' })
      const interactive = client.$transaction(async tx => {
        await tx.account.update(update)
        expect(await tx.account.findUnique({ where: { id: 'a1' } })).toMatchObject(update.data)
        throw new Error('undone')
      })
      await expect(interactive).rejects.toThrow('undone')
      expect(await client.account.findUnique({ where: { id: 'a1' } })).toMatchObject(ada)
    })

    test('uses one object of arguments again and again', async () => {
      const data = { ...ada, posts: { create: [{ title: 'One' }] } }
      const create = { data, include: { posts: true } }
      const find = { where: { username: 'ada', posts: { some: { title: 'one' } } }, include: { posts: true } }
      const [createCopy, findCopy] = [structuredClone(create), structuredClone(find)]
      for (let round = 0; round < 3; round++) {
        expect(await client.account.create(create)).toMatchObject(ada)
        expect(await client.account.findMany(find)).toMatchObject([{ ...ada, posts: [{ title: 'One' }] }])
        expect(await client.account.count({ where: find.where })).toBe(1)
        await client.account.deleteMany({ where: find.where })
      }
      expect(create).toEqual(createCopy)
      expect(find).toEqual(findCopy)
    })

    test('writes back what it read', async () => {
      const { id, ...row } = await client.account.create({ data: ada })
      const copy = await client.account.update({
        where: { id },
        data: {
          ...row,
          birthDate: typed.Account.birthDate(row.birthDate),
          score: typed.Account.score(row.score),
        },
      })
      expect(copy).toMatchObject(ada)
      expect(await storedValues(db(), 'Account', 'lastName')).toEqual([ada.lastName])
    })

    test('gets rows that serialise, clone and spread as plain objects', async () => {
      await client.account.create({
        data: {
          ...ada,
          birthDate: typed.Account.birthDate(new Date(0)),
          posts: { create: { title: 'One' } },
        },
      })
      const row = await client.account.findFirstOrThrow({ include: { posts: true } })
      expect(structuredClone(row)).toEqual(row)
      expect({ ...row }).toEqual(row)
      expect(JSON.parse(JSON.stringify(row))).toMatchObject({
        ...ada,
        birthDate: '1970-01-01T00:00:00.000Z',
        posts: [{ title: 'One' }],
      })
      expect(Object.getOwnPropertyNames(row)).toContain('lastName')
    })

    test('stores values of 4 MiB', async () => {
      const secret = 'A long text, 32 characters each.'.repeat(2 ** 17)
      const { id } = await client.vault.create({ data: { label: 'l', secret }, select: { id: true } })
      const row = await client.vault.findUniqueOrThrow({ where: { id }, select: { secret: true } })
      expect(secret.length).toBe(2 ** 22)
      expect(row.secret === secret).toBe(true)
    })

    test('stores text that looks like ciphertext, of this or of other libraries', async () => {
      for (const secret of [
        'v1.aesgcm256.ae2bd3b5.AAAA.BBBB',
        'fs1.k1.AAAA',
        'i1.AAAA',
        'U2FsdGVkX18=',
        '',
        ' ',
      ]) {
        const row = await client.vault.create({ data: { label: 'l', secret } })
        expect(row.secret).toBe(secret)
      }
      expect(await storedValues(db(), 'Vault', 'secret')).toHaveLength(6)
    })

    test('sees ciphertext through raw SQL alone', async () => {
      await client.account.create({ data: ada })
      const table = db().quote('Account')
      const column = db().quote('lastName')
      const rows = await client.$queryRawUnsafe<{ value: string }[]>(
        `SELECT ${column} AS value FROM ${table}`,
      )
      expect(rows[0]?.value).toMatch(/^fs1\./)
    })
  })

  describe('with many rows', () => {
    const count = 500
    const name = (n: number) => String(n).padStart(4, '0')
    const accounts = Array.from({ length: count }, (_, n) => ({
      id: `a${name(n)}`,
      tenant: n % 2 === 0 ? 'even' : 'odd',
      username: `user ${name(n)}`,
      lastName: `name ${name(n)}`,
    }))

    beforeAll(async () => {
      await db().clear()
      await client.account.createMany({ data: accounts })
      const posts = accounts.flatMap(({ id }) => [{ title: `post of ${id}`, accountId: id }])
      await client.post.createMany({ data: posts })
    })

    test('seals and opens every one of a long list', async () => {
      const rows = await client.account.findMany({ orderBy: { id: 'asc' }, include: { posts: true } })
      expect(rows.map(row => row.lastName)).toEqual(accounts.map(row => row.lastName))
      expect(rows.map(row => row.posts[0]?.title)).toEqual(accounts.map(({ id }) => `post of ${id}`))
      const stored = await rawValues(db(), 'Account', 'lastName')
      expect(new Set(stored).size).toBe(count)
      for (const value of stored) expect(value).toMatch(/^fs1\./)
    })

    test('walks through pages by a cursor and meets each row once', async () => {
      const seen: string[] = []
      let cursor: { id: string } | undefined
      for (;;) {
        const page = await client.account.findMany({
          take: 64,
          orderBy: { id: 'asc' },
          ...(cursor && { cursor, skip: 1 }),
        })
        seen.push(...page.map(row => row.lastName as string))
        const last = page.at(-1)
        if (!last) break
        cursor = { id: last.id }
      }
      expect(seen).toEqual(accounts.map(row => row.lastName))
    })

    test('starts a page at an encrypted unique', async () => {
      const page = await client.account.findMany({
        cursor: { username: 'USER 0100' },
        take: 3,
        orderBy: { id: 'asc' },
        select: { username: true },
      })
      expect(page).toEqual([100, 101, 102].map(n => ({ username: `user ${name(n)}` })))
    })

    test('finds by long lists of ids and of encrypted values', async () => {
      const some = accounts.filter((_, n) => n % 3 === 0)
      const byId = await client.account.findMany({ where: { id: { in: some.map(({ id }) => id) } } })
      expect(byId.map(row => row.username).sort()).toEqual(some.map(row => row.username))
      const username = { in: some.map(row => row.username.toUpperCase()) }
      const byName = await client.account.findMany({ where: { username }, orderBy: { id: 'asc' } })
      expect(byName.map(row => row.id)).toEqual(some.map(row => row.id))
    })

    test('opens rows of many calls side by side', async () => {
      const ids = accounts.slice(0, 50).map(({ id }) => id)
      const rows = await Promise.all([
        ...ids.map(id => client.account.findUnique({ where: { id } })),
        ...ids.map(id => client.account.findFirst({ where: { id } })),
      ])
      expect(rows.map(row => row?.lastName)).toEqual([...ids, ...ids].map(id => `name ${id.slice(1)}`))
    })

    test('changes and removes many rows at once', async () => {
      const where = { tenant: 'odd' }
      const data = { score: typed.Account.score(7) }
      expect(await client.account.updateMany({ where, data })).toEqual({ count: count / 2 })
      expect(await client.account.findMany({ where, select: { score: true }, distinct: ['score'] })).toEqual([
        { score: 7 },
      ])
      expect(await client.account.deleteMany({ where })).toEqual({ count: count / 2 })
      expect(await client.account.count()).toBe(count / 2)
      expect(await client.post.count()).toBe(count / 2)
    })
  })
})
