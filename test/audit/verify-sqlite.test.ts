// SQLite keeps in a column what was never meant for it: bytes among texts, texts that are no UTF-8, fractions and texts
// among whole numbers.

import { PrismaLibSql } from '@prisma/adapter-libsql'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readHistory } from '../../src/audit/report/read-history.js'
import { sealTrail } from '../../src/audit/seal/seal-trail.js'
import { selectRows } from '../../src/audit/select-rows.js'
import { readTrail } from '../../src/audit/verify/read-trail.js'
import { verifyTrail } from '../../src/audit/verify/verify-trail.js'
import { writeEvents } from '../../src/audit/write-events.js'
import { AdapterTrail, type DriverAdapter } from '../../src/cli/adapter-trail.js'
import { keyring, type OpenTrail, openTrail, recorded, recordedMany, signer } from './trails.js'

let trail: OpenTrail
beforeAll(async () => {
  trail = await openTrail('sqlite')
  await writeEvents(trail.db, recordedMany(8))
  await sealTrail(trail.db, { signer, keyring })
})
afterAll(() => trail.close())

const verify = () => verifyTrail(readTrail(trail.db), { keyring, verifiers: [signer.verifier] })

/** A text as SQL that is not valid UTF-8, over which a driver may die. */
const noUtf8 = "CAST(X'ff' AS TEXT)"

test.each([
  ['bytes for a text', `audit_event SET actor = CAST(actor AS BLOB)`, 'event-changed'],
  ['bytes for an image', `audit_entry SET "after" = CAST("after" AS BLOB)`, 'event-changed'],
  ['bytes for a MAC', `audit_event SET mac = CAST(mac AS BLOB)`, 'event-changed'],
  ['bytes for a hash', `audit_leaf SET hash = CAST(hash AS BLOB)`, 'leaf-changed'],
  ['bytes for a note', `audit_checkpoint SET note = CAST(note AS BLOB)`, 'checkpoint-unreadable'],
  ['no UTF-8 in a text', `audit_event SET actor = ${noUtf8}`, 'event-changed'],
  ['no UTF-8 in an id', `audit_event SET id = id || ${noUtf8}`, 'event-missing'],
  ['no UTF-8 in a MAC', `audit_event SET mac = ${noUtf8}`, 'event-changed'],
  ['no UTF-8 in a number of entries', `audit_event SET entryCount = ${noUtf8}`, 'entry-count'],
  ['no UTF-8 in an image', `audit_entry SET "after" = replace("after", '2', ${noUtf8})`, 'event-changed'],
  ["no UTF-8 in an entry's event", `audit_entry SET eventId = eventId || ${noUtf8}`, 'entry-stray'],
  ["no UTF-8 in an entry's position", `audit_entry SET position = position || ${noUtf8}`, 'event-changed'],
  ["no UTF-8 in a leaf's event", `audit_leaf SET eventId = eventId || ${noUtf8}`, 'event-missing'],
  ["no UTF-8 in a leaf's hash", `audit_leaf SET hash = ${noUtf8}`, 'leaf-changed'],
  ["no UTF-8 in a leaf's position", `audit_leaf SET position = ${noUtf8} WHERE position = 7`, 'leaf-missing'],
  ['no UTF-8 in a note', `audit_checkpoint SET note = note || ${noUtf8}`, 'checkpoint-unreadable'],
  ['no UTF-8 in a frontier', `audit_checkpoint SET frontier = ${noUtf8}`, 'checkpoint-frontier'],
  ["no UTF-8 in a checkpoint's size", `audit_checkpoint SET size = ${noUtf8}`, 'checkpoint-hidden'],
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
  await trail.db.execute(`DELETE FROM audit_leaf WHERE position = 'x'`)
})

