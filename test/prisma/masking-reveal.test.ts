// Revealing: who may, how often, with what reason, and that nothing leaves before it is recorded. And the policy.

import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { MaskingOptions } from '../../src/masking/masking-options.js'
import type { RevealEvent } from '../../src/masking/reveal-event.js'
import { fieldseal } from '../../src/prisma/extension.js'
import { type Database, onEachDatabase, openDatabase } from '../support/databases.js'
import { sealedClient, testKeys } from '../support/keys.js'

const card = '4012888888881881'
const iban = 'DE89370400440532013000'
const billing = { id: 'b1', roles: ['billing'] }
const clerk = { id: 'c1', roles: ['clerk'] }
const roles = ['billing', 'support', 'clerk', 'doctor']
const grace = {
  id: 'grace',
  name: 'Grace Hopper',
  email: 'grace@navy.example',
  cardNumber: card,
  cvv: '123',
  salary: 92111,
}

async function store(db: Database, options: MaskingOptions = {}) {
  const client = sealedClient(db, { roles, ...options })
  const payments = { create: [{ amount: 5, iban }] }
  await client.cardholder.create({ data: { ...grace, userId: 'u5', payments } })
  const read = () =>
    client.cardholder.findUniqueOrThrow({ where: { id: 'grace' }, include: { payments: true } })
  return { client, read }
}

onEachDatabase('a reveal', db => {
  beforeEach(() => db().clear())

  test('gives a plain copy, relations included, of what the viewer may see', async () => {
    const { client, read } = await store(db())
    const row = await read()
    const revealed = await client.$as(billing, () => client.$reveal(row, { reason: 'refund 4711' }))
    expect(Object.getPrototypeOf(revealed)).toBe(Object.prototype)
    expect(JSON.parse(JSON.stringify(revealed))).toMatchObject({
      name: 'Grace Hopper',
      cardNumber: card,
      salary: 92111,
      payments: [{ iban, amount: 5 }],
    })
    expect(revealed).not.toHaveProperty('cvv')
    expect(JSON.stringify(row)).not.toContain(card)
  })

  test('takes lists, and objects that hold rows', async () => {
    const { client, read } = await store(db())
    const row = await read()
    const { list, one } = await client.$as(billing, () => client.$reveal({ list: [row], one: row }))
    expect({ ...list[0] }.cardNumber).toBe(card)
    expect({ ...one }.cardNumber).toBe(card)
  })

  test('opens what was read for somebody who might not see it', async () => {
    const { client, read } = await store(db())
    const row = await client.$as(clerk, read)
    expect(row.cardNumber).not.toBe(card)
    const revealed = await client.$as(billing, () => client.$reveal(row))
    expect(revealed.cardNumber).toBe(card)
  })

  test('shows the rest masked', async () => {
    const { client, read } = await store(db())
    const row = await read()
    const revealed = await client.$as(clerk, () => client.$reveal(row))
    expect(revealed).toMatchObject({
      name: 'Grace Hopper',
      cardNumber: '401288 •••••• 1881',
      salary: '••••••••',
    })
  })

  test('is told to the recorder first, and nothing leaves where that fails', async () => {
    const events: RevealEvent[] = []
    const { client, read } = await store(db(), { onReveal: event => void events.push(event) })
    const row = await read()
    const viewer = { ...billing, purpose: 'refund', requestId: 'r9', ip: '10.0.0.1' }
    await client.$as(viewer, () => client.$reveal(row, { reason: 'refund 4711' }))
    expect(events).toEqual([
      {
        viewer,
        reason: 'refund 4711',
        breakGlass: false,
        time: expect.any(Date),
        records: [
          {
            model: 'Cardholder',
            id: { id: 'grace' },
            fields: expect.arrayContaining(['cardNumber', 'salary']),
          },
          { model: 'Payment', id: { id: row.payments[0]?.id }, fields: ['iban', 'phone'] },
        ],
      },
    ])
    expect(JSON.stringify(events)).not.toContain(card)
    const deaf = sealedClient(db(), { roles, onReveal: () => Promise.reject(new Error('The disk is full')) })
    const refused = deaf.$as(billing, () => deaf.$reveal(row))
    await expect(refused).rejects.toMatchObject({
      code: 'ACCESS_NOT_RECORDED',
      cause: { message: 'The disk is full' },
    })
  })

  test('needs a viewer, a row, and something that the viewer may see', async () => {
    const { client, read } = await store(db())
    const row = await read()
    await expect(client.$reveal(row)).rejects.toMatchObject({ code: 'ACCESS_VIEWER_MISSING' })
    await expect(client.$as(billing, () => client.$reveal({ ...row, payments: [] }))).rejects.toThrow(
      TypeError,
    )
    const cards = await client.cardholder.findMany({ select: { cardNumber: true } })
    const refused = client.$as(clerk, () => client.$reveal(cards))
    await expect(refused).rejects.toMatchObject({ code: 'ACCESS_FIELD_DENIED' })
  })
})

