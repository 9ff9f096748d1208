import { leastEventId } from '../../src/audit/event-id.js'
import { sealRound } from '../../src/audit/seal/seal-trail.js'
import { writeEvents } from '../../src/audit/write-events.js'
import { keyring, openTrail, recorded, signer } from '../audit/trails.js'
const text = JSON.stringify({ values: { name: 'some name', score: 3, at: '2026-01-01T00:00:00.000Z' }, sealed: Object.fromEntries(['a','b','c','d','e'].map(n => [n, { stored: 'fs1.k1.'+'x'.repeat(70), print: 'k1.'+'y'.repeat(22) }])) })
let n = 0
const recordedMany = (count: number) => Array.from({ length: count }, (_, i) => { n++; return recorded({ actor: 'u' + i }, [{ recordId: `{"id":"p${n}"}`, after: text, ...(n % 2 ? { before: text } : {}) }]) })
const trail = await openTrail('postgresql')
const { db } = trail
const log = new Map<string, number[]>()
const wrap = (d: any): any => ({
  provider: d.provider,
  query: async (sql: string, v?: any) => { const t = performance.now(); const r = await d.query(sql, v); add(sql, performance.now() - t); return r },
  execute: async (sql: string, v?: any) => { const t = performance.now(); const r = await d.execute(sql, v); add(sql, performance.now() - t); return r },
  transaction: (use: any) => d.transaction((i: any) => use(wrap(i))),
})
const add = (sql: string, ms: number) => { const k = sql.slice(0, 60).replace(/\s+/g, ' '); log.set(k, [...(log.get(k) ?? []), ms]) }
const w = wrap(db)
let head
for (let i = 0; i < Number(process.argv[2] ?? 14); i++) {
  for (let k = 0; k < 3; k++) await writeEvents(db, recordedMany(500))
  const t = performance.now(); const c = process.cpuUsage()
  const r: any = await sealRound(w, { signer, keyring }, leastEventId(Date.now() - 10_000), head)
  head = r.head
  const u = process.cpuUsage(c)
  console.log(i, r.sealed, (performance.now() - t).toFixed(1), 'ms; cpu', ((u.user + u.system) / 1000).toFixed(1))
}
for (const [k, v] of log) console.log(v.slice(-5).map(x => x.toFixed(1)).join(' '), k)
await trail.close(); process.exit(0)
