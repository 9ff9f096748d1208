// What a report counts and lists, from events that a test makes up.

import { describe, expect, test } from 'vitest'
import { BoundedTotals } from '../../src/audit/report/bounded-totals.js'
import { buildReport, type ReportOptions } from '../../src/audit/report/build-report.js'
import type { ReportAbout } from '../../src/audit/report/report.js'
import { shownRecords } from '../../src/audit/report/shown-names.js'
import { type EventParts, recorded } from './report-database.js'

const about: ReportAbout = {
  database: 'hospital',
  madeBy: 'auditor',
  madeAt: new Date('2026-03-31T00:00:00.000Z'),
  filter: {},
  tree: { events: 0, unsealed: 0, checkpoint: undefined },
}

function report(events: readonly EventParts[], parts: Partial<ReportAbout> = {}, options?: ReportOptions) {
  return buildReport(
    events.map(one => recorded(one)),
    { ...about, ...parts },
    options,
  )
}

describe('totals', () => {
  test('by kind and outcome', async () => {
    const { totals, events } = await report([
      {},
      {},
      { kind: 'reveal', outcome: 'denied' },
      { kind: 'login', outcome: 'failed' },
    ])
    expect(events).toBe(4)
    expect(totals.change).toEqual({ done: 2, denied: 0, failed: 0 })
    expect(totals.reveal).toEqual({ done: 0, denied: 1, failed: 0 })
    expect(totals.login).toEqual({ done: 0, denied: 0, failed: 1 })
  })

  test('of an actor: what they did, and what was refused', async () => {
    const { actors } = await report([
      { time: '2026-03-02T08:00:00.000Z' },
      { kind: 'read', details: '{"count":40}', entries: [{ action: 'read' }] },
      { kind: 'reveal', entries: [{}, { recordId: '{"id":"p2"}' }], details: '{"breakGlass":true}' },
      { kind: 'reveal', outcome: 'denied', entries: [{}] },
      { kind: 'login', outcome: 'failed' },
      { actor: 'u2' },
      { actor: null },
    ])
    expect(actors.rows[0]).toEqual({
      actor: 'u1',
      events: 5,
      changes: 1,
      reads: 1,
      readRecords: 40,
      reveals: 1,
      revealedRecords: 2,
      breakGlass: 1,
      denied: 1,
      failed: 1,
      last: '2026-03-02T12:00:00.000Z',
    })
    expect(actors.rows.map(({ actor }) => actor)).toEqual(['u1', 'u2', null])
  })

  test('tell the application from an actor called null', async () => {
    const { actors } = await report([{ actor: null }, { actor: 'null' }, { actor: 'null' }])
    expect(actors.rows.map(({ actor, events }) => [actor, events])).toEqual([
      ['null', 2],
      [null, 1],
    ])
  })

  test('of models and records count each event once', async () => {
    const visit = { model: 'Visit', recordId: '{"id":"v1"}' }
    const { models, records } = await report([
      { entries: [{}, {}, visit] },
      { kind: 'reveal', entries: [visit] },
    ])
    expect(models.rows).toMatchObject([
      { model: 'Patient', recordId: null, events: 2, changes: 1, reveals: 1 },
      { model: 'Visit', events: 2 },
    ])
    expect(records.rows).toMatchObject([
      { model: 'Visit', recordId: '{"id":"v1"}', events: 2, changes: 1, reveals: 1 },
      { model: 'Patient', recordId: '{"id":"p1"}', events: 1 },
    ])
  })

  test('of wrong passwords by account and by address', async () => {
    const login = (id: string | null, ip: string | null, outcome: 'done' | 'failed'): EventParts => {
      const entries =
        id === null ? [] : [{ model: 'User', recordId: JSON.stringify({ id }), action: 'login' as const }]
      return { kind: 'login', details: '{"account":"canary"}', ip, outcome, entries }
    }
    const { failedAccounts, failedAddresses } = await report([
      login('ada', '192.0.2.1', 'failed'),
      login('ada', '192.0.2.1', 'done'),
      login('bob', '192.0.2.1', 'failed'),
      login('eve', null, 'done'),
      login(null, null, 'failed'),
    ])
    expect(failedAccounts.rows).toMatchObject([
      { name: 'User ada', failed: 1, verified: 1 },
      { name: 'User bob', failed: 1, verified: 0 },
    ])
    expect(failedAddresses.rows).toMatchObject([{ name: '192.0.2.1', failed: 2, verified: 1 }])
  })

  test('take altered events as they are, and say how many', async () => {
    const odd = { kind: 'nothing' as never, time: 'never', roles: '{', details: '[' }
    const { events, unreadable, lines } = await report([odd, { details: '{"breakGlass":"yes"}' }])
    expect({ events, unreadable }).toEqual({ events: 2, unreadable: 1 })
    expect(lines.rows[0]).toMatchObject({ time: 'never', roles: [] })
    expect(lines.rows[1]).toMatchObject({ breakGlass: false })
  })
})

