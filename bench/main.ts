// START HERE. One run: of each suite every case on every database, then tables and files with the results. It measures
// and never judges: no figure makes it fail.

import { auditTrail } from './audit/audit-suite.js'
import { comparison } from './comparison.js'
import { describeMachine } from './machine.js'
import { readOptions } from './options.js'
import { writeResults } from './report.js'
import type { Suite } from './suite.js'

const suites: readonly Suite[] = [comparison, auditTrail]
const options = readOptions(suites)

for (const suite of suites) {
  const names = suite.cases.filter(name => options.cases?.includes(name) ?? true)
  if (names.length === 0 || (options.suite ?? suite.name) !== suite.name) continue
  const results: object[] = []
  for (const provider of options.providers) results.push(...(await suite.run(provider, names, options)))
  // A run of chosen cases would take the place of a whole one.
  if (!options.profile && !options.cases) writeResults(suite.name, results, describeMachine(), options)
}
