// Each rule from both sides of its threshold, on the tables of each database: silent just below, and told once at it.

import { beforeEach, describe, expect, test } from 'vitest'
import type { RecordedEvent } from '../../src/audit/event.js'
import type { Alert } from '../../src/audit/watch/alert.js'
import { defaultSettings, type WatchSettings, watchSettings } from '../../src/audit/watch/watch-settings.js'
import { Watcher } from '../../src/audit/watch/watcher.js'
import { type EventParts, onEachTrail, recorded } from './report-database.js'

const noon = Date.UTC(2026, 2, 2, 12)
const minute = 60_000
const day = 86_400_000
const at = (ms: number) => new Date(noon + ms).toISOString()
const off = Object.fromEntries(Object.keys(defaultSettings).map(rule => [rule, false]))

/** Events a second apart, from noon on. */
function some(
  count: number,
  parts: EventParts | ((i: number) => EventParts),
  everyMs = 1000,
): RecordedEvent[] {
  return Array.from({ length: count }, (_, i) =>
    recorded({ time: at(i * everyMs), ...(typeof parts === 'function' ? parts(i) : parts) }),
  )
}

const denied: EventParts = { kind: 'reveal', outcome: 'denied' }
const wrong = (account: string, ip: string): EventParts => ({
  kind: 'login',
  outcome: 'failed',
  actor: null,
  ip,
  details: '{"account":"canary","result":"wrongPassword"}',
  entries: [{ model: 'User', recordId: JSON.stringify({ id: account }), action: 'login' }],
})
const reveals = (records: number, parts: EventParts = {}): EventParts => ({
  kind: 'reveal',
  entries: Array.from({ length: records }, (_, i) => ({
    recordId: `{"id":${i}}`,
    action: 'reveal' as const,
  })),
  ...parts,
})

