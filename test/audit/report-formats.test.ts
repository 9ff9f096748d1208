// A report as text, as OCSF and as a page: what each says, and that nothing which came from outside gets out of its place.

import { describe, expect, test } from 'vitest'
import { buildReport } from '../../src/audit/report/build-report.js'
import { formatOcsf } from '../../src/audit/report/format-ocsf.js'
import { formatReportTable } from '../../src/audit/report/format-table.js'
import { formatReportPage } from '../../src/audit/report/page/format-page.js'
import { html } from '../../src/audit/report/page/markup.js'
import { cutText, textWidth, visibleText } from '../../src/audit/report/visible-text.js'
import { all, type EventParts, recorded } from './report-database.js'
import { hostileReport, sampleAbout, sampleReport } from './report-sample.js'

describe('visible text', () => {
  test.each([
    ['a\u001b[31mb', 'a\\u{1b}[31mb'],
    ['a\nb\u0000', 'a\\u{a}b\\u{0}'],
    ['user\u202etxt.exe', 'user\\u{202e}txt.exe'],
    ['half \ud800', 'half \\u{d800}'],
    ['Ada Łovelace 👩‍⚕️ می‌شود', 'Ada Łovelace 👩‍⚕️ می‌شود'],
  ])('of %j is %j', (text, visible) => {
    expect(visibleText(text)).toBe(visible)
  })

  test.each([
    ['abc', 3],
    ['héllo', 5],
    ['漢字', 4],
    ['👩‍⚕️', 2],
    ['e\u0301', 1],
  ])('%s takes %i columns', (text, width) => {
    expect(textWidth(text)).toBe(width)
  })

  test('is cut between characters, with an ellipsis in the place of the last', () => {
    expect(cutText('abcdef', 4)).toBe('abc…')
    expect(cutText('漢字漢字', 4)).toBe('漢…')
    expect(cutText('abcd', 4)).toBe('abcd')
  })
})

describe('a report as text', () => {
  test('says what it is about, what to look at, and lists', async () => {
    const text = formatReportTable(await sampleReport())
    expect(text).toMatch(/^Audit trail of postgresql:\/\/db\.internal\/hospital\n/)
    expect(text).toContain('2026-03-01 00:00:00 to 2026-04-01 00:00:00 UTC, 4,051 events')
    expect(text).toContain('Made by cli:auditor, 2026-04-01 07:30:00 UTC: quarterly review of access')
    expect(text).toContain('Last checkpoint: hospital.example/audit, 118,192 events')
    expect(text).toContain('! 3 stored values did not open')
    expect(text).toContain('3,951 more events left out of this list.')
  })

  test('aligns columns: texts left, numbers right', async () => {
    const report = await buildReport(
      [
        recorded({ actor: 'ada' }),
        ...Array.from({ length: 1000 }, () => recorded({ actor: 'somebody else' })),
      ],
      sampleAbout,
    )
    const lines = formatReportTable(report).split('\n')
    const at = lines.indexOf('Actors')
    expect(lines[at + 1]).toMatch(/^ {2}actor {10}events {2}changes /)
    expect(lines[at + 2]).toMatch(/^ {2}somebody else {3}1,000 {4}1,000 /)
    expect(lines[at + 3]).toMatch(/^ {2}ada {17}1 {8}1 /)
  })

  test('of nothing says so', async () => {
    expect(formatReportTable(await buildReport([], { ...sampleAbout, filter: {} }))).toContain('No events.\n')
  })

  test('lets nothing move the cursor or turn the text', async () => {
    const text = formatReportTable(await hostileReport())
    expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\u202e]/u)
    expect(text).toContain('\\u{1b}')
  })
})

