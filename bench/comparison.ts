// The suite that compares fieldseal with a plain Prisma client and with the peer: every case on every subject in
// alternation.

import { type Case, cases } from './cases.js'
import { type Measurement, measure } from './measure.js'
import type { Options } from './options.js'
import { profile } from './profile.js'
import { printTable, type Result } from './report.js'
import { seed } from './seed.js'
import { openStorage, type Provider } from './storage.js'
import { openSubjects, type Subject } from './subjects.js'
import { clockFor, type Suite } from './suite.js'

/** fieldseal, a plain client, one whose extension does nothing, and the peer. */
export const comparison: Suite = {
  name: 'comparison',
  cases: cases(1).map(({ name }) => name),
  async run(provider, names, options) {
    const storage = await openStorage(provider)
    const subjects = await openSubjects(storage)
    const chosen = cases(options.lookupRows).filter(({ name }) => names.includes(name))
    try {
      for (const subject of subjects) await seed(subject, options.lookupRows)
      if (options.profile) return await profileFieldseal(chosen, subjects)
      return await runCases(chosen, subjects, { provider, database: storage.description, options })
    } finally {
      for (const { client } of subjects) await client.$disconnect()
      await storage.drop()
    }
  },
}

interface Run {
  readonly provider: Provider
  readonly database: string
  readonly options: Options
}

async function runCases(
  chosen: readonly Case[],
  subjects: readonly Subject[],
  { provider, database, options }: Run,
): Promise<Result[]> {
  const clock = clockFor(provider, options)
  const measured: Measurement[] = []
  for (const one of chosen) measured.push(await measure(one, subjects, { ...options, clock }))
  printTable(database, measured)
  return measured.map(one => ({ database, clock, ...one }))
}

async function profileFieldseal(chosen: readonly Case[], subjects: readonly Subject[]): Promise<Result[]> {
  const subject = subjects.find(({ name }) => name === 'fieldseal') as Subject
  for (const one of chosen) {
    const operate = one.prepare(subject)
    await profile(one.name, operate, async () => one.restore?.(subject.client))
  }
  return []
}
