// START HERE. One run: on each database, every case on every subject in alternation, then the table and the file
// with the results. It measures and never judges: no figure makes it fail.

import { type Case, cases } from './cases.js'
import { describeMachine } from './machine.js'
import { type Effort, measure } from './measure.js'
import { type Options, readOptions } from './options.js'
import { profile } from './profile.js'
import { printTable, type Result, writeResults } from './report.js'
import { seed } from './seed.js'
import { openStorage, type Provider } from './storage.js'
import { openSubjects, type Subject } from './subjects.js'

const options = readOptions()
const results: Result[] = []
for (const provider of options.providers) results.push(...(await runOn(provider)))
// A run of chosen cases would take the place of a whole one.
if (!options.profile && !options.cases) writeResults(results, await describeMachine(), options)

async function runOn(provider: Provider): Promise<Result[]> {
  const storage = await openStorage(provider)
  const subjects = await openSubjects(storage)
  try {
    for (const subject of subjects) await seed(subject, options.lookupRows)
    const clock = options.clock ?? (provider === 'sqlite' ? 'cpu' : 'wall')
    return await runCases(storage.description, subjects, { ...options, clock })
  } finally {
    for (const { client } of subjects) await client.$disconnect()
    await storage.drop()
  }
}

async function runCases(
  database: string,
  subjects: readonly Subject[],
  options: Options & Effort,
): Promise<Result[]> {
  const all = cases(options.lookupRows)
  const chosen = all.filter(({ name }) => options.cases?.includes(name) ?? true)
  if (chosen.length === 0) throw new RangeError(`The cases are: ${all.map(({ name }) => name).join(', ')}.`)
  if (options.profile) {
    for (const one of chosen) await profileFieldseal(one, subjects)
    return []
  }
  const measured: Result[] = []
  for (const one of chosen)
    measured.push({ database, clock: options.clock, ...(await measure(one, subjects, options)) })
  printTable(database, measured)
  return measured
}

async function profileFieldseal(one: Case, subjects: readonly Subject[]): Promise<void> {
  const subject = subjects.find(({ name }) => name === 'fieldseal')
  if (subject) await profile(one, subject)
}
