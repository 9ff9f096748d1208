// A sealed trail with rows deleted, added, doubled or swapped, cut off, or put back: what verifying finds, and what it
// cannot find without an anchor.

import { beforeEach, describe, expect, test } from 'vitest'
import { generateSignerKey, NoteSigner } from '../../src/audit/seal/note-key.js'
import { sealTrail } from '../../src/audit/seal/seal-trail.js'
import { type TrailModel, trailTables } from '../../src/audit/trail-tables.js'
import { readTrail } from '../../src/audit/verify/read-trail.js'
import { type VerifyOptions, verifyTrail } from '../../src/audit/verify/verify-trail.js'
import { writeEvents } from '../../src/audit/write-events.js'
import { deleteRow, insertRow, restore, run, setCell, snapshot, storedRows } from './altering.js'
import { keyring, onEachTrail, recorded, signer } from './trails.js'

const options = { keyring, verifiers: [signer.verifier] }
const models = Object.keys(trailTables) as TrailModel[]

onEachTrail('rows', trail => {
  const db = () => trail().db
  const verify = (more: VerifyOptions = {}) => verifyTrail(readTrail(db()), { ...options, ...more })
  const kinds = async (more?: VerifyOptions) => (await verify(more)).findings.map(({ kind }) => kind)
  const rows = (model: TrailModel) => storedRows(db(), model)
  const notes = async () => (await rows('AuditCheckpoint')).map(row => String(row[1]))

  async function seal(count: number): Promise<void> {
    await writeEvents(
      db(),
      Array.from({ length: count }, () => recorded({}, [{}, { recordId: `{"id":"p2"}` }])),
    )
    await sealTrail(db(), { signer, keyring })
  }

  // Twelve events of two entries under three checkpoints.
  beforeEach(async () => {
    for (let batch = 0; batch < 3; batch++) await seal(4)
  })

  describe('deleted', () => {
    const expected = {
      AuditEvent: 'event-missing',
      AuditEntry: 'entry-count',
      AuditLeaf: 'leaf-missing',
    } as const

    test.each(Object.entries(expected) as [keyof typeof expected, string][])(
      'any row of %s',
      async (model, kind) => {
        const perEvent = model === 'AuditEntry' ? 2 : 1
        const all = await rows(model)
        for (const [index, row] of all.entries()) {
          await deleteRow(db(), model, row)
          const { findings } = await verify()
          const isLastLeaf = model === 'AuditLeaf' && index === 11
          expect(findings[0], `row ${index}`).toMatchObject({ kind, position: Math.floor(index / perEvent) })
          if (isLastLeaf) expect(findings).toHaveLength(1)
          await insertRow(db(), model, row)
        }
      },
    )

    test('any checkpoint', async () => {
      const first: unknown[] = []
      for (const row of await rows('AuditCheckpoint')) {
        await deleteRow(db(), 'AuditCheckpoint', row)
        first.push((await verify()).findings[0])
        await insertRow(db(), 'AuditCheckpoint', row)
      }
      expect(first).toMatchObject([
        { kind: 'checkpoint-missing', size: 8 },
        { kind: 'checkpoint-missing', size: 12 },
        { kind: 'leaf-uncovered', position: 8 },
      ])
    })

    test.each(models)('any number of rows at the end of %s', async model => {
      const all = await rows(model)
      for (const row of all.reverse()) {
        await deleteRow(db(), model, row)
        expect((await verify()).isIntact).toBe(false)
      }
    })

    test('an event with its entries', async () => {
      const [event] = await rows('AuditEvent')
      const id = event?.[0] as string
      await run(db(), 'DELETE FROM "audit_event" WHERE "id" = ?', [id])
      await run(db(), 'DELETE FROM "audit_entry" WHERE "eventId" = ?', [id])
      expect((await verify()).findings).toMatchObject([{ kind: 'event-missing', position: 0, eventId: id }])
    })

    test('an event, its entries and its leaf', async () => {
      const id = (await rows('AuditLeaf'))[5]?.[1] as string
      await run(db(), 'DELETE FROM "audit_event" WHERE "id" = ?', [id])
      await run(db(), 'DELETE FROM "audit_entry" WHERE "eventId" = ?', [id])
      await run(db(), 'DELETE FROM "audit_leaf" WHERE "eventId" = ?', [id])
      expect((await verify()).findings).toMatchObject([{ kind: 'leaf-missing', position: 5 }])
    })

    test('everything', async () => {
      const anchors = await notes()
      await restore(
        db(),
        (await snapshot(db())).map(([model]) => [model, []] as const),
      )
      expect(await verify()).toMatchObject({ findings: [], unchecked: ['events', 'anchors'] })
      expect((await verify({ anchors })).findings).toMatchObject([
        { kind: 'anchor-beyond', size: 4 },
        { kind: 'anchor-beyond', size: 8 },
        { kind: 'anchor-beyond', size: 12 },
      ])
    })

    test('every leaf and checkpoint', async () => {
      const anchors = await notes()
      await run(db(), 'DELETE FROM "audit_leaf"')
      await run(db(), 'DELETE FROM "audit_checkpoint"')
      expect(await verify()).toMatchObject({ findings: [], unchecked: ['seals', 'anchors'] })
      expect((await verify({ anchors })).findings).toHaveLength(anchors.length)
    })

    test('every checkpoint', async () => {
      await run(db(), 'DELETE FROM "audit_checkpoint"')
      expect(await verify()).toMatchObject({
        findings: [{ kind: 'leaf-uncovered', position: 0 }],
        unchecked: ['seals', 'anchors'],
      })
    })
  })

  describe('added', () => {
    test('an event by somebody without the keys', async () => {
      const [event] = await rows('AuditEvent')
      const id = '01980000-0000-7000-8000-000000000000'
      await insertRow(db(), 'AuditEvent', (event ?? []).with(0, id).with(14, 0n))
      expect((await verify()).findings).toEqual([
        { kind: 'mac-wrong', message: 'The MAC is wrong: nobody with the keys wrote this.', eventId: id },
      ])
    })

    test('an entry to a sealed event', async () => {
      const entries = await rows('AuditEntry')
      await insertRow(db(), 'AuditEntry', (entries[0] ?? []).with(1, 2n))
      expect((await verify()).findings[0]).toMatchObject({ kind: 'entry-count', position: 0 })
    })

    test('an entry to no event', async () => {
      const entries = await rows('AuditEntry')
      await insertRow(db(), 'AuditEntry', (entries[0] ?? []).with(0, 'nobody'))
      expect((await verify()).findings).toMatchObject([{ kind: 'entry-stray', eventId: 'nobody' }])
    })

    test('an entry whose event id differs in case', async () => {
      const entries = await rows('AuditEntry')
      const id = String(entries[0]?.[0])
      const other = id.replace(/[a-f]/, letter => letter.toUpperCase())
      await insertRow(db(), 'AuditEntry', (entries[0] ?? []).with(0, other).with(1, 7n))
      expect((await verify()).findings).toMatchObject([{ kind: 'entry-stray', eventId: other }])
    })

    test('a leaf at the end, before the start, and far away', async () => {
      for (const [position, kind] of [
        [12n, 'leaf-uncovered'],
        [-1n, 'leaf-order'],
        [10n ** 15n, 'leaf-missing'],
      ] as const) {
        const row = [position, 'nobody', 'A'.repeat(43).concat('=')]
        await insertRow(db(), 'AuditLeaf', row)
        const found = await kinds()
        expect(found).toContain(kind)
        expect(found).toContain('event-missing')
        await deleteRow(db(), 'AuditLeaf', row)
      }
    })

    test('a checkpoint of another key', async () => {
      const other = new NoteSigner(generateSignerKey(signer.name))
      const tables = await snapshot(db())
      await run(db(), 'DELETE FROM "audit_leaf"')
      await run(db(), 'DELETE FROM "audit_checkpoint"')
      await sealTrail(db(), { signer: other })
      expect((await verify()).findings).toMatchObject([{ kind: 'checkpoint-signature', size: 12 }])
      expect((await verify({ verifiers: [] })).isIntact).toBe(true)
      expect((await verify({ verifiers: [signer.verifier, other.verifier] })).isIntact).toBe(true)
      await restore(db(), tables)
      expect((await verify()).isIntact).toBe(true)
    })

    test('a checkpoint between two others, and beyond the last', async () => {
      const [first] = await rows('AuditCheckpoint')
      for (const size of [6n, 20n]) {
        await insertRow(db(), 'AuditCheckpoint', (first ?? []).with(0, size))
        expect((await verify()).findings[0]).toMatchObject({ kind: 'checkpoint-size', size: Number(size) })
        await deleteRow(db(), 'AuditCheckpoint', [size])
      }
    })
  })

  describe('swapped', () => {
    test('the events of two leaves', async () => {
      const [a, b] = (await rows('AuditLeaf')).slice(4, 6)
      if (!a || !b) throw new Error('no leaves')
      await setCell(db(), 'AuditLeaf', a, 'eventId', 'meanwhile')
      await setCell(db(), 'AuditLeaf', b, 'eventId', a[1] as string)
      await setCell(db(), 'AuditLeaf', a, 'eventId', b[1] as string)
      expect((await verify()).findings).toMatchObject([
        { kind: 'leaf-changed', position: 4 },
        { kind: 'leaf-changed', position: 5 },
      ])
    })

    test('two leaves with their events', async () => {
      const [a, b] = (await rows('AuditLeaf')).slice(4, 6)
      if (!a || !b) throw new Error('no leaves')
      await setCell(db(), 'AuditLeaf', a, 'position', 99n)
      await setCell(db(), 'AuditLeaf', b, 'position', 4n)
      await setCell(db(), 'AuditLeaf', a.with(0, 99n), 'position', 5n)
      expect((await verify()).findings).toMatchObject([{ kind: 'checkpoint-root', size: 8 }])
    })

    test('two entries of an event', async () => {
      const [a, b] = await rows('AuditEntry')
      if (!a || !b) throw new Error('no entries')
      await setCell(db(), 'AuditEntry', a, 'position', 9n)
      await setCell(db(), 'AuditEntry', b, 'position', 0n)
      await setCell(db(), 'AuditEntry', a.with(1, 9n), 'position', 1n)
      expect((await verify()).findings).toMatchObject([{ kind: 'event-changed', position: 0 }])
    })

    test('the contents of two events', async () => {
      const [a, b] = await rows('AuditEvent')
      if (!a || !b) throw new Error('no events')
      await setCell(db(), 'AuditEvent', a, 'mac', b[15] as string)
      await setCell(db(), 'AuditEvent', b, 'mac', a[15] as string)
      expect((await verify()).findings.map(({ position }) => position)).toEqual([0, 1])
    })

    test('the notes of two checkpoints', async () => {
      const [a, b] = await rows('AuditCheckpoint')
      if (!a || !b) throw new Error('no checkpoints')
      await setCell(db(), 'AuditCheckpoint', a, 'note', b[1] as string)
      await setCell(db(), 'AuditCheckpoint', b, 'note', a[1] as string)
      expect((await verify()).findings[0]).toMatchObject({ kind: 'checkpoint-size', size: 4 })
    })
  })

  describe('put back to an older state', () => {
    test('is not found without an anchor, and is with one', async () => {
      const older = await snapshot(db())
      await seal(4)
      const anchors = await notes()
      await restore(db(), older)
      expect(await kinds()).toEqual([])
      expect((await verify({ anchors })).findings).toMatchObject([{ kind: 'anchor-beyond', size: 16 }])
    })

    test('and sealed on, is found with an anchor', async () => {
      const older = await snapshot(db())
      await seal(4)
      const anchors = await notes()
      await restore(db(), older)
      await seal(6)
      expect(await kinds()).toEqual([])
      expect((await verify({ anchors })).findings).toMatchObject([{ kind: 'anchor-differs', size: 16 }])
    })

    test('with leaves and checkpoints alone, shows as events that wait to be sealed', async () => {
      await run(db(), 'DELETE FROM "audit_checkpoint" WHERE "size" > 4')
      await run(db(), 'DELETE FROM "audit_leaf" WHERE "position" >= 4')
      expect(await verify()).toMatchObject({ isIntact: true, unsealed: { count: 8 } })
    })
  })

  describe('anchors', () => {
    test('agree with a trail that nobody touched', async () => {
      const anchors = await notes()
      await seal(3)
      const twice = [...anchors, ...(await notes())]
      expect(await verify({ anchors: twice })).toMatchObject({
        isIntact: true,
        checked: { anchors: 7 },
        unchecked: [],
      })
    })

    test('agree where a changed leaf is found, too', async () => {
      const [leaf] = await rows('AuditLeaf')
      await setCell(db(), 'AuditLeaf', leaf ?? [], 'hash', 'A'.repeat(43).concat('='))
      expect(await kinds({ anchors: await notes() })).toEqual(['leaf-changed', 'checkpoint-root'])
    })

    test('that are no checkpoints, or of other keys, are said to be', async () => {
      const [note = ''] = await notes()
      const anchors = [note, 'nonsense', note.replace('previous 0', 'previous 1')]
      expect((await verify({ anchors })).findings).toMatchObject([
        { kind: 'anchor-unreadable', line: 2 },
        { kind: 'anchor-signature', line: 3 },
      ])
    })
  })

  test('without keys changes of sealed events are found all the same', async () => {
    const [event] = await rows('AuditEvent')
    await setCell(db(), 'AuditEvent', event ?? [], 'actor', 'somebody')
    const report = await verifyTrail(readTrail(db()))
    expect(report.findings).toMatchObject([{ kind: 'event-changed', position: 0 }])
    expect(report.checked).toEqual({ macs: false, signatures: false, anchors: 0 })
    expect(report.unchecked).toEqual(['macs', 'signatures', 'anchors'])
  })

  test('all findings are counted, and the first of them kept', async () => {
    await run(db(), 'UPDATE "audit_event" SET "actor" = ?', ['somebody'])
    const report = await verify({ maxFindings: 3 })
    expect(report.findingCount).toBe(12)
    expect(report.findings.map(({ position }) => position)).toEqual([0, 1, 2])
  })

  test('events that wait to be sealed are counted, with the time of the oldest', async () => {
    const times = ['2030-01-01T00:00:01.000Z', '2030-01-01T00:00:00.000Z']
    await writeEvents(
      db(),
      times.map(time => recorded({ time })),
    )
    const report = await verify()
    expect(report).toMatchObject({ isIntact: true, unsealed: { count: 2, oldest: times[1] } })
  })

  test('an event altered before it was sealed is found', async () => {
    const late = recorded()
    await writeEvents(db(), [late])
    await run(db(), 'UPDATE "audit_event" SET "reason" = ? WHERE "id" = ?', ['x', late.event.id])
    expect((await verify()).findings).toMatchObject([{ kind: 'mac-wrong', eventId: late.event.id }])
  })
})
