// How the databases find what a round of sealing asks for: among the latest events and leaves, however many came before.

import { beforeAll, expect, test } from 'vitest'
import { leastEventId } from '../../src/audit/event-id.js'
import { onEachTrail, recorded } from './report-database.js'
import { unsealedOf } from './trails.js'

const startMs = Date.UTC(2026, 2, 2)

onEachTrail('the plan of a round', trail => {
  beforeAll(async () => {
    const events = Array.from({ length: 20_000 }, (_, i) =>
      recorded({ time: new Date(startMs + i * 1000).toISOString() }),
    )
    await trail().write(...events)
    await trail().seal(0, ...events)
    for (const table of ['audit_event', 'audit_leaf'])
      await trail().execute(trail().provider === 'mysql' ? `ANALYZE TABLE ${table}` : `ANALYZE ${table}`)
  })

  test('that looks through sealed events reads no leaves but theirs', async () => {
    const since = leastEventId(startMs + 19_000_000)
    trail().sent.length = 0
    expect(await unsealedOf(trail(), since)).toEqual([])
    const { provider } = trail()
    const explain = provider === 'sqlite' ? 'EXPLAIN QUERY PLAN' : 'EXPLAIN'
    const last = leastEventId(startMs + 30_000_000)
    const round = trail().sent.find(sql => sql.includes('audit_leaf'))
    const rows = await trail().query(`${explain} ${round}`, [since, last, since, last])
    const plan = rows.map(row => row.join(' ')).join('\n')
    expect(plan).toContain('audit_leaf_eventId_key')
    expect(plan).not.toMatch(/Seq Scan on audit_leaf|SCAN l/)
  })
})
