// Finding rows by protected fields: equality through blind indexes, first characters, combinations, tokens.

import { beforeEach, describe, expect, test } from 'vitest'
import { newToken } from '../../src/core/token.js'
import { typed } from '../generated/sqlite/fieldseal/index.js'
import { onEachDatabase } from '../support/databases.js'
import { type SealedClient, sealedClient } from '../support/keys.js'

const { birthDate, score } = typed.Account

onEachDatabase('searching', db => {
  let client: SealedClient
  beforeEach(async () => {
    client ??= sealedClient(db())
    await db().clear()
    await client.account.createMany({ data: [ada, grace, nobody] })
  })

  const born = new Date('1815-12-10T00:00:00Z')
  const ada = {
    id: 'a',
    tenant: 't1',
    username: 'Ada',
    ssn: '123-45-6789',
    birthDate: birthDate(born),
    score: score(42),
    lastName: 'Lovelace',
  }
  const grace = {
    id: 'g',
    tenant: 't1',
    username: 'grace',
    ssn: '987-65-4321',
    score: score(7),
    lastName: 'Hopper',
  }
  const nobody = { id: 'n', tenant: 't2', username: 'nobody' }

  async function ids(where: object): Promise<string> {
    const rows = await client.account.findMany({ where, select: { id: true }, orderBy: { id: 'asc' } })
    return rows.map(row => row.id).join('')
  }

  describe('equality', () => {
    test.each<[string, object, string]>([
      ['a bare value', { lastName: 'Lovelace' }, 'a'],
      ['another spelling', { lastName: ' LOVELACE ' }, 'a'],
      ['equals', { lastName: { equals: 'hopper' } }, 'g'],
      ['in', { lastName: { in: ['hopper', 'lovelace', 'x'] } }, 'ag'],
      ['an empty in', { lastName: { in: [] } }, ''],
      ['notIn, which leaves nulls out', { lastName: { notIn: ['hopper'] } }, 'a'],
      ['not, which leaves nulls out', { lastName: { not: 'hopper' } }, 'a'],
      ['not null', { lastName: { not: null } }, 'ag'],
      ['null', { lastName: null }, 'n'],
      ['equals null', { lastName: { equals: null } }, 'n'],
      ['a nested not', { lastName: { not: { in: ['hopper'] } } }, 'a'],
      ['not with null beside it', { lastName: { not: { equals: null } } }, 'ag'],
      ['several operators at once', { lastName: { in: ['hopper', 'lovelace'], not: 'hopper' } }, 'a'],
      ['OR', { OR: [{ lastName: 'hopper' }, { lastName: null }] }, 'gn'],
      ['NOT', { NOT: { lastName: 'hopper' } }, 'a'],
      ['AND on one field twice', { AND: [{ lastName: 'hopper' }, { lastName: 'lovelace' }] }, ''],
      ['beside a plain field', { tenant: 't1', lastName: 'hopper' }, 'g'],
      ['a DateTime', { birthDate: birthDate(born) }, 'a'],
      ['a DateTime as ISO text', { birthDate: '1815-12-10T00:00:00.000Z' }, 'a'],
      ['an Int', { score: score(7) }, 'g'],
      ['digits in another layout', { ssn: '123 45 6789' }, 'a'],
    ])('%s', async (_name, where, expected) => {
      expect(await ids(where)).toBe(expected)
    })

    test('by a unique field in every place that takes one', async () => {
      const where = { username: 'ADA' }
      expect(await client.account.findUnique({ where })).toMatchObject({ id: 'a', username: 'Ada' })
      expect(await client.account.update({ where, data: { tenant: 't9' } })).toMatchObject({
        id: 'a',
        tenant: 't9',
      })
      const create = { tenant: 't1', username: 'ada' }
      expect(await client.account.upsert({ where, create, update: { tenant: 't1' } })).toMatchObject({
        id: 'a',
      })
      const page = { cursor: where, orderBy: { id: 'asc' as const }, skip: 1, select: { id: true } }
      expect(await client.account.findMany(page)).toEqual([{ id: 'g' }, { id: 'n' }])
      const post = await client.post.create({ data: { title: 'Notes', account: { connect: where } } })
      expect(post).toMatchObject({ accountId: 'a', title: 'Notes' })
      await client.post.create({ data: { title: 'More', account: { connectOrCreate: { where, create } } } })
      expect(await client.account.count()).toBe(3)
      expect(await client.account.delete({ where })).toMatchObject({ id: 'a' })
    })

    test("a condition of the caller's own on the index stays beside it", async () => {
      const [usernameIndex] = (await db().rawColumn('Account', 'usernameIndex', `id = 'g'`)) as string[]
      const [ssnIndex] = (await db().rawColumn('Account', 'ssnIndex', `id = 'g'`)) as string[]
      const other = usernameIndex as string
      expect(await client.account.findUnique({ where: { username: 'ada', usernameIndex: other } })).toBeNull()
      expect(
        await client.account.findUnique({ where: { username: 'grace', usernameIndex: other } }),
      ).toMatchObject({ id: 'g' })
      const tenant_ssnIndex = { tenant: 't1', ssnIndex: ssnIndex as string }
      const both = (ssn: string) => ({ tenant_ssn: { tenant: 't1', ssn }, tenant_ssnIndex })
      expect(await client.account.findUnique({ where: both('123-45-6789') })).toBeNull()
      expect(await client.account.findUnique({ where: both('987-65-4321') })).toMatchObject({ id: 'g' })
    })

    test('by a compound unique that contains the field', async () => {
      const where = { tenant_ssn: { tenant: 't1', ssn: '123456789' } }
      expect(await client.account.findUnique({ where })).toMatchObject({ id: 'a', ssn: '123-45-6789' })
      expect(await client.account.update({ where, data: { ssn: '1' } })).toMatchObject({ id: 'a', ssn: '1' })
      expect(await client.account.findUnique({ where })).toBeNull()
    })

    test('through relations and in nested writes', async () => {
      const posts = {
        create: [
          { title: 'One', body: '1' },
          { title: 'Two', body: '2' },
        ],
      }
      await client.account.update({ where: { id: 'a' }, data: { posts } })
      expect(await ids({ posts: { some: { title: 'ONE' } } })).toBe('a')
      expect(await ids({ posts: { none: { title: 'ONE' } } })).toBe('gn')
      expect(await ids({ posts: { every: { title: 'one' } } })).toBe('gn')
      expect(await client.post.count({ where: { account: { username: 'ada' } } })).toBe(2)
      expect(await client.post.count({ where: { account: { is: { lastName: 'hopper' } } } })).toBe(0)
      const updateMany = { where: { title: 'two' }, data: { body: 'changed' } }
      await client.account.update({ where: { id: 'a' }, data: { posts: { updateMany } } })
      await client.account.update({ where: { id: 'a' }, data: { posts: { deleteMany: { title: 'one' } } } })
      expect(await client.post.findMany({ select: { title: true, body: true } })).toEqual([
        { title: 'Two', body: 'changed' },
      ])
      const counted = { _count: { select: { posts: { where: { title: 'TWO' } } } } }
      expect(await client.account.findUnique({ where: { id: 'a' }, select: counted })).toEqual({
        _count: { posts: 1 },
      })
    })

    test('distinct tells values apart by their index', async () => {
      await client.account.create({ data: { ...nobody, id: 'z', username: 'z', lastName: 'LOVELACE' } })
      const rows = await client.account.findMany({
        distinct: ['lastName'],
        orderBy: { id: 'asc' },
        select: { lastName: true },
      })
      expect(rows).toEqual([{ lastName: 'Lovelace' }, { lastName: 'Hopper' }, { lastName: null }])
    })

    test('groupBy groups by the index and shows the value', async () => {
      await client.account.create({ data: { ...nobody, id: 'z', username: 'z', lastName: 'LOVELACE' } })
      const groups = await client.account.groupBy({
        by: ['lastName'],
        _count: true,
        orderBy: { _count: { id: 'desc' } },
        having: { lastName: { not: null } },
      })
      expect(groups.map(group => ({ ...group, lastName: group.lastName?.toLowerCase() }))).toEqual([
        { lastName: 'lovelace', _count: 2 },
        { lastName: 'hopper', _count: 1 },
      ])
      const having = { lastName: { equals: 'HOPPER' }, score: { not: null } }
      const some = await client.account.groupBy({
        by: ['lastName', 'score', 'tenant'],
        having,
        _min: { tenant: true },
      })
      expect(some).toEqual([{ lastName: 'Hopper', score: 7, tenant: 't1', _min: { tenant: 't1' } }])
    })

    test('writing a field anew moves its index, and null clears it', async () => {
      await client.account.update({
        where: { id: 'a' },
        data: { lastName: { set: 'Byron' }, birthDate: birthDate(born) },
      })
      expect([await ids({ lastName: 'lovelace' }), await ids({ lastName: 'byron' })]).toEqual(['', 'a'])
      await client.account.updateMany({
        where: { lastName: 'byron' },
        data: { lastName: null, birthDate: null },
      })
      expect(await ids({ lastName: 'byron' })).toBe('')
      expect(await db().rawColumn('Account', 'lastNameIndex', `id = 'a'`)).toEqual([null])
    })

    test('index texts are keyed, differ from column to column and never hold the value', async () => {
      await client.account.create({
        data: { id: 'x', tenant: 't', username: 'same', ssn: '5', lastName: 'same' },
      })
      const columns = ['usernameIndex', 'ssnIndex', 'lastNameIndex']
      const texts = await Promise.all(columns.map(column => db().rawColumn('Account', column, `id = 'x'`)))
      for (const [text] of texts) expect(text).toMatch(/^i1\.[A-Za-z0-9_-]{22}$/)
      expect(new Set(texts.flat()).size).toBe(3)
    })

    test.each<[string, object, string]>([
      ['contains', { lastName: { contains: 'ove' } }, 'contains'],
      ['endsWith', { lastName: { endsWith: 'ace' } }, 'endsWith'],
      ['gt', { score: { gt: 3 } }, 'gt'],
      ['a startsWith that no prefix index answers', { username: { startsWith: 'ad' } }, 'startsWith'],
      ['gt inside not', { score: { not: { gt: 3 } } }, 'not'],
    ])('%s is refused', async (_name, where, operator) => {
      await expect(ids(where)).rejects.toMatchObject({
        code: 'QUERY_UNSUPPORTED',
        model: 'Account',
        operator,
      })
    })

    test.each<[string, object]>([
      ['a value of another type', { score: 'seven' }],
      ['null in a list', { lastName: { in: ['a', null] } }],
    ])('%s is refused', async (_name, where) => {
      await expect(ids(where)).rejects.toMatchObject({ code: 'QUERY_VALUE_INVALID', model: 'Account' })
    })
  })

  describe('uniqueness', () => {
    test('P2002 names the field that the user knows, in meta and message', async () => {
      const error = await client.account.create({ data: { tenant: 't', username: 'ADA' } }).catch(e => e)
      expect(error).toMatchObject({ code: 'P2002', meta: { target: ['username'] } })
      expect(error.message).toMatch(/failed on the fields: \(`username`\)$/)
      expect(JSON.stringify(error.meta.driverAdapterError.cause.constraint)).toBe('{"fields":["username"]}')
      const compound = await client.account
        .createMany({ data: [{ tenant: 't1', username: 'x', ssn: '123456789' }] })
        .catch(e => e)
      expect(compound).toMatchObject({ code: 'P2002', meta: { target: ['tenant', 'ssn'] } })
    })

    test('of two writers racing for one value exactly one wins', async () => {
      const second = sealedClient(db())
      const race = [client, second, client, second].map((one, i) =>
        one.account.create({ data: { tenant: `r${i}`, username: i % 2 ? 'RACE' : 'race' } }),
      )
      const outcomes = await Promise.allSettled(race)
      expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
      expect(await client.account.count({ where: { username: 'race' } })).toBe(1)
    })
  })

  describe('first characters', () => {
    test.each<[string, object, string]>([
      ['startsWith', { lastName: { startsWith: 'Love' } }, 'a'],
      ['another spelling', { lastName: { startsWith: ' hOP' } }, 'g'],
      ['no match', { lastName: { startsWith: 'lox' } }, ''],
      ['NOT, of short values too', { NOT: { lastName: { startsWith: 'love' } } }, 'gs'],
      ['not', { lastName: { not: { startsWith: 'hop' } } }, 'as'],
      ['beside equality', { lastName: { startsWith: 'ho', not: 'hopper' } }, ''],
    ])('%s', async (_name, where, expected) => {
      await client.account.create({ data: { id: 's', tenant: 't', username: 's', lastName: 'O' } })
      expect(await ids(where)).toBe(expected)
    })

    test.each(['L', 'Lovelace'])('%s is outside of 2..6 characters and refused', async text => {
      const found = ids({ lastName: { startsWith: text } })
      await expect(found).rejects.toMatchObject({ code: 'QUERY_VALUE_INVALID', field: 'lastName' })
    })
  })

  describe('a compound index', () => {
    test('finds a combination', async () => {
      expect(await ids({ lastName: 'LOVELACE', birthDate: { equals: birthDate(born) } })).toBe('a')
      expect(await ids({ lastName: 'hopper', birthDate: birthDate(born) })).toBe('')
    })

    test('is null where a field is null', async () => {
      expect(await db().rawColumn('Account', 'nameBirthIndex', `id <> 'a'`)).toEqual([null, null])
    })

    test('refuses an update of one field without the other', async () => {
      const update = client.account.update({ where: { id: 'a' }, data: { lastName: 'King' } })
      await expect(update).rejects.toMatchObject({ code: 'QUERY_COMPOUND_INCOMPLETE', field: 'lastName' })
    })
  })

  describe('tokens', () => {
    test('are found by value, stored as a hash and never read', async () => {
      const sessionToken = newToken()
      const row = await client.account.update({ where: { id: 'a' }, data: { sessionToken } })
      expect(row).not.toHaveProperty('sessionToken')
      const [stored] = await db().rawColumn('Account', 'sessionToken', `id = 'a'`)
      expect(stored).toMatch(/^i1\.[A-Za-z0-9_-]{43}$/)
      expect(await client.account.findUnique({ where: { sessionToken } })).toMatchObject({ id: 'a' })
      expect(await client.account.findUnique({ where: { sessionToken: stored as string } })).toBeNull()
      expect(await client.account.findUnique({ where: { sessionToken: newToken() } })).toBeNull()
      expect(await ids({ sessionToken: { not: null } })).toBe('a')
    })

    test.each<[string, object]>([
      ['select', { select: { sessionToken: true } }],
      ['omit: false', { omit: { sessionToken: false } }],
    ])('cannot be read by %s', async (_name, args) => {
      const found = client.account.findMany(args)
      await expect(found).rejects.toMatchObject({ code: 'QUERY_UNSUPPORTED', field: 'sessionToken' })
    })
  })
})
