// What the trail says of an outdated hash that is replaced at a login: alone, and in the caller’s transaction.

import { pbkdf2Sync } from 'node:crypto'
import { beforeEach, expect, test } from 'vitest'
import { PasswordHasher } from '../../src/core/password/password-hasher.js'
import { importPbkdf2 } from '../../src/index.js'
import { onEachDatabase } from '../support/databases.js'
import { type SealedClient, sealedClient } from '../support/keys.js'
import { breakages, whileBroken } from './broken-trail.js'
import { expectRecorded } from './expect-recorded.js'
import { seedBank } from './seed-bank.js'
import { readTrail } from './trail.js'

const pin = 'correct horse battery'
const hash = { hex: pbkdf2Sync(pin, 'salt', 1000, 32, 'sha256').toString('hex') }
const imported = importPbkdf2({ digest: 'sha256', iterations: 1000, salt: { text: 'salt' }, hash })
const login = { where: { id: 'c1' }, password: pin, field: 'pin', select: { id: true } }

onEachDatabase('a password upgrade', db => {
  const hasher = new PasswordHasher()
  const quickHash = hasher.hash.bind(hasher)
  let client: SealedClient
  beforeEach(async () => {
    client ??= sealedClient(db(), { passwords: { hasher } })
    hasher.hash = quickHash
    await seedBank(db(), client)
    await client.customer.update({ where: { id: 'c1' }, data: { pin: imported } })
    await db().plain.auditEntry.deleteMany()
    await db().plain.auditEvent.deleteMany()
  })

  /** The fields of each update, by operation. */
  async function updates() {
    const found = (await readTrail(db())).flatMap(({ event, entries }) =>
      entries.filter(({ action }) => action === 'update').map(({ fields }) => [event.operation, fields]),
    )
    return found.map(([operation, fields]) => [operation, JSON.parse(fields as string).sort()])
  }

  test('is recorded with the columns that change beside it', async () => {
    await expectRecorded(db(), () => client.customer.verifyPassword(login))
    expect(await updates()).toEqual([['verifyPassword', ['pin', 'updatedAt']]])
  })

  test('belongs to the transaction that it was made in', async () => {
    await expectRecorded(db(), () =>
      client.$transaction(async tx => {
        await tx.customer.update({ where: { id: 'c2' }, data: { name: 'changed' } })
        await tx.customer.verifyPassword(login)
      }),
    )
    expect(await updates()).toContainEqual(['verifyPassword', ['pin', 'updatedAt']])
    const events = (await readTrail(db())).filter(({ event }) => event.kind !== 'read')
    expect(events.map(({ event }) => event.kind)).toEqual(['change', 'change', 'login'])
    expect(new Set(events.map(({ event }) => event.transactionId)).size).toBe(1)
  })

  test('waits for the changes that are recorded beside it', async () => {
    await client.$transaction(async tx => {
      const change = (name: string) => tx.customer.update({ where: { id: 'c1' }, data: { name } })
      let others: Promise<unknown> | undefined
      hasher.hash = async (...args) => {
        const made = await quickHash(...args)
        others = Promise.all(['one', 'two', 'three'].map(change))
        return made
      }
      await tx.customer.verifyPassword(login)
      await others
    })
    const withPin = (await updates()).filter(([, fields]) => fields.includes('pin'))
    expect(withPin.map(([operation]) => operation)).toEqual(['verifyPassword'])
  })

  test('that is rolled back leaves no change, and the login', async () => {
    const failing = client.$transaction(async tx => {
      await tx.customer.verifyPassword(login)
      throw new Error('rolled back')
    })
    await expect(failing).rejects.toThrow('rolled back')
    expect((await readTrail(db())).map(({ event }) => event.kind)).toEqual(['login'])
  })

  test('that cannot be recorded is undone, though its error is swallowed', async () => {
    const stored = () => db().rawColumn('customers', 'pin', `id = 'c1'`)
    const before = await stored()
    for (const breakage of breakages) {
      const work = () => client.$transaction(tx => tx.customer.verifyPassword(login).catch(() => {}))
      await whileBroken(db(), breakage, () => work().catch(() => {}))
      expect(await stored()).toEqual(before)
    }
  })
})
