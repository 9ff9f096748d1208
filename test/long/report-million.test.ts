// A report on a million events: in one pass, in seconds, and in memory that does not grow with them.

import { expect, test } from 'vitest'
import type { EventKind } from '../../src/audit/event.js'
import { buildReport } from '../../src/audit/report/build-report.js'
import type { ReportedEvent } from '../../src/audit/report/reported-event.js'
import { recorded } from '../audit/report-database.js'

const million = 1_000_000
const kinds: readonly EventKind[] = ['change', 'change', 'read', 'reveal', 'login']
const tree = { events: million, unsealed: 0, checkpoint: undefined }
const about = { database: 'test', madeBy: 'me', madeAt: new Date(0), filter: {}, tree }

function* events(): Generator<ReportedEvent> {
  const { event, entries } = recorded({ entries: [{}] })
  const start = Date.UTC(2026, 0, 1)
  for (let i = 0; i < million; i++) {
    const time = new Date(start + i * 2000).toISOString()
    const kind = kinds[i % kinds.length] as EventKind
    yield {
      event: { ...event, time, kind, actor: `u${i % 997}` },
      entries: entries.map(one => ({ ...one, recordId: `{"id":"p${i % 50_021}"}` })),
    }
  }
}

test('takes seconds of work, and lists as much as of few', async () => {
  const before = process.cpuUsage()
  const report = await buildReport(events(), about)
  const { user } = process.cpuUsage(before)
  expect(user / 1e6).toBeLessThan(30)
  expect(report.events).toBe(million)
  expect(report.totals.reveal.done).toBe(million / 5)
  expect(report.lines).toMatchObject({ leftOut: million - 100 })
  expect(report.actors.isExact).toBe(true)
  expect(report.actors.rows).toHaveLength(50)
  expect(report.actors.leftOut).toBe(947)
  expect(report.records.isExact).toBe(false)
})
