// A text in the trail that is not valid UTF-8, which another program may put there on SQLite: reading it ends no process.

import { beforeEach, expect, test } from 'vitest'
import { onEachDatabase } from '../support/databases.js'
import { type SealedClient, sealedClient } from '../support/keys.js'

const auditor = { id: 'audrey', roles: ['auditor'] }
const broken = `CAST(X'62ff' AS TEXT)`

onEachDatabase('a text that is no UTF-8', db => {
  let client: SealedClient
  beforeEach(async () => {
    client ??= sealedClient(db(), { audit: { readers: ['auditor'] } })
    await db().clear()
  })

  test('stands in a history with the mark of what cannot be read', async () => {
    if (db().provider !== 'sqlite') return
    const { id } = await client.$as({ id: 'eve' }, () => client.label.create({ data: { name: 'vip' } }))
    await client.label.update({ where: { id }, data: { id: id + 1, name: 'new' } })
    const run = (sql: string) => db().plain.$executeRawUnsafe(sql)
    await run(`UPDATE audit_event SET actor = ${broken} WHERE actor = 'eve'`)
    await run(`UPDATE audit_entry SET "after" = replace("after", 'new', ${broken})`)
    const history = await client.$as(auditor, () =>
      client.$audit.history({ model: 'Label', id: { id: id + 1 } }),
    )
    const shown = history.map(({ event, action, after }) => [event.actor, action, after?.name])
    expect(shown).toEqual([
      ['b\ufffd', 'create', 'vip'],
      [null, 'update', 'b\ufffd'],
    ])
  })
})