describe('totals by key in bounded memory', () => {
  test('keep the largest, and say that they are not exact', () => {
    const totals = new BoundedTotals(
      () => ({ count: 0 }),
      one => one.count,
      10,
    )
    const rare = Array.from({ length: 200 }, (_, i) => `rare${i}`)
    for (const key of rare) {
      totals.of('often').count++
      totals.of(key).count++
    }
    expect(totals.top(1)).toEqual([['often', { count: 200 }]])
    expect(totals.isExact).toBe(false)
    expect(totals.size).toBeLessThanOrEqual(20)
  })

  test('are exact up to twice their capacity', () => {
    const totals = new BoundedTotals(
      () => ({ count: 0 }),
      one => one.count,
      10,
    )
    for (let i = 0; i < 20; i++) totals.of(`k${i}`).count++
    expect(totals.isExact).toBe(true)
    expect(totals.top(100)).toHaveLength(20)
  })
})

describe('lists', () => {
  test('have the first events and count the others', async () => {
    const { lines } = await report(
      ['a', 'b', 'c'].map(actor => ({ actor })),
      {},
      { lines: 2 },
    )
    expect(lines.rows.map(({ actor }) => actor)).toEqual(['a', 'b'])
    expect(lines.leftOut).toBe(1)
  })

  test('have reveals and refusals apart', async () => {
    const { reveals, refused } = await report([
      {},
      { kind: 'reveal' },
      { kind: 'reveal', outcome: 'denied', details: '{"code":"ACCESS_FIELD_DENIED"}' },
      { kind: 'login', outcome: 'failed' },
    ])
    expect(reveals.rows.map(({ outcome }) => outcome)).toEqual(['done', 'denied'])
    expect(refused.rows).toMatchObject([{ code: 'ACCESS_FIELD_DENIED' }, { kind: 'login' }])
  })

  test('show how many records a change summed up, and the SQL of the application', async () => {
    const { lines } = await report([
      { details: '{"summary":true,"count":1200}' },
      { kind: 'raw', model: null, details: '{"sql":"DELETE FROM t WHERE a = ?"}' },
    ])
    expect(lines.rows.map(shownRecords)).toEqual(['Patient (1,200 records)', 'DELETE FROM t WHERE a = ?'])
  })

  test('name records and fields, and never what stood in them', async () => {
    const entries = Array.from({ length: 5 }, (_, i) => ({
      recordId: `{"id":"p${i}"}`,
      fields: '["name","email"]',
      before: '{"values":{"name":"canary"}}',
      after: '{"values":{"name":"canary"}}',
    }))
    const result = await report([{ entries, roles: '["nurse"]', reason: 'round' }])
    expect(result.lines.rows[0]).toMatchObject({
      fields: ['name', 'email'],
      recordCount: 5,
      records: [0, 1, 2].map(i => ({ model: 'Patient', recordId: `{"id":"p${i}"}` })),
      roles: ['nurse'],
      reason: 'round',
    })
    expect(JSON.stringify(result)).not.toContain('canary')
  })
})

