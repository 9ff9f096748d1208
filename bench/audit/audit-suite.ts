// The suite that measures what the audit trail costs: calls on a recorded model against the same on its twin, writers
// with and without a sealer, sealing and verifying.

import type { Effort } from '../measure.js'
import { profile } from '../profile.js'
import { openStorage, type Provider, type Storage } from '../storage.js'
import { clockFor, type Suite } from '../suite.js'
import { pairedCases } from './audit-cases.js'
import { type AuditClient, emptyTrail, openAuditClient, restorePeople, seedPeople } from './audit-client.js'
import { type AuditResult, printAudit } from './audit-report.js'
import { measurePaired } from './paired.js'
import { measureSealing, measureVerifying } from './sealing.js'
import { measureWriters, writers } from './writers.js'

type Measure = (client: AuditClient, effort: Effort) => Promise<AuditResult>

/** The cases that are no pairs. */
const others: Readonly<Record<string, Measure>> = {
  'audit-writers': measureWriters,
  'audit-sealing': measureSealing,
  'audit-verify': measureVerifying,
}

/** The audit trail. */
export const auditTrail: Suite = {
  name: 'audit',
  cases: [...pairedCases.map(({ name }) => name), ...Object.keys(others)],
  async run(provider, names, options) {
    const storage = await openStorage(provider)
    try {
      if (options.profile) return await profileAudited(storage, names)
      const clock = clockFor(provider, options)
      const results = await measureAll(storage, names, { ...options, clock })
      printAudit(storage.description, results)
      return results.map(result => ({ database: storage.description, clock, ...result }))
    } finally {
      await storage.drop()
    }
  },
}

async function measureAll(
  storage: Storage,
  names: readonly string[],
  effort: Effort,
): Promise<AuditResult[]> {
  const results: AuditResult[] = []
  await withClient(storage, 1, async client => {
    await seedPeople(client)
    for (const one of pairedCases.filter(({ name }) => names.includes(name))) {
      results.push(await measurePaired(one, client, effort))
    }
  })
  for (const name of Object.keys(others).filter(one => names.includes(one))) {
    const measure = others[name] as Measure
    // One writer at a time is all that SQLite has.
    if (name === 'audit-writers' && storage.provider === 'sqlite') continue
    await withClient(storage, name === 'audit-writers' ? writers : 1, async client => {
      results.push(await measure(client, effort))
    })
  }
  return results
}

async function profileAudited(storage: Storage, names: readonly string[]): Promise<[]> {
  await withClient(storage, 1, async client => {
    await seedPeople(client)
    for (const { name, ready } of pairedCases.filter(one => names.includes(one.name))) {
      const operate = async (n: number) => (await ready(client.audited, n))()
      await profile(name, operate, () => restorePeople(client).then(() => emptyTrail(client)))
    }
  })
  return []
}

let databases = 0

async function withClient(
  storage: Storage,
  connections: number,
  use: (client: AuditClient) => Promise<void>,
): Promise<void> {
  const { provider } = storage
  const url = await storage.create(`audit${++databases}`, folderOf(provider))
  const client = await openAuditClient(provider, url, connections)
  try {
    await use(client)
  } finally {
    await client.plain.$disconnect()
  }
}

function folderOf(provider: Provider): string {
  return `audit/${provider}`
}
