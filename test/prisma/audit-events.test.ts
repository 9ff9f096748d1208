// What the trail holds beside changes: reads, reveals, logins, raw SQL, values that do not open; and who may read it.

import { beforeEach, describe, expect, test } from 'vitest'
import { onEachDatabase } from '../support/databases.js'
import { type SealedClient, sealedClient } from '../support/keys.js'

const auditor = { id: 'audrey', roles: ['auditor'] }
const clerk = {
  id: 'carl',
  roles: ['billing'],
  reason: 'T-1',
  purpose: 'billing',
  requestId: 'r1',
  ip: '10.0.0.1',
}
const ada = {
  id: 'c1',
  name: 'Ada',
  email: 'ada@example.com',
  note: 'canary-note',
  iban: 'DE00 1234',
  phone: '+49 1',
}

onEachDatabase('the audit trail', db => {
  let client: SealedClient
  beforeEach(async () => {
    client ??= sealedClient(db(), { audit: { readers: ['auditor'] } })
    await db().clear()
    await db().plain.region.create({ data: { code: 'N', name: 'North' } })
    await client.customer.create({ data: { ...ada, pin: '1234', regionCode: 'N' } })
    await clearTrail()
  })

  async function clearTrail() {
    await db().plain.auditEntry.deleteMany()
    await db().plain.auditEvent.deleteMany()
  }

  async function trail() {
    const events = await db().plain.auditEvent.findMany({ orderBy: { id: 'asc' } })
    const entries = await db().plain.auditEntry.findMany({
      orderBy: [{ eventId: 'asc' }, { position: 'asc' }],
    })
    return events.map(event => ({ ...event, entries: entries.filter(one => one.eventId === event.id) }))
  }

  describe('reads', () => {
    test('tells who read which protected fields of which records', async () => {
      await client.$as(clerk, () => client.customer.findMany({ select: { note: true, name: true } }))
      expect(await trail()).toMatchObject([
        {
          ...{
            kind: 'read',
            outcome: 'done',
            operation: 'findMany',
            model: 'Customer',
            details: '{"count":1}',
          },
          ...{ actor: 'carl', roles: '["billing"]', reason: 'T-1', purpose: 'billing', requestId: 'r1' },
          ip: '10.0.0.1',
          entries: [{ model: 'Customer', recordId: '{"id":"c1"}', action: 'read', fields: '["note"]' }],
        },
      ])
    })

    test('does not show the id that it needed', async () => {
      expect(await client.customer.findMany({ select: { note: true } })).toEqual([{ note: 'canary-note' }])
      expect(Object.keys((await client.customer.findFirst({ omit: { id: true } })) ?? {})).not.toContain('id')
    })

    test('leaves out what holds no protected value', async () => {
      await client.customer.findMany({ select: { name: true } })
      await client.customer.count()
      expect(await trail()).toEqual([])
    })

    test('tells of reads through relations', async () => {
      await client.region.findMany({ include: { customers: true } })
      expect(await trail()).toMatchObject([
        { kind: 'read', model: 'Region', entries: [{ model: 'Customer', fields: '["email","note"]' }] },
      ])
    })

    test('stays where the transaction that it was read in is rolled back', async () => {
      const read = client.$transaction(async tx => {
        await tx.customer.findMany()
        await tx.customer.update({ where: { id: 'c1' }, data: { name: 'Eve' } })
        throw new Error('undone')
      })
      await expect(read).rejects.toThrow('undone')
      expect((await trail()).map(({ kind }) => kind)).toEqual(['read', 'read'])
    })
  })

  describe('reveals', () => {
    test('are recorded with their reason before a value leaves', async () => {
      const rows = await client.$as(clerk, () =>
        client.customer.findMany({ select: { iban: true, id: true } }),
      )
      const [row] = await client.$as(clerk, () => client.$reveal(rows, { reason: 'refund 12' }))
      expect(row?.iban).toBe('DE00 1234')
      expect(await trail()).toMatchObject([
        {
          ...{ kind: 'reveal', outcome: 'done', operation: '$reveal', actor: 'carl', reason: 'refund 12' },
          entries: [{ model: 'Customer', recordId: '{"id":"c1"}', action: 'reveal', fields: '["iban"]' }],
        },
      ])
    })

    test('that are denied are recorded, too', async () => {
      const rows = await client.$as({ id: 'eve' }, () => client.customer.findMany({ select: { iban: true } }))
      const denied = client.$as({ id: 'eve' }, () => client.$reveal(rows, { reason: 'curious' }))
      await expect(denied).rejects.toMatchObject({ code: 'ACCESS_FIELD_DENIED' })
      expect(await trail()).toMatchObject([
        { kind: 'reveal', outcome: 'denied', actor: 'eve', details: '{"code":"ACCESS_FIELD_DENIED"}' },
      ])
    })
  })

  test('tells of a value that does not open, and of which record', async () => {
    await db().plain.customer.updateMany({ data: { note: 'not sealed' } })
    await clearTrail()
    await expect(client.customer.findMany()).rejects.toMatchObject({ code: 'OPEN_NOT_SEALED' })
    expect(await trail()).toMatchObject([
      {
        ...{ kind: 'open', outcome: 'failed', details: '{"code":"OPEN_NOT_SEALED"}' },
        entries: [{ recordId: '{"id":"c1"}', action: 'open', fields: '["note"]' }],
      },
    ])
  })

  test('tells of logins, whether they succeed or not', async () => {
    const check = (password: string) =>
      client.customer.verifyPassword({
        where: { id: 'c1' },
        password,
        address: '10.0.0.9',
        select: { name: true },
      })
    expect(await check('1234')).toEqual({ name: 'Ada' })
    expect(await check('4321')).toBeNull()
    expect(await trail()).toMatchObject([
      {
        kind: 'login',
        outcome: 'done',
        ip: '10.0.0.9',
        entries: [{ recordId: '{"id":"c1"}', action: 'login' }],
      },
      { kind: 'login', outcome: 'failed', details: expect.stringContaining('wrongPassword') },
    ])
  })

  describe('raw SQL', () => {
    const table = () => db().quote('customers')

    test('is recorded without its values', async () => {
      await client.$executeRawUnsafe(`UPDATE ${table()} SET active = true WHERE id = 'canary-7'`)
      await client.$queryRaw`SELECT ${'canary-8'} AS found, 4242424242424242 AS card`
      const events = await trail()
      expect(events.map(({ kind, operation }) => [kind, operation])).toEqual([
        ['raw', '$executeRawUnsafe'],
        ['raw', '$queryRaw'],
      ])
      expect(JSON.stringify(events)).not.toMatch(/canary|4242/)
    })

    test('is refused where the policy denies it', async () => {
      const strict = sealedClient(db(), { audit: { raw: 'deny' } })
      await expect(strict.$executeRawUnsafe('SELECT 1')).rejects.toMatchObject({ code: 'QUERY_RAW_DENIED' })
    })

    test('rolls back with its event', async () => {
      const sent = client.$transaction([
        client.$executeRawUnsafe(`UPDATE ${table()} SET full_name = 'Eve'`),
        client.customer.create({ data: { ...ada, regionCode: 'N' } }),
      ])
      await expect(sent).rejects.toMatchObject({ code: 'P2002' })
      expect(await db().plain.customer.findMany({ select: { name: true } })).toEqual([{ name: 'Ada' }])
    })
  })

  describe('for its readers', () => {
    test('gives the history of a record with its plain values', async () => {
      await client.$as(clerk, () =>
        client.customer.update({ where: { id: 'c1' }, data: { note: 'other', pin: '9', points: 5n } }),
      )
      const [change] = await client.$as(auditor, () =>
        client.$audit.history({ model: 'Customer', id: { id: 'c1' } }),
      )
      expect(change).toMatchObject({
        event: { actor: 'carl', roles: ['billing'], time: expect.any(Date) },
        action: 'update',
        fields: ['note', 'pin', 'points', 'updatedAt'],
        before: { note: 'canary-note', pin: true, points: null },
        after: { note: 'other', pin: true, points: 5n },
        unopened: [],
      })
    })

    test('masks what is not for the reader', async () => {
      await client.customer.update({ where: { id: 'c1' }, data: { iban: 'FR1', phone: '+33 2' } })
      const history = (viewer: typeof auditor) =>
        client.$as(viewer, () => client.$audit.history({ model: 'Customer', id: { id: 'c1' } }))
      const [masked] = await history(auditor)
      expect(masked?.after).toMatchObject({ iban: '••••••••' })
      const [shown] = await history({ id: 'bill', roles: ['auditor', 'billing'] })
      expect(shown).toMatchObject({ before: { iban: 'DE00 1234' }, after: { iban: 'FR1', phone: '+33 2' } })
    })

    test('goes on where the id of the record changed', async () => {
      await client.customer.update({ where: { id: 'c1' }, data: { id: 'c2', name: 'Eve' } })
      await client.customer.update({ where: { id: 'c2' }, data: { name: 'Eva' } })
      const history = await client.$as(auditor, () =>
        client.$audit.history({ model: 'Customer', id: { id: 'c2' }, order: 'newest' }),
      )
      const names = history.filter(({ action }) => action === 'update').map(({ after }) => after?.name)
      expect(names).toEqual(['Eva', 'Eve'])
    })

    test('refuses to know of what is not recorded', async () => {
      const ask = (model: string, id: object) =>
        client.$as(auditor, () => client.$audit.history({ model, id } as never))
      const refused = { code: 'QUERY_UNKNOWN_ARGUMENT' }
      for (const model of ['Nothing', 'Region', '_Nothing'])
        await expect(ask(model, { id: 'c1' })).rejects.toMatchObject(refused)
      for (const id of [{}, { id: undefined }, { name: 'Ada' }, 'c1'])
        await expect(ask('Customer', id as object)).rejects.toMatchObject(refused)
      await expect(ask('_CustomerToLabel', { A: 'c1', B: 1 })).resolves.toEqual([])
      const report = client.$as(auditor, () => client.$audit.report({ from: 'yesterday' as never }))
      await expect(report).rejects.toMatchObject({ code: 'CONFIG_OPTION_INVALID' })
    })

    test('is closed to everyone else, and says that they tried', async () => {
      const read = client.$as(clerk, () => client.$audit.history({ model: 'Customer', id: { id: 'c1' } }))
      await expect(read).rejects.toMatchObject({ code: 'ACCESS_TRAIL_DENIED' })
      await expect(client.$audit.report()).rejects.toMatchObject({ code: 'ACCESS_TRAIL_DENIED' })
      expect(await trail()).toMatchObject([
        { kind: 'trail', outcome: 'denied', operation: 'history', actor: 'carl' },
        { kind: 'trail', outcome: 'denied', operation: 'report', actor: null },
      ])
    })

    test('makes reports, which are events themselves', async () => {
      const report = await client.$as(auditor, () => client.$audit.report())
      expect(report.totals.trail.done).toBe(1)
    })
  })

  test('is neither read nor written through its models', async () => {
    const refused = { code: 'QUERY_TRAIL_PROTECTED' }
    await expect(client.auditEvent.deleteMany()).rejects.toMatchObject(refused)
    await expect(client.auditEntry.updateMany({ data: { fields: '[]' } })).rejects.toMatchObject(refused)
    await expect(client.auditEvent.findMany()).rejects.toMatchObject(refused)
  })
})
