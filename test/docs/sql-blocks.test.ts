// The SQL examples of README.md and docs/ run on the test tables in SQLite, but those marked with another database.

import { afterAll, expect, test } from 'vitest'
import { blocksIn } from './code-block.js'
import { closeStage, plain } from './stage.js'

afterAll(closeStage)

const blocks = blocksIn('sql').filter(({ remarks }) => remarks.length === 0)

test.each(blocks)('the SQL in $page, line $line, runs', async ({ text }) => {
  for (const statement of text.split(/;\s*$/m).filter(one => one.trim() !== '')) {
    expect(await plain.$queryRawUnsafe(statement)).toBeInstanceOf(Array)
  }
})
