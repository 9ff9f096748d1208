// `$audit` of a client inside a transaction: it shows what the transaction has done, and what it read stays recorded.

import { beforeEach, expect, test } from 'vitest'
import { onEachDatabase } from '../support/databases.js'
import { type SealedClient, sealedClient } from '../support/keys.js'

const auditor = { id: 'audrey', roles: ['auditor'] }

onEachDatabase('the trail inside a transaction', db => {
  let client: SealedClient
  let asked: { readonly model: 'Label'; readonly id: { readonly id: number } }
  beforeEach(async () => {
    client ??= sealedClient(db(), { audit: { readers: ['auditor'] } })
    await db().clear()
    const { id } = await client.label.create({ data: { name: 'first' } })
    asked = { model: 'Label', id: { id } }
  })

  const reads = () => db().plain.auditEvent.findMany({ where: { kind: 'trail' }, orderBy: { id: 'asc' } })

  test('shows what the transaction has done, and is recorded as a part of it', async () => {
    const actions = await client.$as(auditor, () =>
      client.$transaction(async tx => {
        await tx.label.update({ where: asked.id, data: { name: 'second' } })
        const history = await tx.$audit.history(asked)
        await tx.label.delete({ where: asked.id })
        return [...history, ...(await tx.$audit.history(asked))].map(({ action }) => action)
      }),
    )
    expect(actions).toEqual(['create', 'update', 'create', 'update', 'delete'])
    const [first, second] = await reads()
    expect(first).toMatchObject({ operation: 'history', outcome: 'done', actor: 'audrey' })
    const changes = await db().plain.auditEvent.findMany({ where: { operation: 'delete' } })
    expect(changes.map(({ transactionId }) => transactionId)).toEqual([first?.transactionId])
    expect(second?.transactionId).toBe(first?.transactionId)
  })

  test('shows nothing of it to others, and nobody anything once it is rolled back; that it was read stays', async () => {
    const told = client.$as(auditor, () =>
      client.$transaction(async tx => {
        await tx.label.update({ where: asked.id, data: { name: 'second' } })
        const history = await tx.$audit.history(asked)
        throw new Error(history.map(({ action }) => action).join())
      }),
    )
    await expect(told).rejects.toThrow('create,update')
    expect(await reads()).toHaveLength(1)
    const after = await client.$as(auditor, () => client.$audit.history(asked))
    expect(after.map(({ action }) => action)).toEqual(['create'])
  })

  test('is closed there to everyone else, and says that they tried', async () => {
    await client.$transaction(async tx => {
      await tx.label.update({ where: asked.id, data: { name: 'second' } })
      await expect(tx.$audit.history(asked)).rejects.toMatchObject({ code: 'ACCESS_TRAIL_DENIED' })
    })
    expect(await reads()).toMatchObject([{ operation: 'history', outcome: 'denied' }])
    expect(await db().plain.label.findMany()).toMatchObject([{ name: 'second' }])
  })

  test('shows in a transaction inside of it what both have done', async () => {
    if (!db().hasSavepoints) return
    const counts = await client.$as(auditor, () =>
      client.$transaction(async tx => {
        await tx.label.update({ where: asked.id, data: { name: 'second' } })
        const inner = tx.$transaction(async within => {
          await within.label.update({ where: asked.id, data: { name: 'third' } })
          return (await within.$audit.history(asked)).length
        })
        return [await inner, (await tx.$audit.report()).totals.change.done]
      }),
    )
    expect(counts).toEqual([3, 3])
  })

  test('leaves the client of a transaction what it was', async () => {
    await client.$as({ id: 'bill', roles: ['billing'] }, () =>
      client.$transaction(async tx => {
        expect(await tx.$queryRaw`SELECT 1 AS one`).toHaveLength(1)
        expect('label' in tx && '$audit' in tx).toBe(true)
        expect(await tx.label.count()).toBe(1)
      }),
    )
  })
})
