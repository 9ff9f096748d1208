// Events as rows: what is written is what is read, whatever texts hold, in as few statements as a dialect allows.

import { expect, test } from 'vitest'
import { recordedOf } from '../../src/audit/stored-event.js'
import type { TrailProvider } from '../../src/audit/trail-database.js'
import { insertStatements, writeEvents } from '../../src/audit/write-events.js'
import { onEachTrail, recorded, recordedMany, rowsOf, unsealedOf } from './trails.js'

const oddTexts = [
  '',
  ' leading and trailing ',
  `quotes ' " \` and \\ backslashes \\n \\u0000`,
  'lines\nand\ttabs\r\nand \u0001 \u001f \u007f \u0085 \u2028',
  'd\u00e9j\u00e0 \u2014 \u4e2d\u6587 \u{1f600} e\u0301 \ufeff \uffff',
  '? $1 :name %s {"a":[1,null,{"b":"\\"c\\""}]}',
]

onEachTrail('events', trail => {
  test('come back as they were written', async () => {
    const texts = oddTexts.map(text =>
      recorded({ reason: text, details: text }, [{ recordId: text, after: text }]),
    )
    const written = [...texts, recorded({ model: null, roles: null, ip: null }, []), ...recordedMany(20)]
    await writeEvents(trail().db, written)
    const read = await unsealedOf(trail().db)
    const plain = read.map(record => {
      const { event, entries, mac } = recordedOf(record)
      const { entryCount: _, mac: __, ...own } = record.event
      expect(event).toBe(record.event)
      return { event: own, entries: entries.map(({ ...entry }) => ({ ...entry, eventId: undefined })), mac }
    })
    expect(plain).toEqual(written.map(({ entries, ...rest }) => ({ ...rest, entries })))
  })

  test('count their entries', async () => {
    await writeEvents(trail().db, [recorded({}, []), recorded({}, [{}, {}, {}])])
    const events = await rowsOf(trail().db, 'AuditEvent')
    expect(events.map(row => row[14])).toEqual(['0', '3'])
  })

  test('may have more entries than one statement takes', async () => {
    const entries = Array.from({ length: 9000 }, (_, i) => ({ recordId: `{"id":${i}}` }))
    await writeEvents(trail().db, [recorded({}, entries)])
    const [record] = await unsealedOf(trail().db)
    expect(record?.entries.map(({ recordId }) => recordId)).toEqual(entries.map(({ recordId }) => recordId))
  })
})

const sent = (provider: TrailProvider, entries: readonly object[]) =>
  insertStatements(provider, [recorded({}, entries)])

test('PostgreSQL takes an event and its entries in one statement', () => {
  const [statement, ...others] = sent('postgresql', [{}, {}])
  expect(others).toEqual([])
  expect(statement?.values).toHaveLength(16 + 2 * 8)
  expect(statement?.sql).toMatch(
    /^WITH entries AS \(INSERT INTO "audit_entry" .*\) INSERT INTO "audit_event" .*\$32\)$/,
  )
})

test('MySQL and SQLite take the entries first, so that who sees the event sees them', () => {
  for (const provider of ['mysql', 'sqlite'] as const) {
    const tables = sent(provider, [{}]).map(({ sql }) => /INTO .(\w+)/.exec(sql)?.[1])
    expect(tables).toEqual(['audit_entry', 'audit_event'])
  }
})

test.each([
  ['postgresql', 32_767],
  ['sqlite', 32_766],
  ['mysql', 65_535],
] as const)('no statement for %s has more than %d values', (provider, limit) => {
  const statements = sent(
    provider,
    Array.from({ length: 20_000 }, () => ({})),
  )
  expect(Math.max(...statements.map(({ values }) => values.length))).toBeLessThanOrEqual(limit)
  const packed = provider === 'mysql' ? 20_000 * 8 : 1
  expect(statements.flatMap(({ values }) => values).length).toBeGreaterThanOrEqual(packed + 16)
})

test('large images are spread over statements', () => {
  const after = 'x'.repeat(400_000)
  expect(sent('mysql', [{ after }, { after }, { after }])).toHaveLength(3)
})

test('no events are no statement', () => {
  expect(insertStatements('postgresql', [])).toEqual([])
})