describe('a policy', () => {
  let db: Database
  beforeEach(async () => {
    db = await openDatabase('sqlite')
  })
  afterEach(() => db.close())

  test('asks for a reason, of all models or of some', async () => {
    const { client, read } = await store(db, { policy: { reasonRequired: ['Cardholder'] } })
    const row = await read()
    const reveal = (reason?: string) => client.$as(billing, () => client.$reveal(row, { reason }))
    await expect(reveal()).rejects.toMatchObject({ code: 'ACCESS_REASON_MISSING' })
    await expect(reveal('  ')).rejects.toMatchObject({ code: 'ACCESS_REASON_MISSING' })
    expect((await reveal('refund')).cardNumber).toBe(card)
    const payments = await client.payment.findMany()
    expect((await client.$as(billing, () => client.$reveal(payments)))[0]?.iban).toBe(iban)
  })

  test('limits the rows of an hour, for each viewer', async () => {
    vi.useFakeTimers({ toFake: ['Date'] })
    try {
      const { client } = await store(db, { policy: { revealsPerHour: 2 } })
      const [row] = await client.cardholder.findMany()
      const reveal = (viewer: typeof billing) => client.$as(viewer, () => client.$reveal([row]))
      await reveal(billing)
      await reveal(billing)
      await expect(reveal(billing)).rejects.toMatchObject({ code: 'ACCESS_LIMIT_REACHED' })
      await reveal({ ...billing, id: 'b2' })
      vi.setSystemTime(Date.now() + 3_600_001)
      await reveal(billing)
    } finally {
      vi.useRealTimers()
    }
  })

  test('grants own rows, and no others', async () => {
    const rule = { effect: 'allow', model: 'Cardholder', fields: ['cardNumber'], own: 'userId' } as const
    const { client, read } = await store(db, { policy: { rules: [rule] } })
    await client.cardholder.create({ data: { ...grace, id: 'other', email: 'other', userId: 'u6' } })
    const rows = await client.$as({ id: 'u5' }, () => client.cardholder.findMany({ orderBy: { id: 'asc' } }))
    expect(rows.map(row => row.cardNumber)).toEqual([card, '••••••••'])
    const search = client.$as({ id: 'u5' }, () => client.cardholder.findMany({ where: { cardNumber: card } }))
    await expect(search).rejects.toMatchObject({ code: 'ACCESS_FIELD_DENIED' })
    const without = await client.$as({ id: 'u5' }, () =>
      client.cardholder.findMany({ select: { cardNumber: true } }),
    )
    expect(without.map(row => row.cardNumber)).toEqual(['••••••••', '••••••••'])
    expect((await read()).cardNumber).toBe(card)
  })

  test('grants for a time, a purpose, and to a person', async () => {
    const hourMs = 3_600_000
    const rule = {
      effect: 'allow',
      model: 'Cardholder',
      fields: ['cardNumber'],
      viewers: ['c1'],
      purposes: ['dispute'],
      from: new Date(Date.now() - hourMs),
      until: new Date(Date.now() + hourMs),
    } as const
    const { client, read } = await store(db, { policy: { rules: [rule] } })
    const seenBy = async (viewer: object) => (await client.$as(viewer as never, read)).cardNumber
    expect(await seenBy({ id: 'c1', purpose: 'dispute' })).toBe(card)
    expect(await seenBy({ id: 'c1' })).not.toBe(card)
    expect(await seenBy({ id: 'c2', purpose: 'dispute' })).not.toBe(card)
    const over = await storeAgain({ policy: { rules: [{ ...rule, until: new Date(Date.now() - 1) }] } })
    expect((await over.client.$as({ id: 'c1', purpose: 'dispute' }, over.read)).cardNumber).not.toBe(card)
  })

  test('denies whatever else allows', async () => {
    const deny = { effect: 'deny', model: 'Cardholder', fields: ['cardNumber'], roles: ['clerk'] } as const
    const allow = { effect: 'allow', model: 'Cardholder' } as const
    const { client, read } = await store(db, { policy: { rules: [allow, deny], decide: () => true } })
    const both = { id: 'x', roles: ['billing', 'clerk'] }
    expect((await client.$as(both, read)).cardNumber).toBe('••••••••')
    expect((await client.$as({ id: 'y' }, read)).cardNumber).toBe(card)
  })

  test('lets the application decide, by row too', async () => {
    const decide: NonNullable<MaskingOptions['policy']>['decide'] = ({ row, field }) =>
      field === 'salary' ? undefined : row?.id === 'grace'
    const { client, read } = await store(db, { policy: { decide } })
    const row = await client.$as({ id: 'z' }, read)
    expect([row.cardNumber, row.salary]).toEqual([card, '••••••••'])
  })

  test('keeps viewers from writing what they may not see', async () => {
    const { client } = await store(db, { policy: { write: 'cleared' } })
    const update = (data: object) => () => client.cardholder.updateMany({ data })
    await expect(client.$as(clerk, update({ cardNumber: '1' }))).rejects.toMatchObject({
      code: 'ACCESS_FIELD_DENIED',
    })
    await expect(client.$as(clerk, update({ salary: { increment: 1 } }))).rejects.toThrow('may not write')
    expect(await client.$as(clerk, update({ city: 'x' }))).toEqual({ count: 1 })
    expect(await client.$as(billing, update({ cardNumber: '1' }))).toEqual({ count: 1 })
  })

  test('denies writing by rule', async () => {
    const rule = { effect: 'deny', action: 'write', model: 'Cardholder', roles: ['clerk'] } as const
    const { client } = await store(db, { policy: { rules: [rule] } })
    const update = client.$as(clerk, () => client.cardholder.updateMany({ data: { name: 'x' } }))
    await expect(update).rejects.toMatchObject({ code: 'ACCESS_FIELD_DENIED', field: 'name' })
  })

  test('lets named roles break the glass, loudly, with a reason, but not past a deny', async () => {
    const events: RevealEvent[] = []
    const deny = { effect: 'deny', model: 'Cardholder', fields: ['cvv'] } as const
    const policy = { breakGlass: ['doctor'], rules: [deny] }
    const { client, read } = await store(db, { policy, onReveal: event => void events.push(event) })
    const warned = vi.spyOn(process, 'emitWarning').mockImplementation(() => {})
    const doctor = { id: 'd1', roles: ['doctor'] }
    const row = await client.$as(doctor, read)
    const breakGlass = (viewer: typeof doctor, reason?: string) =>
      client.$as(viewer, () => client.$reveal(row, { breakGlass: true, reason }))
    await expect(breakGlass(doctor)).rejects.toMatchObject({ code: 'ACCESS_REASON_MISSING' })
    const revealed = await breakGlass(doctor, 'emergency 12')
    expect(revealed).toMatchObject({ cardNumber: card, payments: [{ iban }] })
    expect(revealed).not.toHaveProperty('cvv')
    expect(events).toMatchObject([{ breakGlass: true, reason: 'emergency 12' }])
    expect(warned.mock.calls[0]?.[0]).toContain('d1 broke the glass')
    expect((await breakGlass(clerk, 'curious')).cardNumber).not.toBe(card)
    warned.mockRestore()
  })

  test.each<[string, MaskingOptions]>([
    ['a role that is not listed', { roles: ['billing'] }],
    [
      'a role of a rule',
      { roles, policy: { rules: [{ effect: 'allow', model: 'Cardholder', roles: ['bilingual'] }] } },
    ],
    ['a role that breaks the glass', { roles, policy: { breakGlass: ['docter'] } }],
    ['a model', { roles, policy: { rules: [{ effect: 'allow', model: 'Cardholdr' }] } }],
    ['a field', { roles, policy: { rules: [{ effect: 'allow', model: 'Cardholder', fields: ['city'] }] } }],
    ['a column', { roles, policy: { rules: [{ effect: 'allow', model: 'Cardholder', own: 'email' }] } }],
    ['a member', { roles, policy: { rule: [] } as never }],
    [
      'a member of a rule',
      { roles, policy: { rules: [{ effect: 'allow', model: 'Cardholder', role: [] } as never] } },
    ],
    ['an effect', { roles, policy: { rules: [{ effect: 'alow', model: 'Cardholder' } as never] } }],
    ['a date', { roles, policy: { rules: [{ effect: 'deny', model: 'Cardholder', until: new Date('x') }] } }],
    ['a number', { roles, policy: { revealsPerHour: -1 } }],
  ])('is held against the schema: %s', (_, options) => {
    expect(() => fieldseal({ fields: db.fields, keys: testKeys(), ...options })).toThrow(
      expect.objectContaining({ name: 'ConfigError' }),
    )
  })

  async function storeAgain(options: MaskingOptions) {
    await db.clear()
    return store(db, options)
  }
})