describe('events as OCSF', () => {
  const events: readonly EventParts[] = [
    { entries: [{ action: 'create' }] },
    { entries: [{}] },
    { entries: [{ action: 'delete' }] },
    { entries: [{}, { action: 'create' }] },
    { kind: 'read', details: '{"count":3}', entries: [{ action: 'read' }] },
    { kind: 'reveal', outcome: 'denied', details: '{"code":"ACCESS_FIELD_DENIED"}' },
    { kind: 'open', outcome: 'failed', details: '{"code":"OPEN_FAILED"}' },
    { kind: 'login', outcome: 'failed', details: '{"account":"ada"}', ip: '192.0.2.7' },
    { kind: 'raw', model: null, details: '{"sql":"SELECT ?"}' },
    { kind: 'trail', model: null, actor: null, transactionId: 't1', requestId: 'r1', roles: '["auditor"]' },
  ]

  async function written(list: readonly EventParts[]) {
    return (await all(formatOcsf(list.map(recorded), 'hospital'))).join('')
  }

  test('are a JSON list, also of nothing', async () => {
    expect(JSON.parse(await written(events))).toHaveLength(events.length)
    expect(JSON.parse(await written([]))).toEqual([])
  })

  test('say what happened by the ids of the class', async () => {
    const list = JSON.parse(await written(events))
    expect(
      list.map((one: Record<string, unknown>) => [one.activity_name, one.type_uid, one.status, one.severity]),
    ).toEqual([
      ['Create', 600506, 'Success', 'Informational'],
      ['Update', 600502, 'Success', 'Informational'],
      ['Delete', 600507, 'Success', 'Informational'],
      ['Write', 600505, 'Success', 'Informational'],
      ['Read', 600501, 'Success', 'Informational'],
      ['Read', 600501, 'Failure', 'Medium'],
      ['Decrypt', 600510, 'Failure', 'High'],
      ['login', 600599, 'Failure', 'Low'],
      ['Query', 600504, 'Success', 'Informational'],
      ['Read', 600501, 'Success', 'Informational'],
    ])
  })

  test('have every attribute that the class requires, and no other than the schema knows', async () => {
    // https://schema.ocsf.io/1.6.0/classes/datastore_activity, without profiles.
    const required = [
      'activity_id',
      'actor',
      'category_uid',
      'class_uid',
      'metadata',
      'severity_id',
      'src_endpoint',
    ]
    const others = [
      'activity_name',
      'category_name',
      'class_name',
      'count',
      'database',
      'databucket',
      'dst_endpoint',
    ]
    const more = [
      'duration',
      'end_time',
      'enrichments',
      'http_request',
      'http_response',
      'message',
      'observables',
    ]
    const last = [
      'query_info',
      'raw_data',
      'severity',
      'start_time',
      'status',
      'status_code',
      'status_detail',
      'status_id',
    ]
    const rest = ['table', 'timezone_offset', 'type', 'type_id', 'type_name', 'unmapped']
    const known = new Set([...required, 'time', 'type_uid', ...others, ...more, ...last, ...rest])
    for (const one of JSON.parse(await written(events))) {
      for (const name of [...required, 'time', 'type_uid']) expect(one).toHaveProperty(name)
      expect(Object.keys(one).filter(name => !known.has(name))).toEqual([])
      expect(one).toMatchObject({ category_uid: 6, class_uid: 6005, metadata: { version: '1.6.0' } })
      expect(one.type_uid).toBe(one.class_uid * 100 + one.activity_id)
      // At least one of these, the class says.
      expect(one.database ?? one.table).toBeDefined()
    }
  })

  test('say who, from where, in which request and transaction', async () => {
    const [first, , , , , , , login, raw, trail] = JSON.parse(await written(events))
    expect(first).toMatchObject({
      actor: { user: { uid: 'u1' } },
      time: Date.UTC(2026, 2, 2, 12),
      database: { name: 'hospital', type_id: 1 },
      table: { name: 'Patient' },
      type_id: 3,
    })
    expect(first.metadata.uid).toMatch(/^[0-9a-f-]{36}$/)
    expect(raw.query_info).toEqual({ query_string: 'SELECT ?' })
    expect(login.src_endpoint).toEqual({ ip: '192.0.2.7' })
    expect(trail).toMatchObject({
      actor: { app_name: 'application' },
      src_endpoint: { svc_name: 'application' },
      http_request: { uid: 'r1' },
      metadata: { correlation_uid: 't1' },
      type_id: 1,
      unmapped: { roles: ['auditor'] },
    })
  })

  test('name the first hundred records, and never what stood in them', async () => {
    const entries = Array.from({ length: 120 }, (_, i) => ({
      recordId: `{"id":${i}}`,
      after: '{"canary":1}',
    }))
    const text = await written([{ entries }])
    const [{ unmapped }] = JSON.parse(text)
    expect(unmapped.record_count).toBe(120)
    expect(unmapped.records).toHaveLength(100)
    expect(unmapped.records[0]).toEqual({
      model: 'Patient',
      record_id: '{"id":0}',
      action: 'update',
      fields: ['name'],
    })
    expect(text).not.toContain('canary')
  })
})

