// Events and histories out of the tables of each database: what a filter takes, in which order, and over how many pages.

import { beforeEach, expect, test } from 'vitest'
import { readEvents } from '../../src/audit/report/read-events.js'
import { readHistory } from '../../src/audit/report/read-history.js'
import type { TrailFilter } from '../../src/audit/report/trail-filter.js'
import { all, onEachTrail, recorded } from './report-database.js'

const at = (minute: number) => new Date(Date.UTC(2026, 2, 2, 12, minute)).toISOString()

onEachTrail('reading events', trail => {
  beforeEach(() => trail().clear())

  async function idsOf(filter: TrailFilter) {
    return (await all(readEvents(trail(), filter))).map(({ event }) => event.id)
  }

  test('gives every column but the MAC, and entries without their images', async () => {
    const one = recorded({
      transactionId: 't1',
      roles: '["billing"]',
      reason: 'refund',
      purpose: 'billing',
      requestId: 'r1',
      ip: '192.0.2.7',
      details: '{"count":2}',
      entries: [{ before: '{"values":{}}' }, { recordId: '{"id":"p2"}', action: 'delete', fields: '[]' }],
    })
    await trail().write(one)
    const entries = one.entries.map(({ before: _, after: __, ...entry }) => entry)
    expect(await all(readEvents(trail()))).toEqual([{ event: one.event, entries }])
  })

  test('begins with the newest, or with the oldest where told', async () => {
    const events = [at(3), at(1), at(2)].map(time => recorded({ time }))
    await trail().write(...events)
    const [third, first, second] = events.map(({ event }) => event.id)
    expect(await idsOf({})).toEqual([third, second, first])
    expect(await idsOf({ order: 'oldest' })).toEqual([first, second, third])
  })

  test('takes the first moment of a period and not the last', async () => {
    const events = [1, 2, 3].map(minute => recorded({ time: at(minute) }))
    await trail().write(...events)
    const filter = { from: new Date(at(1)), to: new Date(at(3)), order: 'oldest' } as const
    expect(await idsOf(filter)).toEqual(events.slice(0, 2).map(({ event }) => event.id))
  })

  test.each<[string, TrailFilter]>([
    ['actor', { actor: 'ada' }],
    ['model of the operation', { model: 'Visit' }],
    ['model of an entry', { model: 'Note' }],
    ['record', { model: 'Note', recordId: '{"id":"n1"}' }],
    ['kind', { kinds: ['reveal', 'open'] }],
    ['outcome', { outcome: 'denied' }],
  ])('finds by %s, letter by letter', async (_, filter) => {
    const wanted = recorded({
      actor: 'ada',
      model: 'Visit',
      kind: 'reveal',
      outcome: 'denied',
      entries: [{ recordId: '{"id":"x"}' }, { model: 'Note', recordId: '{"id":"n1"}' }],
    })
    const other = recorded({
      actor: 'Ada',
      model: 'visit',
      entries: [{ model: 'note', recordId: '{"id":"N1"}' }],
    })
    const else_ = recorded({ actor: null, model: null, entries: [{ recordId: '{"id":"n1"}' }] })
    await trail().write(wanted, other, else_)
    expect(await idsOf(filter)).toEqual([wanted.event.id])
  })

  test('finds nothing of no kinds', async () => {
    await trail().write(recorded())
    expect(await idsOf({ kinds: [] })).toEqual([])
  })

  test('reads on over pages where many events have one time', async () => {
    const events = Array.from({ length: 2300 }, (_, i) => recorded({ time: at(Math.floor(i / 1150)) }))
    await trail().write(...events)
    const ids = events.map(({ event }) => event.id)
    expect(await idsOf({ order: 'oldest' })).toEqual(ids)
    expect(await idsOf({ order: 'newest' })).toEqual(ids.reverse())
    expect(await idsOf({ order: 'newest', limit: 1001 })).toEqual(ids.slice(0, 1001))
  })

  test('reads on where a page has nothing of the wanted letters', async () => {
    const others = Array.from({ length: 1000 }, () => recorded({ actor: 'ADA', time: at(0) }))
    const wanted = recorded({ actor: 'ada', time: at(1) })
    await trail().write(...others, wanted)
    expect(await idsOf({ actor: 'ada', order: 'oldest' })).toEqual([wanted.event.id])
  })

  test('fetches the entries of large events apart', async () => {
    const entries = Array.from({ length: 3000 }, (_, i) => ({ recordId: `{"id":${i}}` }))
    const events = [1, 2, 3].map(minute => recorded({ time: at(minute), entries }))
    await trail().write(...events)
    trail().sent.length = 0
    const counts = (await all(readEvents(trail()))).map(({ entries }) => entries.length)
    expect(counts).toEqual([3000, 3000, 3000])
    expect(trail().sent.filter(sql => sql.includes('audit_entry'))).toHaveLength(3)
  })
})

onEachTrail('the history of a record', trail => {
  beforeEach(() => trail().clear())

  test('has what every event did to it, images included, oldest first', async () => {
    const created = recorded({ time: at(1), entries: [{ action: 'create', after: '{"values":{}}' }] })
    const other = recorded({ time: at(2), entries: [{ recordId: '{"id":"P1"}' }, { model: 'patient' }] })
    const updated = recorded({ time: at(3), entries: [{ recordId: '{"id":"p0"}' }, {}] })
    await trail().write(created, other, updated)
    const filter = { model: 'Patient', recordId: '{"id":"p1"}' }
    const history = [
      { event: created.event, entry: created.entries[0] },
      { event: updated.event, entry: updated.entries[1] },
    ]
    expect(await all(readHistory(trail(), filter))).toEqual(history)
    expect(await all(readHistory(trail(), { ...filter, order: 'newest' }))).toEqual(history.toReversed())
    expect(await all(readHistory(trail(), { ...filter, limit: 1 }))).toEqual(history.slice(0, 1))
  })

  test('goes on over pages, within an event too', async () => {
    const entries = Array.from({ length: 700 }, () => ({}))
    const events = [1, 2].map(minute => recorded({ time: at(minute), entries }))
    await trail().write(...events)
    for (const order of ['oldest', 'newest'] as const) {
      const filter = { model: 'Patient', recordId: '{"id":"p1"}', order }
      const found = await all(readHistory(trail(), filter))
      const places = events.flatMap(({ event, entries }) =>
        entries.map(({ position }) => `${event.id} ${position}`),
      )
      expect(found.map(({ event, entry }) => `${event.id} ${entry.position}`)).toEqual(
        order === 'oldest' ? places : places.reverse(),
      )
    }
  })
})