test('one broken text is named, and none of the texts beside it', async () => {
  const fourth = '(SELECT eventId FROM audit_leaf WHERE position = 3)'
  const [[actor] = []] = await trail.db.query(`SELECT actor FROM audit_event WHERE id = ${fourth}`)
  await trail.db.execute(`UPDATE audit_event SET actor = ${noUtf8} WHERE id = ${fourth}`)
  expect((await verify()).findings).toMatchObject([{ kind: 'event-changed', position: 3 }])
  await trail.db.execute(`UPDATE audit_event SET actor = ? WHERE id = ${fourth}`, [actor as string])
  expect(await verify()).toMatchObject({ isIntact: true })
})

test.each([
  ['a note', `audit_checkpoint SET note = note || ${noUtf8}`],
  ['a frontier', `audit_checkpoint SET frontier = ${noUtf8}`],
  ['a place in the tree', `audit_leaf SET position = ${noUtf8} WHERE position = 7`],
])('nothing is sealed behind %s that is no UTF-8', async (_, change) => {
  for (const table of ['audit_leaf', 'audit_checkpoint'])
    await trail.db.execute(`CREATE TABLE kept_${table} AS SELECT * FROM ${table}`)
  await trail.db.execute(`UPDATE ${change}`)
  const sealing = sealTrail(trail.db, { signer, keyring })
  await expect(sealing).rejects.toMatchObject({ code: 'AUDIT_TRAIL_ALTERED' })
  for (const table of ['audit_leaf', 'audit_checkpoint']) {
    await trail.db.execute(`DELETE FROM ${table}`)
    await trail.db.execute(`INSERT INTO ${table} SELECT * FROM kept_${table}`)
    await trail.db.execute(`DROP TABLE kept_${table}`)
  }
})

test('a database that keeps its texts in UTF-16 is read like any other', async () => {
  const adapter = await new PrismaLibSql({ url: ':memory:' }).connect()
  const db = new AdapterTrail(adapter as unknown as DriverAdapter)
  await db.execute(`PRAGMA encoding = 'UTF-16le'`)
  await db.execute('CREATE TABLE t (a TEXT, b INTEGER)')
  await db.execute('INSERT INTO t VALUES (?, 7)', ['é\u{1f600}"'])
  expect(await db.query(`SELECT hex(a) AS a FROM t`)).toEqual([['E9003DD800DE2200']])
  expect(await selectRows(db, { columns: ['a', 'b'], from: 'FROM t' })).toEqual([['é\u{1f600}"', 7]])
  await adapter.dispose()
})

test('an event that waits to be sealed, and is no UTF-8, is named', async () => {
  await writeEvents(trail.db, recordedMany(2))
  const last = '(SELECT MAX(id) FROM audit_event)'
  await trail.db.execute(`UPDATE audit_event SET reason = ${noUtf8} WHERE id = ${last}`)
  expect((await verify()).findings).toMatchObject([{ kind: 'mac-wrong' }])
  await trail.db.execute(`UPDATE audit_event SET id = id || ${noUtf8} WHERE id = ${last}`)
  const { findings } = await verify()
  expect(findings).toContainEqual(
    expect.objectContaining({ kind: 'entry-count', eventId: expect.stringMatching(/^[0-9a-f-]{36}\ufffd$/) }),
  )
})

test('a history is whole, though the ids of its events are no UTF-8', async () => {
  await trail.clear()
  const ids = Array.from({ length: 501 }, (_, i) => `0${i}`)
  const entry = { model: 'Patient', recordId: 'r' }
  await writeEvents(
    trail.db,
    ids.map(id => recorded({ id }, [entry])),
  )
  for (const [table, column] of [
    ['audit_event', 'id'],
    ['audit_entry', 'eventId'],
  ])
    await trail.db.execute(`UPDATE ${table} SET ${column} = CAST(X'ff' || ${column} AS TEXT)`)
  for (const order of ['oldest', 'newest'] as const) {
    const found: string[] = []
    for await (const { event } of readHistory(trail.db, { ...entry, order, limit: 600 })) found.push(event.id)
    expect(new Set(found)).toEqual(new Set(ids.map(id => `\ufffd${id}`)))
    expect(found).toHaveLength(501)
  }
})