describe('the timeline', () => {
  const from = new Date('2026-03-01T00:00:00.000Z')
  const until = (time: string) => ({ filter: { from, to: new Date(time) } })

  test.each([
    ['2026-03-04T00:00:00.000Z', 'hour', 72, '2026-03-01 00:00', '2026-03-03 23:00'],
    ['2026-03-04T00:00:01.000Z', 'day', 4, '2026-03-01', '2026-03-04'],
    ['2026-08-31T00:00:00.000Z', 'day', 183, '2026-03-01', '2026-08-30'],
    ['2027-03-01T00:00:00.000Z', 'month', 12, '2026-03', '2027-02'],
    ['2046-03-01T00:00:00.000Z', 'year', 21, '2026', '2046'],
  ])('to %s goes by the %s, without gaps', async (to, step, count, first, last) => {
    const { timeline } = await report([], until(to))
    expect(timeline.step).toBe(step)
    expect(timeline.buckets).toHaveLength(count)
    expect([timeline.buckets[0]?.label, timeline.buckets.at(-1)?.label]).toEqual([first, last])
  })

  test('goes as far as events do where no period was asked for', async () => {
    const times = ['2026-03-02T10:00:00.000Z', '2026-03-02T12:30:00.000Z']
    const { timeline, period } = await report(times.map(time => ({ time })))
    expect(timeline.buckets.map(({ label, counts }) => [label, counts.change])).toEqual([
      ['2026-03-02 10:00', 1],
      ['2026-03-02 11:00', 0],
      ['2026-03-02 12:00', 1],
    ])
    expect(period).toEqual({ from: times[0], to: '2026-03-02T12:30:00.001Z' })
  })

  test('of no events is empty', async () => {
    expect(await report([])).toMatchObject({ period: undefined, timeline: { buckets: [] } })
  })

  test('counts what was refused beside its kind', async () => {
    const { timeline } = await report([
      { kind: 'reveal', outcome: 'denied' },
      { kind: 'login', outcome: 'failed' },
      { kind: 'open', outcome: 'failed' },
    ])
    expect(timeline.buckets[0]?.counts).toMatchObject({
      reveal: 1,
      login: 1,
      open: 1,
      denied: 1,
      failedLogin: 1,
      failedOpen: 1,
    })
  })

  test('is that of the time zone, when the clocks change too', async () => {
    // In Vienna clocks went from 2:00 to 3:00 on 2026-03-29, at 1:00 UTC.
    const filter = { from: new Date('2026-03-28T23:00:00.000Z'), to: new Date('2026-03-29T22:00:00.000Z') }
    const times = ['2026-03-29T00:59:00.000Z', '2026-03-29T01:00:00.000Z']
    const { timeline } = await report(
      times.map(time => ({ time })),
      { filter },
      { timeZone: 'Europe/Vienna' },
    )
    const busy = timeline.buckets.filter(({ counts }) => counts.change > 0).map(({ label }) => label)
    expect(busy).toEqual(['2026-03-29 01:00', '2026-03-29 03:00'])
    expect(timeline.buckets).toHaveLength(24)
  })

  test('refuses a time zone that nobody knows', async () => {
    await expect(report([], {}, { timeZone: 'Mars/Base' })).rejects.toMatchObject({
      code: 'CONFIG_OPTION_INVALID',
    })
  })
})

describe('the hours of the week', () => {
  test.each([
    ['2026-03-02T06:59:00.000Z', 0, 6, 1],
    ['2026-03-02T07:00:00.000Z', 0, 7, 0],
    ['2026-03-06T18:59:00.000Z', 4, 18, 0],
    ['2026-03-06T19:00:00.000Z', 4, 19, 1],
    ['2026-03-08T12:00:00.000Z', 6, 12, 1],
  ])('put %s in their place', async (time, weekday, hour, offHours) => {
    const { weekHours } = await report([{ time, kind: 'reveal' }])
    expect(weekHours.events[weekday]?.[hour]).toBe(1)
    expect(weekHours.offHours).toEqual({ events: offHours, reveals: offHours })
  })

  test('follow the time zone to the quarter hour', async () => {
    // Kathmandu is 5:45 ahead.
    const events = [{ time: '2026-03-02T01:14:00.000Z' }, { time: '2026-03-02T01:15:00.000Z' }]
    const { weekHours } = await report(events, {}, { timeZone: 'Asia/Kathmandu' })
    expect([weekHours.events[0]?.[6], weekHours.events[0]?.[7]]).toEqual([1, 1])
  })
})
