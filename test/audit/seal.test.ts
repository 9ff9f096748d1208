// Sealing: which events get a leaf, in which order, and what keeps the tree from being extended.

import { describe, expect, test } from 'vitest'
import { encodeBase64 } from '#crypto'
import { leafText } from '../../src/audit/event-mac.js'
import { parseCheckpoint } from '../../src/audit/seal/checkpoint.js'
import { generateSignerKey, NoteSigner } from '../../src/audit/seal/note-key.js'
import { type SealOptions, sealTrail } from '../../src/audit/seal/seal-trail.js'
import { Sealer } from '../../src/audit/seal/sealer.js'
import { isSigned, parseNote } from '../../src/audit/seal/signed-note.js'
import type { TrailDatabase } from '../../src/audit/trail-database.js'
import { quoteName } from '../../src/audit/trail-tables.js'
import { Frontier, formatFrontier } from '../../src/audit/tree/frontier.js'
import { leafHash } from '../../src/audit/tree/tree-hash.js'
import { writeEvents } from '../../src/audit/write-events.js'
import { keyring, onEachTrail, recorded, recordedMany, rowsOf, signer } from './trails.js'

const options: SealOptions = { signer, keyring }

/** Runs SQL in standard quotes. */
function run(db: TrailDatabase, sql: string): Promise<void> {
  return db.execute(sql.replace(/"(\w+)"/g, (_, name) => quoteName(db.provider, name)))
}

async function checkpointsOf(db: TrailDatabase) {
  return (await rowsOf(db, 'AuditCheckpoint')).map(([size, note, frontier]) => {
    const signed = parseNote(String(note))
    const isOurs = signed !== undefined && isSigned(signed, [signer.verifier])
    return { size: Number(size), frontier, ...parseCheckpoint(signed?.text ?? ''), isOurs }
  })
}

