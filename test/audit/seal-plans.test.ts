// How the databases find what a round of sealing asks for: among the latest events and leaves, however many came before.

import { beforeAll, expect, test } from 'vitest'
import { leastEventId } from '../../src/audit/event-id.js'
import { analyze, planOf } from './plans.js'
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
    await analyze(trail(), 'audit_event', 'audit_leaf')
  })

  test('that looks through sealed events reads no leaves but theirs', async () => {
    const since = leastEventId(startMs + 19_000_000)
    trail().sent.length = 0
    expect(await unsealedOf(trail(), since)).toEqual([])
    const last = leastEventId(startMs + 30_000_000)
    const round = trail().sent.find(sql => sql.includes('audit_leaf')) as string
    const plan = await planOf(trail(), round, [since, last, since, last])
    expect(plan).toContain('audit_leaf_eventId_key')
    expect(plan).not.toMatch(/Seq Scan on audit_leaf|SCAN l/)
  })
})
