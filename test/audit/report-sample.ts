// A month in a hospital: the trail that pages and tables are looked at with. The same in every run.

import type { EntryAction, EventKind, EventOutcome, RecordedEvent } from '../../src/audit/event.js'
import { buildReport, type ReportOptions } from '../../src/audit/report/build-report.js'
import type { ReportAbout } from '../../src/audit/report/report.js'
import { type EventParts, recorded } from './report-database.js'

const start = Date.UTC(2026, 2, 1)
const dayMs = 86_400_000

/** A generator of chance that begins anew in each run (mulberry32). */
function chance(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

const staff: readonly (readonly [actor: string | null, role: string, share: number])[] = [
  ['dr.hopper', 'doctor', 8],
  ['dr.lovelace', 'doctor', 6],
  ['nurse.curie', 'nurse', 9],
  ['nurse.seacole', 'nurse', 7],
  ['billing.noether', 'billing', 4],
  ['frontdesk.meitner', 'reception', 6],
  ['7c9e6679-7425-40de-944b-e07fc1f90ae7', 'integration', 3],
  [null, 'job', 3],
]

const work: readonly (readonly [kind: EventKind, operation: string, action: EntryAction, share: number])[] = [
  ['change', 'update', 'update', 30],
  ['change', 'create', 'create', 12],
  ['change', 'deleteMany', 'delete', 2],
  ['read', 'findMany', 'read', 34],
  ['read', 'findUnique', 'read', 10],
  ['reveal', '$reveal', 'reveal', 9],
  ['login', 'verifyPassword', 'login', 12],
  ['raw', '$queryRaw', 'read', 2],
]

const models = ['Patient', 'Patient', 'Patient', 'Visit', 'Visit', 'Insurance', 'Prescription', 'Payment']
const fields = ['name', 'email', 'diagnosis', 'cardNumber', 'birthDate']
const reasons = ['ward round', 'refund 4711', 'phone enquiry', 'transfer to another clinic', null, null]

/** The events of the month, newest first. */
export function sampleEvents(count = 4000): readonly RecordedEvent[] {
  const random = chance(7)
  const events = Array.from({ length: count }, () => sampleEvent(random))
  return [...events, ...incidents()].sort((a, b) => (a.event.time < b.event.time ? 1 : -1))
}

function sampleEvent(random: () => number): RecordedEvent {
  const pick = <Item>(items: readonly Item[]) => items[Math.floor(random() * items.length)] as Item
  const weighed = <Item extends readonly [...unknown[], number]>(items: readonly Item[]) =>
    pick(items.flatMap(item => Array<Item>(item.at(-1) as number).fill(item)))
  const [actor, role] = weighed(staff)
  const [kind, operation, action] = weighed(work)
  const model = kind === 'login' ? 'User' : pick(models)
  const touched = kind === 'raw' ? 0 : 1 + Math.floor(random() * (action === 'read' ? 25 : 3))
  const outcome = outcomeOf(kind, random())
  const entries = Array.from({ length: touched }, () => ({
    model,
    recordId:
      kind === 'login'
        ? JSON.stringify({ id: actor ?? 'service' })
        : `{"id":"${model.toLowerCase()}-${Math.floor(random() ** 2 * 400)}"}`,
    action,
    fields: JSON.stringify([...new Set([pick(fields), pick(fields)])]),
  }))
  return recorded({
    ...{ kind, operation, actor, outcome, entries },
    time: new Date(start + workMoment(random)).toISOString(),
    model: kind === 'raw' ? null : model,
    roles: JSON.stringify([role]),
    ...(kind === 'reveal' ? { reason: pick(reasons), purpose: 'treatment' } : {}),
    requestId: `req-${Math.floor(random() * 1e6).toString(36)}`,
    ip: `192.0.2.${Math.floor(random() * 60)}`,
    details: detailsFor(kind, outcome, actor, touched),
  })
}

function outcomeOf(kind: EventKind, luck: number): EventOutcome {
  if (kind === 'reveal' && luck < 0.06) return 'denied'
  return kind === 'login' && luck < 0.12 ? 'failed' : 'done'
}

/** What the report is about in samples. */
export const sampleAbout: ReportAbout = {
  database: 'postgresql://db.internal/hospital',
  madeBy: 'cli:auditor',
  madeAt: new Date('2026-04-01T07:30:00.000Z'),
  reason: 'quarterly review of access',
  filter: { from: new Date(start), to: new Date(start + 31 * dayMs) },
  tree: {
    events: 118_204,
    unsealed: 12,
    checkpoint: {
      size: 118_192,
      origin: 'hospital.example/audit',
      rootHash: 'sJ0hVQ5q2m0b5g3v1Yk3u9cQd7qj0O3mJxWq2dV8b0E=',
      sealedTo: '2026-03-31T23:58:12.000Z',
    },
  },
}

/** The report on the month. */
export function sampleReport(options?: ReportOptions) {
  return buildReport(sampleEvents(), sampleAbout, options)
}

/** Mostly on working days, with a peak in the morning and another after noon. */
function workMoment(random: () => number): number {
  for (;;) {
    const day = Math.floor(random() * 31)
    const weekday = new Date(start + day * dayMs).getUTCDay()
    const isWeekend = weekday === 0 || weekday === 6
    const hour = random() < 0.9 ? 7 + (random() + random()) * 6 : random() * 24
    if (!isWeekend || random() < 0.25) return day * dayMs + Math.floor(hour * 3_600_000)
  }
}

function detailsFor(
  kind: EventKind,
  outcome: EventOutcome,
  actor: string | null,
  count: number,
): string | null {
  if (kind === 'read') return JSON.stringify({ count })
  if (kind === 'login') return JSON.stringify({ account: actor ?? 'service' })
  if (kind === 'raw') return '{"sql":"SELECT count(*) FROM \\"Visit\\" WHERE \\"day\\" > ?"}'
  return outcome === 'denied' ? '{"code":"ACCESS_FIELD_DENIED"}' : null
}

/** What an auditor should find. */
function incidents(): readonly RecordedEvent[] {
  const night = (minute: number) =>
    new Date(start + 17 * dayMs + 2 * 3_600_000 + minute * 60_000).toISOString()
  const emergency = recorded({
    time: night(7),
    kind: 'reveal',
    operation: '$reveal',
    actor: 'dr.hopper',
    roles: '["doctor"]',
    reason: 'unconscious patient, allergies needed',
    details: '{"breakGlass":true}',
    entries: [{ recordId: '{"id":"patient-112"}', action: 'reveal', fields: '["diagnosis","birthDate"]' }],
  })
  const wrongPasswords = Array.from({ length: 46 }, (_, i) =>
    recorded({
      time: night(20 + i / 4),
      kind: 'login',
      operation: 'verifyPassword',
      model: 'User',
      actor: null,
      outcome: 'failed',
      ip: '198.51.100.23',
      details: '{"account":"dr.lovelace","result":"wrongPassword"}',
      entries: [{ model: 'User', recordId: '{"id":"dr.lovelace"}', action: 'login', fields: '["password"]' }],
    }),
  )
  const unopened = [1, 2, 3].map(minute =>
    recorded({
      time: night(60 + minute),
      kind: 'open',
      operation: 'findMany',
      actor: 'nurse.curie',
      roles: '["nurse"]',
      outcome: 'failed',
      details: '{"code":"OPEN_FAILED"}',
      entries: [{ recordId: `{"id":"patient-${minute}"}`, action: 'open', fields: '["cardNumber"]' }],
    }),
  )
  const trail = recorded({
    time: night(600),
    kind: 'trail',
    operation: 'report',
    model: null,
    actor: 'cli:auditor',
  })
  return [emergency, ...wrongPasswords, ...unopened, trail]
}

/** Breaks out of HTML, attributes and comments, moves a terminal's cursor, and turns the direction of text. */
const hostile = `<script>alert(1)</script>"'><img src=x onerror=alert(2)>--> \u001b[2J \u202e`

const hostileEvent: EventParts = {
  kind: 'reveal',
  outcome: 'denied',
  actor: hostile,
  model: hostile,
  operation: hostile,
  roles: JSON.stringify([hostile]),
  reason: hostile,
  purpose: hostile,
  requestId: hostile,
  ip: hostile,
  details: JSON.stringify({ code: hostile, account: hostile }),
  entries: [{ model: hostile, recordId: JSON.stringify({ id: hostile }), fields: JSON.stringify([hostile]) }],
}

/** A report in which everything that comes from outside is hostile. */
export function hostileReport() {
  const events = [
    hostileEvent,
    { ...hostileEvent, outcome: 'done' as const, details: '{"breakGlass":true}' },
    { ...hostileEvent, kind: 'login' as const, outcome: 'failed' as const },
    { ...hostileEvent, kind: hostile as never, time: hostile },
  ]
  const checkpoint = { size: 1, origin: hostile, rootHash: hostile, sealedTo: hostile }
  return buildReport(
    events.map(one => recorded({ id: hostile, ...one })),
    {
      ...sampleAbout,
      database: hostile,
      madeBy: hostile,
      reason: hostile,
      filter: { actor: hostile, model: hostile, recordId: hostile },
      tree: { events: 1, unsealed: 0, checkpoint },
    },
  )
}
