// The helpers for SQL that the application writes itself.

import { beforeEach, expect, test } from 'vitest'
import { typed } from '../generated/sqlite/fieldseal/index.js'
import { onEachDatabase } from '../support/databases.js'
import { type SealedClient, sealedClient, testKeys } from '../support/keys.js'

onEachDatabase('raw SQL', db => {
  let client: SealedClient
  beforeEach(async () => {
    client ??= sealedClient(db())
    await db().clear()
  })

  test('rows of a raw query are opened, by field and by column name', async () => {
    const plain = { id: 'p1', email: 'ada@example.com', cardNumber: '4242', name: 'Ada' }
    await client.patient.create({ data: { ...plain, age: typed.Patient.age(36) } })
    const rows = await db().raw(`SELECT id, email, card_number, age FROM ${db().quote('Patient')}`)
    const opened = await client.$fieldseal.openRows('Patient', rows)
    expect(opened).toEqual([{ id: 'p1', email: 'ada@example.com', card_number: '4242', age: 36 }])
    expect(rows[0]?.email).toMatch(/^fs1\./)
  })

  test('a sealed value and its index can be written and found by hand', async () => {
    const sealed = await client.$fieldseal.seal('Account', 'username', 'Ada')
    expect(Object.keys(sealed).sort()).toEqual(['username', 'usernameIndex'])
    await db().plain.account.create({ data: { id: 'a', tenant: 't', username: '', ...sealed } })
    expect(await client.account.findUnique({ where: { username: 'ada' } })).toMatchObject({ username: 'Ada' })
    const [text] = await client.$fieldseal.index('Account', 'username', 'ADA')
    expect(await db().rawColumn('Account', 'id', `${db().quote('usernameIndex')} = '${text}'`)).toEqual(['a'])
    expect(await client.$fieldseal.open('Account', 'username', sealed.username ?? null)).toBe('Ada')
    expect(await client.$fieldseal.open('Account', 'username', null)).toBeNull()
  })

  test('an index has a text for each loaded key, the active one first', async () => {
    const rotating = sealedClient(db(), { keys: testKeys(['k1'], ['i2', 'i1']) })
    const texts = await rotating.$fieldseal.index('Account', 'lastName', 'x')
    expect(texts.map(text => text.slice(0, 3))).toEqual(['i2.', 'i1.'])
  })

  test('a bound value needs the columns it is bound to', async () => {
    const row = { id: 'r1', tenantId: 't1' }
    const { secret = null } = await client.$fieldseal.seal('BoundRecord', 'secret', 'hush', row)
    expect(await client.$fieldseal.open('BoundRecord', 'secret', secret, row)).toBe('hush')
    expect(await client.$fieldseal.openRows('BoundRecord', [{ ...row, secret }])).toEqual([
      { ...row, secret: 'hush' },
    ])
    const elsewhere = client.$fieldseal.open('BoundRecord', 'secret', secret, { id: 'r2', tenantId: 't1' })
    await expect(elsewhere).rejects.toMatchObject({ code: 'OPEN_FAILED' })
    const unbound = client.$fieldseal.seal('BoundRecord', 'secret', 'hush')
    await expect(unbound).rejects.toMatchObject({ code: 'QUERY_BINDING_MISSING' })
  })

  test('names that do not exist and fields without an index are refused', async () => {
    const { $fieldseal } = client
    await expect($fieldseal.index('Patient', 'cardNumber', 'x')).rejects.toMatchObject({
      code: 'QUERY_UNSUPPORTED',
    })
    const stranger = 'nickname' as 'email'
    await expect($fieldseal.seal('Patient', stranger, 'x')).rejects.toMatchObject({
      code: 'QUERY_UNKNOWN_ARGUMENT',
    })
  })
})
