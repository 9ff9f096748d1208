// Runs every line of the tables in docs/operations.md, with `field` as an encrypted and as a searchable field, or as a
// password.

import { beforeEach, expect, test } from 'vitest'
import { QueryError } from '../../src/errors.js'
import { onEachDatabase } from '../support/databases.js'
import { type SealedClient, sealedClient } from '../support/keys.js'
import { readPage } from './code-block.js'

const page = readPage('docs/operations.md')
const rows = [...page.matchAll(/^\| `(.+?)` \| (.+?) \| (.+?) \|$/gm)]
const lines = rows.flatMap(([, call = '', encrypted = '', searchable = '']) => [
  { call: call.replaceAll(/\bfield\b/g, 'cardNumber'), outcome: encrypted },
  { call: call.replaceAll(/\bfield\b/g, 'email'), outcome: searchable },
])
const passwordLines = [...page.matchAll(/^\| `([^`]+)` \| ([^|]+) \|$/gm)].map(
  ([, call = '', outcome = '']) => ({
    call: call.replaceAll(/\bfield\b/g, 'password'),
    outcome,
  }),
)

onEachDatabase('operations.md', db => {
  let client: SealedClient
  beforeEach(async () => {
    client ??= sealedClient(db())
    await db().clear()
    const ada = { id: 'ada', name: 'Ada', email: 'ada', cardNumber: '42', visits: { create: { note: 'x' } } }
    await client.patient.create({ data: ada })
  })

  test.each(lines)('$call: $outcome', async ({ call, outcome }) => {
    if (call.includes('AndReturn') && !db().hasReturning) return
    expect(await outcomeOf(() => run(client, 'patient', call))).toBe(outcome)
  })

  test.each(passwordLines)('$call of a member: $outcome', async ({ call, outcome }) => {
    await client.member.create({ data: { email: 'ada', password: 'v' } })
    expect(await outcomeOf(() => run(client, 'member', call))).toBe(outcome)
  })
})

/** Runs the text of a call on a model. */
function run(db: SealedClient, model: 'patient' | 'member', call: string): Promise<unknown> {
  return new Function('db', `return db.${model}.${call}`)(db)
}

async function outcomeOf(use: () => Promise<unknown>): Promise<string> {
  try {
    await use()
    return 'works'
  } catch (error) {
    return error instanceof QueryError ? `\`${error.code}\`` : String(error)
  }
}

test('the tables have lines', () => {
  expect(lines.length).toBeGreaterThan(80)
  expect(passwordLines.length).toBeGreaterThan(15)
})
