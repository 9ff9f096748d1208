// The columns of implicit many-to-many relations are those in which Prisma stores each side's id.

import { expect, test } from 'vitest'
import { onEachDatabase } from '../support/databases.js'

onEachDatabase('the hidden table of', db => {
  /** The id that stands in the column of `Model.field` which is said to hold that model's own id. */
  async function ownIdBehind(model: 'Customer' | 'Label', field: string) {
    const links: Record<string, { table: string; column: string }> = db().fields.recorded[model].links
    const { table = '', column = '' } = links[field] ?? {}
    const ids = await db().rawColumn(table, column)
    return ids.map(id => (typeof id === 'bigint' ? Number(id) : id))
  }

  test('two models', async () => {
    await db().clear()
    await db().plain.region.create({ data: { code: 'N', name: 'North' } })
    const labels = { create: { name: 'gold' } }
    const { id, labels: made } = await db().plain.customer.create({
      data: { name: 'Ada', email: 'a', regionCode: 'N', labels },
      include: { labels: true },
    })
    expect(await ownIdBehind('Customer', 'labels')).toEqual([id])
    expect(await ownIdBehind('Label', 'customers')).toEqual([made[0]?.id])
  })

  test.each([
    ['related', 'relatedOf'],
    ['relatedOf', 'related'],
  ])('one model, written through %s', async (field, other) => {
    await db().clear()
    const target = await db().plain.label.create({ data: { name: 'target' } })
    const data = { name: 'owner', [field]: { connect: { id: target.id } } }
    const owner = await db().plain.label.create({ data })
    expect(await ownIdBehind('Label', field)).toEqual([owner.id])
    expect(await ownIdBehind('Label', other)).toEqual([target.id])
  })
})
