// SQLite keeps in a column what was never meant for it: bytes among texts, fractions and texts among whole numbers.

import { afterAll, beforeAll, expect, test } from 'vitest'
import { sealTrail } from '../../src/audit/seal/seal-trail.js'
import { readTrail } from '../../src/audit/verify/read-trail.js'
import { verifyTrail } from '../../src/audit/verify/verify-trail.js'
import { writeEvents } from '../../src/audit/write-events.js'
import { keyring, type OpenTrail, openTrail, recordedMany, signer } from './trails.js'

let trail: OpenTrail
beforeAll(async () => {
  trail = await openTrail('sqlite')
  await writeEvents(trail.db, recordedMany(8))
  await sealTrail(trail.db, { signer, keyring })
})
afterAll(() => trail.close())

const verify = () => verifyTrail(readTrail(trail.db), { keyring, verifiers: [signer.verifier] })

test.each([
  ['bytes for a text', `audit_event SET actor = CAST(actor AS BLOB)`, 'event-changed'],
  ['bytes for an image', `audit_entry SET "after" = CAST("after" AS BLOB)`, 'event-changed'],
  ['bytes for a MAC', `audit_event SET mac = CAST(mac AS BLOB)`, 'event-changed'],
  ['bytes for a hash', `audit_leaf SET hash = CAST(hash AS BLOB)`, 'leaf-changed'],
  ['bytes for a note', `audit_checkpoint SET note = CAST(note AS BLOB)`, 'checkpoint-unreadable'],
  ['a NUL and more behind a text', `audit_event SET actor = actor || char(0) || 'x'`, 'event-changed'],
  ['a NUL behind a text', `audit_event SET actor = actor || char(0)`, 'event-changed'],
  ['a fraction for a number of entries', `audit_event SET entryCount = entryCount + 0.5`, 'entry-count'],
  ['a text for a number of entries', `audit_event SET entryCount = 'x'`, 'entry-count'],
  ["a fraction for an entry's position", `audit_entry SET position = position + 0.25`, 'event-changed'],
  ["a text for an entry's position", `audit_entry SET position = 'x' || position`, 'event-changed'],
  [
    "a fraction for a leaf's position",
    `audit_leaf SET position = position + 0.5 WHERE position > 3`,
    'leaf-order',
  ],
  ["a text for a leaf's position", `audit_leaf SET position = 'x' WHERE position = 7`, 'leaf-missing'],
  ["a text for a checkpoint's size", `audit_checkpoint SET size = 'x'`, 'checkpoint-hidden'],
])('%s', async (_, change, kind) => {
  const tables = ['audit_event', 'audit_entry', 'audit_leaf', 'audit_checkpoint']
  for (const table of tables) await trail.db.execute(`CREATE TABLE kept_${table} AS SELECT * FROM ${table}`)
  await trail.db.execute(`UPDATE ${change}`)
  const { findings } = await verify()
  expect(findings.map(found => found.kind)).toContain(kind)
  for (const table of tables) {
    await trail.db.execute(`DELETE FROM ${table}`)
    await trail.db.execute(`INSERT INTO ${table} SELECT * FROM kept_${table}`)
    await trail.db.execute(`DROP TABLE kept_${table}`)
  }
  expect(await verify()).toMatchObject({ isIntact: true })
})

test('a leaf under no position is counted, though no range of positions gives it', async () => {
  await trail.db.execute(`INSERT INTO audit_leaf VALUES ('x', 'nobody', 'y')`)
  expect((await verify()).findings).toMatchObject([{ kind: 'leaf-hidden' }])
})