describe('markup', () => {
  test('escapes what is put into it, and nothing twice', () => {
    const inner = html`<b>${`<&>"'`}</b>`
    expect(html`<p title="${'"'}">${[inner, false, undefined, 0]}</p>`.toString()).toBe(
      '<p title="&quot;"><b>&lt;&amp;&gt;&quot;&#39;</b>0</p>',
    )
  })
})

describe('a report as a page', () => {
  test('needs nothing but itself', async () => {
    const page = formatReportPage(await sampleReport())
    expect(page).toMatch(/^<!DOCTYPE html>/)
    expect(page).not.toMatch(/<(?:script|link|img|iframe|object|embed|base|form)\b/i)
    expect(page).not.toMatch(/\b(?:src|href|action)\s*=\s*"(?!#)/i)
    expect(page).not.toMatch(/@import|url\(/i)
  })

  test('has a title and a description in each drawing, and a table beside it', async () => {
    const page = formatReportPage(await sampleReport())
    const drawings = [...page.matchAll(/<svg [^>]*>(.{0,40})/g)]
    expect(drawings).toHaveLength(5)
    for (const [, start] of drawings) expect(start).toMatch(/^<title id="[\w-]+-title">\w/)
    expect([...page.matchAll(/<desc id="[\w-]+-desc">\w/g)]).toHaveLength(5)
    expect([...page.matchAll(/<summary>/g)]).toHaveLength(5)
  })

  test('lets nothing from outside become markup', async () => {
    const page = formatReportPage(await hostileReport())
    for (const text of ['<script', '<img', '\u001b', '\u202e']) expect(page.includes(text)).toBe(false)
    expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&gt;')
    // Each attribute still has its own value: no quote of the hostile text ended one.
    const texts = page.replace(/<style>.*<\/style>/s, '').replaceAll(/<[a-z!/][^<>]*>/gi, '')
    expect(/[<>]/.test(texts)).toBe(false)
  })

  test.each([1, 40, 400, 4000])('draws numbers alone over %i days', async days => {
    const to = new Date(Date.UTC(2026, 2, 1) + days * 86_400_000)
    const filter = { ...sampleAbout.filter, to }
    const page = formatReportPage(await buildReport([recorded()], { ...sampleAbout, filter }))
    expect(page).not.toMatch(/NaN|undefined|Infinity/)
  })

  test('of nothing says so and draws nothing', async () => {
    const page = formatReportPage(await buildReport([], { ...sampleAbout, filter: {} }))
    expect(page).toContain('No events in this period.')
    expect(page).not.toMatch(/<svg|NaN|undefined/)
  })

  test('says where it leaves events out', async () => {
    expect(formatReportPage(await sampleReport({ lines: 10 }))).toContain(
      '4,041 more events left out of this list.',
    )
  })
})
