// Passwords: hashed on every write, verified by one call, replaced when out of date, never read back.

import { pbkdf2Sync, randomBytes } from 'node:crypto'
import { inspect } from 'node:util'
import { beforeEach, describe, expect, test } from 'vitest'
import { PasswordHasher } from '../../src/core/password/password-hasher.js'
import { hashPassword, importHash, importPbkdf2, verifyPassword } from '../../src/index.js'
import { type PasswordEvent, PasswordFailures } from '../../src/prisma/password-events.js'
import { onEachDatabase } from '../support/databases.js'
import { type SealedClient, sealedClient, testKeys } from '../support/keys.js'

const argon2id = /^\$argon2id\$v=19\$m=19456,t=2,p=1\$/
const secret = 'correct horse battery'

onEachDatabase('passwords', db => {
  const hasher = new PasswordHasher()
  let events: PasswordEvent[] = []
  let client: SealedClient
  beforeEach(async () => {
    const onPasswordCheck = (event: PasswordEvent) => void events.push(event)
    client ??= sealedClient(db(), { passwords: { hasher }, onPasswordCheck })
    events = []
    await db().clear()
  })

  const member = (email: string, password: string) => ({ data: { email, password } })
  const stored = async (email = 'ada@x.org'): Promise<string> => {
    const { id } = await client.member.findUniqueOrThrow({ where: { email } })
    return (await db().rawColumn('Member', 'password', `id = ${id}`))[0] as string
  }
  const verify = (password: string, email = 'ada@x.org') =>
    client.member.verifyPassword({ where: { email }, password })

  describe('on write', () => {
    test('every operation stores an Argon2id hash that other code verifies', async () => {
      await client.member.create(member('ada@x.org', secret))
      expect(await stored()).toMatch(argon2id)
      expect(await verifyPassword(await stored(), secret)).toBe(true)
      await client.member.update({ where: { email: 'ada@x.org' }, data: { password: { set: 'second one' } } })
      expect(await verifyPassword(await stored(), 'second one')).toBe(true)
      const upsert = {
        where: { email: 'ada@x.org' },
        create: member('ada@x.org', 'no').data,
        update: { password: 'third one' },
      }
      await client.member.upsert(upsert)
      expect(await verifyPassword(await stored(), 'third one')).toBe(true)
      await client.member.createMany({
        data: [member('b@x.org', 'same').data, member('c@x.org', 'same').data],
      })
      expect(await stored('b@x.org')).not.toBe(await stored('c@x.org'))
      await client.member.updateMany({ data: { password: 'for all' } })
      for (const email of ['ada@x.org', 'b@x.org', 'c@x.org'])
        expect(await verify('for all', email)).not.toBeNull()
    })

    test('a text that looks like a hash is hashed like any other', async () => {
      const hash = await hashPassword(secret)
      await client.member.create(member('ada@x.org', hash))
      expect(await stored()).not.toBe(hash)
      expect(await verify(hash)).not.toBeNull()
      expect(await verify(secret)).toBeNull()
    })

    test('nested writes hash as well, and cost: strong is stronger', async () => {
      const user = { login: 'ada', password: secret, recoveryCode: 'r-1' }
      await client.userSession.create({ data: { device: 'phone', user: { create: user } } })
      const [code] = await db().rawColumn('User', 'recoveryCode')
      expect(code).toMatch(/^\$argon2id\$v=19\$m=65536,t=3,p=1\$/)
      const nested = { user: { update: { password: 'another' } } }
      const [session] = await client.userSession.findMany()
      await expect(
        client.userSession.update({ where: { id: session?.id as number }, data: nested }),
      ).rejects.toMatchObject({
        code: 'QUERY_BINDING_MISSING',
      })
    })

    test.each<[string, unknown]>([
      ['an empty one', ''],
      ['a number', 12345678],
      ['one of more than 1,024 bytes', 'x'.repeat(1025)],
      ['a lone surrogate', 'abc\ud800'],
    ])('%s is refused', async (_name, password) => {
      const create = client.member.create(member('ada@x.org', password as string))
      await expect(create).rejects.toMatchObject({
        code: 'QUERY_VALUE_INVALID',
        model: 'Member',
        field: 'password',
      })
      expect(await db().plain.member.count()).toBe(0)
    })

    test('a thousand rows are hashed a few at a time, and the event loop stays responsive', async () => {
      const before = hasher.work.started
      let most = 0
      const timer = setInterval(() => (most = Math.max(most, hasher.work.running)), 1)
      const rows = Array.from({ length: 40 }, (_, i) => member(`m${i}@x.org`, `password ${i}`).data)
      await client.member.createMany({ data: rows })
      clearInterval(timer)
      expect(hasher.work.started - before).toBe(40)
      expect(most).toBeGreaterThan(0)
      expect(most).toBeLessThanOrEqual(hasher.work.concurrency)
    })
  })

  describe('on read', () => {
    beforeEach(() => client.member.create(member('ada@x.org', secret)))

    test('no operation returns it', async () => {
      const where = { email: 'ada@x.org' }
      const rows = [
        await client.member.findUnique({ where }),
        ...(await client.member.findMany({ omit: { email: true } })),
        await client.member.update({ where, data: { password: secret } }),
        await client.member.delete({ where }),
      ]
      for (const row of rows) expect(row).not.toHaveProperty('password')
    })

    test.each<[string, object]>([
      ['select', { select: { password: true } }],
      ['omit: false', { omit: { password: false } }],
      ['where', { where: { password: secret } }],
      ['startsWith', { where: { password: { startsWith: '$argon2' } } }],
      ['orderBy', { orderBy: { password: 'asc' } }],
      ['distinct', { distinct: ['password'] }],
    ])('%s is refused', async (_name, args) => {
      const found = client.member.findMany(args)
      await expect(found).rejects.toMatchObject({
        code: 'QUERY_UNSUPPORTED',
        model: 'Member',
        field: 'password',
      })
    })

    test('rows without one are found by null', async () => {
      await client.user.create({ data: { login: 'none' } })
      expect(await client.user.findMany({ where: { password: null } })).toMatchObject([{ login: 'none' }])
    })
  })

  describe('verifying', () => {
    beforeEach(() => client.member.create(member('ada@x.org', secret)))

    test('gives the row, or null', async () => {
      const row = await verify(secret, 'ADA@X.org')
      expect(row).toMatchObject({ email: 'ada@x.org' })
      expect(row).not.toHaveProperty('password')
      expect(await verify('wrong')).toBeNull()
      expect(await verify(secret, 'nobody@x.org')).toBeNull()
      const select = await client.member.verifyPassword({
        where: { email: 'ada@x.org' },
        password: secret,
        select: { id: true },
      })
      expect(Object.keys(select ?? {})).toEqual(['id'])
    })

    test('does the same work for a wrong password, no password and no user', async () => {
      await client.user.create({ data: { login: 'ada', password: secret } })
      await client.user.create({ data: { login: 'none' } })
      const work = async (login: string) => {
        const before = hasher.work.started
        await client.user.verifyPassword({ where: { login }, password: 'wrong' })
        return hasher.work.started - before
      }
      expect([await work('ada'), await work('none'), await work('nobody')]).toEqual([1, 1, 1])
      expect(events.map(event => event.outcome)).toEqual(['wrongPassword', 'noPassword', 'unknownUser'])
    })

    test('is refused for a selection of the password, and without a where', async () => {
      const select = { password: true }
      const selecting = client.member.verifyPassword({
        where: { email: 'ada@x.org' },
        password: 'wrong',
        select,
      })
      await expect(selecting).rejects.toMatchObject({ code: 'QUERY_UNSUPPORTED', field: 'password' })
      const nowhere = client.member.verifyPassword({ password: secret } as never)
      await expect(nowhere).rejects.toMatchObject({ code: 'QUERY_UNKNOWN_ARGUMENT', model: 'Member' })
    })

    test('works inside a transaction, and sees what it wrote', async () => {
      const inside = await client.$transaction(async tx => {
        await tx.member.update({ where: { email: 'ada@x.org' }, data: { password: 'changed inside' } })
        return tx.member.verifyPassword({ where: { email: 'ada@x.org' }, password: 'changed inside' })
      })
      expect(inside).toMatchObject({ email: 'ada@x.org' })
      expect(await verify('changed inside')).not.toBeNull()
    })

    test('never gives another row that has taken the name meanwhile', async () => {
      const { id } = await client.user.create({ data: { login: 'bob', password: 'attacker pw' } })
      const renaming = sealedClient(db(), {
        passwords: { hasher },
        onPasswordCheck: async () => {
          await db().plain.user.update({ where: { id }, data: { login: 'left' } })
          await db().plain.user.create({ data: { login: 'bob' } })
        },
      })
      expect(
        await renaming.user.verifyPassword({ where: { login: 'bob' }, password: 'attacker pw' }),
      ).toBeNull()
    })

    test('of several fields the one that is named is checked', async () => {
      await client.user.create({ data: { login: 'ada', password: secret, recoveryCode: 'r-1' } })
      const where = { login: 'ada' }
      expect(await client.user.verifyPassword({ where, password: 'r-1' })).toBeNull()
      expect(
        await client.user.verifyPassword({ where, password: 'r-1', field: 'recoveryCode' }),
      ).not.toBeNull()
      const other = client.user.verifyPassword({ where, password: 'r-1', field: 'login' })
      await expect(other).rejects.toMatchObject({ code: 'QUERY_UNKNOWN_ARGUMENT' })
    })

    test('an event names the viewer on whose behalf it was', async () => {
      await client.$as({ id: 'support-7' }, () => verify('wrong'))
      await verify('wrong')
      expect(events.map(({ viewer }) => viewer?.id)).toEqual(['support-7', undefined])
    })

    test('each verification gives an event, from which failures are counted', async () => {
      const failures = new PasswordFailures()
      for (const password of ['wrong', 'wrong again', secret]) {
        const args = { where: { email: 'ada@x.org' }, password, address: '10.0.0.7' }
        await client.member.verifyPassword(args)
      }
      for (const event of events) failures.record(event)
      expect(events.map(event => event.outcome)).toEqual(['wrongPassword', 'wrongPassword', 'verified'])
      const account = await client.$fieldseal.account('Member', { email: 'ADA@x.org' })
      expect(failures.count({ account, minutes: 5 })).toBe(2)
      expect(failures.count({ address: '10.0.0.7', minutes: 5 })).toBe(2)
      expect(failures.count({ address: '10.0.0.8', minutes: 5 })).toBe(0)
      expect(inspect(events, { depth: 9 })).not.toMatch(/wrong again|correct horse|ada@x|argon2/)
    })
  })

  describe('older hashes', () => {
    const pbkdf2 = (password: string) => {
      const salt = randomBytes(16).toString('hex')
      const hash = pbkdf2Sync(password, salt, 1000, 32, 'sha256').toString('hex')
      return importPbkdf2({ digest: 'sha256', iterations: 1000, salt: { text: salt }, hash: { hex: hash } })
    }

    test('are imported by an explicit call, verified, and replaced after a success only', async () => {
      await client.member.create(member('ada@x.org', pbkdf2(secret)))
      const imported = await stored()
      expect(imported).toMatch(/^\$pbkdf2-sha256\$/)
      expect(await verify('wrong')).toBeNull()
      expect(await stored()).toBe(imported)
      expect(await verify(secret)).not.toBeNull()
      expect(await stored()).toMatch(argon2id)
      expect(events.map(event => event.upgrade)).toEqual(['none', 'done'])
      expect(await verify(secret)).not.toBeNull()
    })

    test('an upgrade does not overwrite a concurrent change of password', async () => {
      await client.member.create(member('ada@x.org', pbkdf2(secret)))
      const slow = new PasswordHasher()
      const changing = sealedClient(db(), {
        passwords: { hasher: slow },
        onPasswordCheck: event => void events.push(event),
      })
      const hash = slow.hash.bind(slow)
      slow.hash = async (...args) => {
        await client.member.update({ where: { email: 'ada@x.org' }, data: { password: 'changed meanwhile' } })
        return hash(...args)
      }
      expect(
        await changing.member.verifyPassword({ where: { email: 'ada@x.org' }, password: secret }),
      ).not.toBeNull()
      expect(events.at(-1)?.upgrade).toBe('lost')
      expect(await verify('changed meanwhile')).not.toBeNull()
      expect(await verify(secret)).toBeNull()
    })

    test('a text that is no hash is refused, not compared', async () => {
      await client.member.create(member('ada@x.org', secret))
      await db().plain.member.updateMany({ data: { password: 'plain text' } })
      await expect(verify('plain text')).rejects.toMatchObject({
        name: 'OpenError',
        model: 'Member',
        field: 'password',
      })
      expect(() => importHash('plain text')).toThrow(expect.objectContaining({ code: 'OPEN_HASH_UNKNOWN' }))
    })
  })

  describe('with a pepper', () => {
    const create = (login: string, password: string) => client.user.create({ data: { login, password } })

    test('a bound hash is sealed, and does not verify on another row', async () => {
      const { id } = await create('ada', secret)
      await create('eve', 'evil password')
      const [own] = await db().rawColumn('User', 'password', `login = 'eve'`)
      expect(own).toMatch(/^fs1\.k1\./)
      expect(
        await client.user.verifyPassword({ where: { login: 'eve' }, password: 'evil password' }),
      ).not.toBeNull()
      await db().plain.user.update({ where: { id }, data: { password: own as string } })
      const taken = client.user.verifyPassword({ where: { login: 'ada' }, password: 'evil password' })
      await expect(taken).rejects.toMatchObject({ code: 'OPEN_FAILED', model: 'User', field: 'password' })
      expect(events.at(-1)).toMatchObject({ outcome: 'failed', field: 'password' })
    })

    test('keys are rotated without knowing passwords', async () => {
      const { id } = await create('ada', secret)
      const rotated = sealedClient(db(), { keys: testKeys(['k2', 'k1']) })
      const [hash] = (await db().rawColumn('User', 'password')) as string[]
      const resealed = await rotated.$fieldseal.reseal('User', 'password', hash as string, { id })
      expect(resealed).toMatch(/^fs1\.k2\./)
      expect(await rotated.$fieldseal.reseal('User', 'password', resealed as string, { id })).toBeUndefined()
      await db().plain.user.update({ where: { id }, data: { password: resealed as string } })
      const newOnly = sealedClient(db(), { keys: testKeys(['k2']) })
      expect(await newOnly.user.verifyPassword({ where: { login: 'ada' }, password: secret })).not.toBeNull()
    })

    test('raw SQL gets a hash, and never a password', async () => {
      const data = await client.$fieldseal.seal('User', 'password', secret, { id: 'u1' })
      await db().plain.user.create({ data: { id: 'u1', login: 'raw', ...data } })
      expect(await client.user.verifyPassword({ where: { login: 'raw' }, password: secret })).not.toBeNull()
      const opened = client.$fieldseal.open('User', 'password', data.password ?? null, { id: 'u1' })
      await expect(opened).rejects.toMatchObject({ code: 'QUERY_UNSUPPORTED' })
    })

    test('a rotated key is taken up at the next login', async () => {
      await create('ada', secret)
      const rotated = sealedClient(db(), { keys: testKeys(['k2', 'k1']) })
      expect(await rotated.user.verifyPassword({ where: { login: 'ada' }, password: secret })).not.toBeNull()
      expect(await db().rawColumn('User', 'password')).toEqual([expect.stringMatching(/^fs1\.k2\./)])
    })
  })

  test('errors never hold the password', async () => {
    await client.member.create(member('ada@x.org', secret))
    const password = randomBytes(8).toString('hex')
    const errors = await Promise.all([
      client.member.create(member('ada@x.org', password)).catch(error => error),
      client.member
        .create({ data: { email: 'b@x.org', password: `${password}\ud800` } })
        .catch(error => error),
      client.member.findMany({ where: { password } }).catch(error => error),
      client.member.create({ data: { email: 5 as never, password } }).catch(error => error),
    ])
    for (const error of errors) {
      expect(error).toBeInstanceOf(Error)
      expect(inspect(error, { depth: 9, showHidden: true })).not.toContain(password)
    }
  })
})
