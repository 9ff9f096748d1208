// How the databases find what reports and histories ask for: by an index, whatever else the tables hold.

import { beforeAll, expect, test } from 'vitest'
import { readEvents } from '../../src/audit/report/read-events.js'
import { historySelection } from '../../src/audit/report/read-history.js'
import { analyze, planOf } from './plans.js'
import { all, onEachTrail, recorded } from './report-database.js'

onEachTrail('the plan', trail => {
  beforeAll(async () => {
    const events = Array.from({ length: 6000 }, (_, i) =>
      recorded({
        time: new Date(Date.UTC(2026, 2, 2) + i * 1000).toISOString(),
        actor: `u${i % 500}`,
        entries: [{ recordId: `{"id":"p${i % 2000}"}` }],
      }),
    )
    await trail().write(...events)
    await analyze(trail(), 'audit_event', 'audit_entry')
  })

  test('of a history goes through the index on model and record', async () => {
    const { from, values } = historySelection({ model: 'Patient', recordId: '{"id":"p7"}' })
    const plan = await planOf(trail(), `SELECT n."eventId" ${from}`, values as string[])
    expect(plan).toContain('audit_entry_model_recordId_idx')
  })

  test('of a page of events goes through the index on time', async () => {
    const from = new Date(Date.UTC(2026, 2, 2, 1, 30))
    trail().sent.length = 0
    expect(await all(readEvents(trail(), { from, order: 'oldest', limit: 3 }))).toHaveLength(3)
    const sent = trail().sent.find(sql => sql.includes('ORDER BY e.')) as string
    const plan = await planOf(trail(), sent, [from.toISOString()])
    expect(plan).toContain('audit_event_time_idx')
  })

  test("of one actor's events goes through the index on actor and time", async () => {
    trail().sent.length = 0
    await all(readEvents(trail(), { actor: 'u7' }))
    const plan = await planOf(trail(), trail().sent[0] as string, ['u7'])
    expect(plan).toContain('audit_event_actor_time_idx')
  })
})