onEachTrail('the rule', trail => {
  beforeEach(() => trail().clear())

  /** What a watcher with one rule tells of events, at noon and a quarter of an hour. */
  async function told(
    rule: keyof WatchSettings,
    events: readonly RecordedEvent[],
    change?: object,
  ): Promise<readonly Alert[]> {
    await trail().write(...events)
    const settings = watchSettings({ ...off, [rule]: change ?? defaultSettings[rule] })
    return new Watcher(trail(), { sinks: [], settings, now: () => noon + 15 * minute }).look()
  }

  test('denied tells of five attempts within five minutes, and not of four', async () => {
    expect(await told('denied', some(4, denied))).toEqual([])
    const [alert, ...others] = await told('denied', some(1, { ...denied, time: at(4000) }))
    expect(others).toEqual([])
    expect(alert).toMatchObject({ rule: 'denied', severity: 'medium', by: 'actor', name: 'u1', actor: 'u1' })
    expect(alert).toMatchObject({ count: 5, threshold: 5, time: at(4000) })
    expect(alert?.message).toBe('actor u1: 5 attempts denied within 5 minutes.')
    expect(alert?.eventIds).toHaveLength(5)
  })

  test.each([
    [75_000, 1],
    [75_001, 0],
  ])('denied counts within the window: five, %i ms apart, are %i alerts', async (everyMs, alerts) => {
    expect(await told('denied', some(5, denied, everyMs))).toHaveLength(alerts)
  })

  test('denied counts each actor for itself, letter by letter, and the application as one', async () => {
    const actors = ['ada', 'Ada', null]
    const events = actors.flatMap(actor => some(actor === 'Ada' ? 4 : 5, { ...denied, actor }))
    const alerts = await told('denied', events)
    expect(alerts.map(({ name, actor }) => [name, actor]).sort()).toEqual([
      ['(application)', null],
      ['ada', 'ada'],
    ])
  })

  test('denied counts what was refused of any kind', async () => {
    const kinds = ['change', 'raw', 'read', 'reveal', 'trail'] as const
    expect(
      await told(
        'denied',
        some(5, i => ({ outcome: 'denied', kind: kinds[i] as 'raw' })),
      ),
    ).toHaveLength(1)
  })

  test('denied is told once of one burst, and again of the next', async () => {
    const second = some(5, denied).map(({ event }) => recorded({ ...event, time: at(10 * minute) }))
    const alerts = await told('denied', [...some(200, denied), ...second])
    expect(alerts.map(({ time }) => time)).toEqual([at(4000), at(10 * minute)])
  })

  test('revealedRecords counts different records', async () => {
    expect(await told('revealedRecords', some(3, reveals(29)))).toEqual([])
    const alerts = await told('revealedRecords', some(1, reveals(30)))
    expect(alerts).toMatchObject([
      { severity: 'high', count: 30, message: expect.stringContaining('30 different records') },
    ])
  })

  test('readRecords counts records of reads, and of nothing else', async () => {
    const setting = { count: 40, minutes: 10 }
    const reads = reveals(39, { kind: 'read' })
    expect(await told('readRecords', [...some(1, reads), ...some(1, reveals(200))], setting)).toEqual([])
    const last = some(1, { kind: 'read', entries: [{ recordId: '{"id":"new"}', action: 'read' }] })
    expect(await told('readRecords', last, setting)).toMatchObject([{ count: 40, severity: 'medium' }])
  })

  test('unopened tells of the first value of a model, once an hour', async () => {
    const unopened = (model: string, time: number): EventParts => ({
      kind: 'open',
      outcome: 'failed',
      model,
      time: at(time),
      details: '{"code":"OPEN_FAILED"}',
    })
    const events = [unopened('Patient', 0), unopened('Patient', minute), unopened('Visit', 2 * minute)]
    const alerts = await told('unopened', events.map(recorded))
    expect(alerts.map(({ by, name }) => [by, name])).toEqual([
      ['model', 'Patient'],
      ['model', 'Visit'],
    ])
  })

  test('failedLoginsOfAccount counts wrong passwords for one account from anywhere', async () => {
    const nobody = some(20, { ...wrong('', '192.0.2.5'), entries: [] })
    expect(await told('failedLoginsOfAccount', nobody)).toEqual([])
    const events = some(9, i => wrong('ada', `192.0.2.${i}`))
    expect(await told('failedLoginsOfAccount', [...events, ...some(9, wrong('bob', '192.0.2.1'))])).toEqual(
      [],
    )
    const alerts = await told('failedLoginsOfAccount', some(1, wrong('ada', '192.0.2.77')))
    expect(alerts).toMatchObject([{ by: 'account', name: 'User ada', actor: null, count: 10 }])
    expect(JSON.stringify(alerts)).not.toContain('canary')
  })

  test('failedLoginsFromAddress counts wrong passwords of any account from one address', async () => {
    expect(
      await told(
        'failedLoginsFromAddress',
        some(29, i => wrong(`a${i}`, '192.0.2.1')),
      ),
    ).toEqual([])
    const alerts = await told('failedLoginsFromAddress', some(1, wrong('b', '192.0.2.1')))
    expect(alerts).toMatchObject([{ by: 'address', name: '192.0.2.1', count: 30 }])
  })

  test('breakGlass and trailExport tell of each event, and of no other', async () => {
    const events = [
      ...some(2, reveals(1, { details: '{"breakGlass":true}' })),
      ...some(2, reveals(1)),
      ...some(1, { ...denied, details: '{"breakGlass":true}' }),
    ]
    expect(await told('breakGlass', events)).toMatchObject([
      { by: 'event', name: events[0]?.event.id, severity: 'high' },
      { by: 'event', name: events[1]?.event.id },
    ])
    const trailEvents = ['export', 'report'].map(operation =>
      recorded({ kind: 'trail', operation, model: null }),
    )
    expect(await told('trailExport', trailEvents)).toMatchObject([{ eventIds: [trailEvents[0]?.event.id] }])
  })

  describe('revealVolume', () => {
    /** One reveal a day on the days before, of that many records each. */
    const before = (...records: readonly number[]) =>
      records.map((count, i) => recorded(reveals(count, { time: at(-(i + 1) * day) })))

    test('is silent below the number of records, whatever the days before were', async () => {
      expect(await told('revealVolume', some(1, reveals(49)))).toEqual([])
      expect(await told('revealVolume', some(1, reveals(1)))).toMatchObject([
        {
          count: 50,
          threshold: 50,
          message: 'actor u1: 50 records revealed on 2026-03-02, none on the 30 days before.',
        },
      ])
    })

    test('is silent below three times the median day', async () => {
      // The median of the days with reveals is 20.
      const days = before(20, 10, 400, 20, 5)
      expect(await told('revealVolume', [...days, ...some(1, reveals(59))])).toEqual([])
      expect(await told('revealVolume', some(1, reveals(1)))).toMatchObject([
        { count: 60, threshold: 60, message: expect.stringContaining('20 on a usual day') },
      ])
    })

    test('looks no further back than its days', async () => {
      const long = recorded(reveals(400, { time: at(-31 * day) }))
      expect(await told('revealVolume', [long, ...some(1, reveals(50))])).toHaveLength(1)
    })

    test('counts each actor for itself, letter by letter', async () => {
      const others = some(1, reveals(49, { actor: 'U1' }))
      expect(await told('revealVolume', [...others, ...some(1, reveals(1))])).toEqual([])
    })

    test('does not count what was denied, and knows no baseline of the application', async () => {
      const events = [
        ...some(2, reveals(60, { outcome: 'denied' })),
        ...some(1, reveals(60, { actor: null })),
      ]
      expect(await told('revealVolume', events)).toEqual([])
    })
  })

  describe('unsealed', () => {
    const old = { time: at(5 * minute) }
    const young = { time: at(5 * minute + 1) }

    test('tells of events that are ten minutes old and not in the tree', async () => {
      // Looked at a quarter past, to the millisecond.
      const events = [recorded({ ...old, time: at(5 * minute - 1) }), recorded(young)]
      expect(await told('unsealed', events)).toMatchObject([
        { count: 1, eventIds: [events[0]?.event.id], message: 'trail: 1 event not sealed after 10 minutes.' },
      ])
    })

    test('is silent about those that are sealed, and younger ones', async () => {
      const sealed = recorded({ time: at(0) })
      await trail().seal(0, sealed)
      expect(await told('unsealed', [sealed, recorded(young)])).toEqual([])
    })
  })
})

describe('the settings', () => {
  test('are the default ones but for those that are changed', () => {
    const settings = watchSettings({ denied: { count: 3 }, unsealed: false })
    expect(settings).toEqual({ ...defaultSettings, denied: { count: 3, minutes: 5 }, unsealed: false })
  })

  test.each([
    [5],
    [[]],
    [{ unknown: false }],
    [{ toString: false }],
    [{ denied: true }],
    [{ denied: { count: 0 } }],
    [{ denied: { count: '5' } }],
    [{ denied: { hours: 1 } }],
    [{ breakGlass: { count: 2 } }],
  ])('refuse %j', changes => {
    expect(() => watchSettings(changes)).toThrow(expect.objectContaining({ code: 'CONFIG_OPTION_INVALID' }))
  })
})
