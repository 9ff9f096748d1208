// Adds up vitest's JSON reports and prints "N passed, N failed". A report that is missing, and a test file that broke
// before its first test, count as one failure each.
// Usage: node scripts/count-tests.mjs report.json ...
import { existsSync, readFileSync } from 'node:fs'

let passed = 0
let failed = 0
for (const file of process.argv.slice(2)) {
  const report = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined
  passed += report?.numPassedTests ?? 0
  failed += report ? report.numFailedTests + countBrokenFiles(report) : 1
}
console.log(`${passed} passed, ${failed} failed`)

function countBrokenFiles({ testResults }) {
  const broken = testResults.filter(
    file => file.status === 'failed' && !file.assertionResults.some(result => result.status === 'failed'),
  )
  return broken.length
}
