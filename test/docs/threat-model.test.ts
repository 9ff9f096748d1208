// Tries the claims of docs/threat-model.md, also those that say what is not noticed.

import { inspect } from 'node:util'
import { beforeEach, describe, expect, test } from 'vitest'
import { typed } from '../generated/sqlite/fieldseal/index.js'
import { onEachDatabase } from '../support/databases.js'
import { type SealedClient, sealedClient } from '../support/keys.js'

const secret = 'canary-4f1c@example.com'

onEachDatabase('threat model', db => {
  let client: SealedClient
  beforeEach(async () => {
    client ??= sealedClient(db())
    await db().clear()
    await client.patient.create({ data: { id: 'a', name: 'A', email: 'a@x', cardNumber: '1' } })
    await client.patient.create({ data: { id: 'b', name: 'B', email: 'b@x', cardNumber: '2' } })
  })
  const stored = (id: string) => db().plain.patient.findUniqueOrThrow({ where: { id } })
  const forge = (id: string, data: object) => db().plain.patient.update({ where: { id }, data })
  const read = (id: string) => client.patient.findUniqueOrThrow({ where: { id } })

  describe('someone who writes to the database', () => {
    test('is found out when values are moved to another column', async () => {
      await forge('a', { cardNumber: (await stored('a')).email })
      await expect(read('a')).rejects.toMatchObject({ code: 'OPEN_FAILED' })
    })

    test('is not noticed when values are moved between rows, put back, or set to null', async () => {
      const before = (await stored('a')).cardNumber
      await forge('b', { cardNumber: before })
      expect((await read('b')).cardNumber).toBe('1')
      await client.patient.update({ where: { id: 'a' }, data: { cardNumber: '3' } })
      await forge('a', { cardNumber: before })
      expect((await read('a')).cardNumber).toBe('1')
      await forge('a', { cardNumber: null })
      expect((await read('a')).cardNumber).toBeNull()
    })

    test('is found out when bound values are moved between rows', async () => {
      for (const id of ['r1', 'r2'])
        await client.boundRecord.create({ data: { id, tenantId: 't', secret: id } })
      const { secret: moved } = await db().plain.boundRecord.findUniqueOrThrow({ where: { id: 'r1' } })
      await db().plain.boundRecord.update({ where: { id: 'r2' }, data: { secret: moved } })
      const opening = client.boundRecord.findUnique({ where: { id: 'r2' } })
      await expect(opening).rejects.toMatchObject({ code: 'OPEN_FAILED' })
    })

    test('makes a search find another row by moving its index, whose own value shows it', async () => {
      const { emailIndex } = await stored('a')
      await forge('a', { emailIndex: null })
      await forge('b', { emailIndex })
      const found = await client.patient.findUnique({ where: { email: 'a@x' } })
      expect(found).toMatchObject({ id: 'b', email: 'b@x' })
    })
  })

  describe('someone who copies a hash to another account', () => {
    const login = (email: string, password: string) =>
      client.member.verifyPassword({ where: { email }, password })

    test('logs in as its owner, unless the password is bound', async () => {
      await client.member.create({ data: { email: 'ada', password: 'hers' } })
      await client.member.create({ data: { email: 'eve', password: 'known' } })
      const [own] = await db().plain.member.findMany({ orderBy: { id: 'desc' }, take: 1 })
      await db().plain.member.updateMany({ data: { password: own?.password as string } })
      expect(await login('ada', 'known')).toMatchObject({ email: 'ada' })
      for (const name of ['ada', 'eve'])
        await client.user.create({ data: { id: name, login: name, password: `${name} knows` } })
      const { password } = await db().plain.user.findUniqueOrThrow({ where: { id: 'eve' } })
      await db().plain.user.update({ where: { id: 'ada' }, data: { password } })
      const bound = client.user.verifyPassword({ where: { login: 'ada' }, password: 'eve knows' })
      await expect(bound).rejects.toMatchObject({ code: 'OPEN_FAILED' })
    })
  })

  describe('someone who reads logs', () => {
    test('finds no value in query events', async () => {
      const plain = db().createPlain({ log: [{ emit: 'event', level: 'query' }] })
      const events: string[] = []
      plain.$on('query', event => events.push(inspect(event, { depth: 9 })))
      const logged = sealedClient(db(), {}, plain)
      await logged.patient.update({ where: { email: 'a@x' }, data: { email: secret } })
      await logged.patient.findMany({ where: { email: secret } })
      expect(events.length).toBeGreaterThan(1)
      expect(events.join()).not.toContain('canary')
    })

    test.each([
      ['an invalid create', () => client.patient.create({ data: { email: secret } as never })],
      ['an invalid filter', () => client.patient.findMany({ where: { email: secret, name: 5 as never } })],
      [
        'a row that is not there',
        () => client.patient.update({ where: { email: secret }, data: { name: 'x' } }),
      ],
      ['a broken relation', () => client.visit.create({ data: { note: secret, patientId: 'nobody' } })],
      ['a unique conflict', () => conflict(client)],
    ])('finds no value in the error of %s', async (_, use) => {
      const error = await use().then(
        () => Promise.reject(new Error('nothing was thrown')),
        (reason: Error) => reason,
      )
      expect(error.name).toMatch(/^PrismaClient/)
      expect(inspect(error, { depth: 9, showHidden: true })).not.toContain('canary')
    })
  })

  test('Prisma reduces a Map in a Json value before it is seen', async () => {
    const history = typed.Patient.history(new Map([['a', 1]]) as never)
    await client.patient.update({ where: { id: 'a' }, data: { history } })
    expect((await read('a')).history).toEqual({})
  })
})

async function conflict(client: SealedClient): Promise<void> {
  for (const name of ['C', 'D']) await client.patient.create({ data: { name, email: secret } })
}