onEachTrail('sealing', trail => {
  test('gives each event a leaf over all that is stored of it, in the order of ids', async () => {
    const events = recordedMany(10)
    await writeEvents(trail().db, [...events].reverse())
    expect(await sealTrail(trail().db, options)).toEqual({ size: 10, sealed: 10, refused: [], isDone: true })
    expect(await rowsOf(trail().db, 'AuditLeaf').then(byPosition)).toEqual(
      events.map((one, i) => [`${i}`, one.event.id, encodeBase64(leafHash(leafText(one)))]),
    )
  })

  test('ends with what was committed when it looked, however fast events come', async () => {
    const { db } = trail()
    await writeEvents(db, recordedMany(3))
    const busy: TrailDatabase = {
      provider: db.provider,
      query: async (sql, values) => {
        const rows = await db.query(sql, values)
        if (sql.includes('audit_event')) await writeEvents(db, recordedMany(1))
        return rows
      },
      execute: (sql, values) => db.execute(sql, values),
      transaction: use => db.transaction(use),
    }
    expect(await sealTrail(busy, options)).toMatchObject({ sealed: 3, isDone: true })
    // Each page is full.
    expect(await sealTrail(busy, { ...options, batchSize: 1 })).toMatchObject({ isDone: true })
  })

  test.each([0, -1, 1.5, 10_001])('in batches of %d is refused', async batchSize => {
    const sealing = sealTrail(trail().db, { ...options, batchSize })
    await expect(sealing).rejects.toMatchObject({ code: 'CONFIG_OPTION_INVALID' })
  })

  test('signs a checkpoint over the root, which names the one before it', async () => {
    const events = recordedMany(8)
    const tree = new Frontier()
    for (const [first, end] of [
      [0, 3],
      [3, 8],
    ] as const) {
      await writeEvents(trail().db, events.slice(first, end))
      await sealTrail(trail().db, options)
    }
    const expected = [
      [0, 3],
      [3, 8],
    ].map(([first = 0, end = 0]) => {
      for (const event of events.slice(first, end)) tree.append(leafHash(leafText(event)))
      const root = tree.root()
      return {
        size: end,
        frontier: formatFrontier(tree),
        origin: signer.name,
        root,
        previous: first,
        isOurs: true,
      }
    })
    const found = await checkpointsOf(trail().db)
    expect(found.map(one => ({ ...one, root: Buffer.from(one.root ?? []) }))).toEqual(
      expected.map(one => ({ ...one, root: Buffer.from(one.root) })),
    )
  })

  test('does nothing where there is nothing new', async () => {
    expect(await sealTrail(trail().db, options)).toMatchObject({ size: 0, sealed: 0 })
    await writeEvents(trail().db, recordedMany(3))
    await sealTrail(trail().db, options)
    expect(await sealTrail(trail().db, options)).toMatchObject({ size: 3, sealed: 0, isDone: true })
    expect(await checkpointsOf(trail().db)).toHaveLength(1)
  })

  test('puts at most a batch under one checkpoint', async () => {
    await writeEvents(trail().db, recordedMany(10))
    await sealTrail(trail().db, { ...options, batchSize: 4 })
    expect((await checkpointsOf(trail().db)).map(({ size, previous }) => [size, previous])).toEqual([
      [4, 0],
      [8, 4],
      [10, 8],
    ])
  })

  test('seals an event that was committed after later ones were sealed', async () => {
    const [early, ...late] = recordedMany(4)
    await writeEvents(trail().db, late)
    await sealTrail(trail().db, options)
    await writeEvents(trail().db, early ? [early] : [])
    expect(await sealTrail(trail().db, options)).toMatchObject({ size: 4, sealed: 1 })
  })

  test('does not seal an event without its right MAC, and says so', async () => {
    const events = recordedMany(5)
    await writeEvents(trail().db, events)
    const forged = events[3]?.event.id as string
    await run(trail().db, `UPDATE "audit_event" SET "actor" = 'somebody' WHERE "id" = '${forged}'`)
    const refused = [{ eventId: forged, fault: 'mac-wrong' }]
    expect(await sealTrail(trail().db, options)).toEqual({ size: 4, sealed: 4, refused, isDone: true })
    expect(await sealTrail(trail().db, options)).toMatchObject({ sealed: 0, refused })
  })

  test('does not seal an event whose entries were added to, taken away or renumbered', async () => {
    const events = recordedMany(4)
    await writeEvents(trail().db, events)
    const id = events[3]?.event.id as string
    const where = `"eventId" = '${id}' AND "position" = 2`
    await run(trail().db, `UPDATE "audit_entry" SET "position" = 7 WHERE ${where}`)
    const first = await sealTrail(trail().db, options)
    await run(trail().db, `DELETE FROM "audit_entry" WHERE "eventId" = '${id}' AND "position" = 7`)
    const second = await sealTrail(trail().db, options)
    expect([...first.refused, ...second.refused].map(({ fault }) => fault)).toEqual([
      'mac-wrong',
      'entry-count',
    ])
  })

  test('seals what comes after more forged events than a batch holds', async () => {
    const [strangers, events] = [recordedMany(9), recordedMany(2)]
    await writeEvents(trail().db, [...strangers.map(one => ({ ...one, mac: 'k1.AAAA' })), ...events])
    const result = await sealTrail(trail().db, { ...options, batchSize: 3 })
    expect(result).toMatchObject({ sealed: 2, isDone: true })
    expect(result.refused).toHaveLength(9)
  })

  test('tells a MAC of a key that is not loaded from a wrong one', async () => {
    const [event] = recordedMany(1)
    await writeEvents(trail().db, event ? [{ ...event, mac: event.mac.replace('k1.', 'k9.') }] : [])
    const { refused } = await sealTrail(trail().db, options)
    expect(refused.map(({ fault }) => fault)).toEqual(['key-unknown'])
  })

  test('without the data keys seals every event', async () => {
    await writeEvents(trail().db, [{ ...recorded(), mac: 'k1.AAAA' }])
    expect(await sealTrail(trail().db, { signer })).toMatchObject({ sealed: 1, refused: [] })
  })

  describe('refuses to go on', () => {
    const alterations: Readonly<Record<string, string>> = {
      'from a checkpoint whose note was altered': `UPDATE "audit_checkpoint" SET "note" = REPLACE("note", '3', '4')`,
      'from a checkpoint whose frontier was altered': `UPDATE "audit_checkpoint" SET "frontier" = REPLACE("frontier", "frontier", 'AAAA')`,
      'from a checkpoint of another size': `UPDATE "audit_checkpoint" SET "size" = 5`,
      'after a checkpoint was deleted': `DELETE FROM "audit_checkpoint"`,
      'after leaves were deleted': `DELETE FROM "audit_leaf" WHERE "position" = 2`,
      'after a leaf was added': `INSERT INTO "audit_leaf" ("position", "eventId", "hash") VALUES (3, 'x', 'y')`,
    }
    test.each(Object.entries(alterations))('%s', async (_, sql) => {
      await writeEvents(trail().db, recordedMany(3))
      await sealTrail(trail().db, options)
      await run(trail().db, sql)
      await writeEvents(trail().db, recordedMany(1))
      await expect(sealTrail(trail().db, options)).rejects.toMatchObject({ code: 'AUDIT_TRAIL_ALTERED' })
    })

    test('from a checkpoint that another key signed, unless that key is accepted', async () => {
      const other = new NoteSigner(generateSignerKey(signer.name))
      await writeEvents(trail().db, recordedMany(1))
      await sealTrail(trail().db, { ...options, signer: other })
      await writeEvents(trail().db, recordedMany(1))
      await expect(sealTrail(trail().db, options)).rejects.toMatchObject({ code: 'AUDIT_TRAIL_ALTERED' })
      const result = await sealTrail(trail().db, { ...options, verifiers: [other.verifier] })
      expect(result).toMatchObject({ size: 2, sealed: 1 })
    })

    test('from a trail that is shorter than it was a moment ago', async () => {
      const sealer = new Sealer(trail().db, options)
      await writeEvents(trail().db, recordedMany(2))
      await sealer.sealNow()
      await writeEvents(trail().db, recordedMany(2))
      await sealer.sealNow()
      await run(trail().db, 'DELETE FROM "audit_checkpoint" WHERE "size" > 2')
      await run(trail().db, 'DELETE FROM "audit_leaf" WHERE "position" >= 2')
      await expect(sealer.sealNow()).rejects.toMatchObject({ code: 'AUDIT_TRAIL_ALTERED' })
    })
  })

  test('leaves nothing behind where it fails half-way', async () => {
    await writeEvents(trail().db, recordedMany(3))
    const failing: TrailDatabase = {
      ...asFailing(trail().db),
      transaction: use => trail().db.transaction(inside => use(asFailing(inside))),
    }
    await expect(sealTrail(failing, options)).rejects.toThrow('The disk is full')
    expect(await rowsOf(trail().db, 'AuditLeaf')).toEqual([])
    expect(await sealTrail(trail().db, options)).toMatchObject({ sealed: 3 })
  })

  test('by two sealers at once makes one tree', async () => {
    const events = recordedMany(200)
    await writeEvents(trail().db, events)
    const others = trail().name === 'pglite' ? [] : [await trail().connect(), await trail().connect()]
    const rounds = [trail().db, ...others].map(db => sealTrail(db, { ...options, batchSize: 20 }))
    // SQLite has no lock to try: who comes second is told that the database is locked.
    const settled = await Promise.allSettled(rounds)
    expect(settled.some(({ status }) => status === 'fulfilled')).toBe(true)
    await sealTrail(trail().db, options)
    const leaves = byPosition(await rowsOf(trail().db, 'AuditLeaf'))
    expect(leaves.map(([position]) => Number(position))).toEqual(events.map((_, i) => i))
    expect(new Set(leaves.map(([, id]) => id)).size).toBe(200)
  })
})

function asFailing(db: TrailDatabase): TrailDatabase {
  return {
    provider: db.provider,
    query: (sql, values) => db.query(sql, values),
    transaction: use => db.transaction(use),
    execute: (sql, values) =>
      sql.includes('INTO') && sql.includes('audit_checkpoint')
        ? Promise.reject(new Error('The disk is full'))
        : db.execute(sql, values),
  }
}

function byPosition(rows: unknown[][]): unknown[][] {
  return rows.sort(([a], [b]) => Number(a) - Number(b))
}
