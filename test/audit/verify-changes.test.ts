// A sealed trail with one value changed, in every column of every table: verifying finds it and says where.

import { beforeEach, describe, expect, test } from 'vitest'
import { sealTrail } from '../../src/audit/seal/seal-trail.js'
import type { SqlValue } from '../../src/audit/trail-database.js'
import { type TrailModel, trailTables } from '../../src/audit/trail-tables.js'
import { readTrail } from '../../src/audit/verify/read-trail.js'
import { verifyTrail } from '../../src/audit/verify/verify-trail.js'
import { writeEvents } from '../../src/audit/write-events.js'
import { type StoredRow, setCell, storedRows } from './altering.js'
import { keyring, type OpenTrail, onEachTrail, recorded, signer } from './trails.js'

const options = { keyring, verifiers: [signer.verifier] }
const position = 5

/** What is found first where a column of the sixth event, of its second entry, its leaf or the second checkpoint changed. */
const firstFindings: Readonly<Record<TrailModel, Readonly<Record<string, object>>>> = {
  AuditEvent: {
    id: { kind: 'event-missing', position },
    entryCount: { kind: 'entry-count', position },
    others: { kind: 'event-changed', position },
  },
  AuditEntry: {
    eventId: { kind: 'entry-count', position },
    others: { kind: 'event-changed', position },
  },
  AuditLeaf: {
    position: { kind: 'leaf-missing', position },
    eventId: { kind: 'event-missing', position },
    hash: { kind: 'leaf-changed', position },
  },
  AuditCheckpoint: {
    size: { kind: 'checkpoint-missing', size: 12 },
    note: { size: 8 },
    frontier: { kind: 'checkpoint-frontier', size: 8 },
  },
}

/** Columns that may be null. */
const nullable = [
  ...['model', 'transactionId', 'actor', 'roles', 'reason', 'purpose', 'requestId', 'ip', 'details'],
  ...['before', 'after'],
]

/** Other values for a cell. */
function others(model: TrailModel, column: string, value: SqlValue): readonly SqlValue[] {
  if (typeof value === 'bigint') return [value + 1000n]
  if (value === null) return ['x', '']
  const text = String(value)
  const swapped = text.replace(/[a-zA-Z]/, letter =>
    letter < 'a' ? letter.toLowerCase() : letter.toUpperCase(),
  )
  const isFreeText = !['id', 'eventId', 'transactionId', 'mac', 'hash'].includes(column)
  const longer = isFreeText ? [`${text} `, `${text}x`] : [`${text.slice(0, -1)}${text.endsWith('0') ? 1 : 0}`]
  const canBeNull = nullable.includes(column) && !(model === 'AuditEntry' && column === 'model')
  const nothing = canBeNull ? [null, ''] : isFreeText ? [''] : []
  return [...new Set([swapped, ...longer, ...nothing])].filter(other => other !== value)
}

/** Twelve events under three checkpoints; the sixth has two entries and a value in every other column. */
async function sealTwelve({ db }: OpenTrail): Promise<void> {
  for (const first of [0, 4, 8]) {
    const events = [0, 1, 2, 3].map(i =>
      recorded(first + i === position ? { reason: 'why', details: '{"n":1}' } : {}, [{}, { before: null }]),
    )
    await writeEvents(db, events)
    await sealTrail(db, { signer, keyring })
  }
}

/** The row of each table that is altered. */
async function targetRow({ db }: OpenTrail, model: TrailModel): Promise<StoredRow> {
  const rows = await storedRows(db, model)
  return rows[
    model === 'AuditCheckpoint' ? 1 : model === 'AuditEntry' ? 2 * position + 1 : position
  ] as StoredRow
}

onEachTrail('one changed value', trail => {
  const verify = () => verifyTrail(readTrail(trail().db), options)
  beforeEach(() => sealTwelve(trail()))

  test('or none: a trail that nobody touched is intact', async () => {
    expect(await verify()).toMatchObject({
      isIntact: true,
      events: 12,
      entries: 24,
      checkpoints: 3,
      size: 12,
    })
  })

  describe.each(Object.keys(trailTables) as TrailModel[])('%s', model => {
    test.each(trailTables[model].columns)('%s', async (column: string) => {
      const expected = firstFindings[model][column] ?? firstFindings[model].others
      const row = await targetRow(trail(), model)
      const index = (trailTables[model].columns as readonly string[]).indexOf(column)
      for (const value of others(model, column, row[index] as SqlValue)) {
        await setCell(trail().db, model, row, column, value)
        const { isIntact, findings } = await verify()
        expect({ column, value, isIntact, first: findings[0] }).toMatchObject({
          isIntact: false,
          first: expected,
        })
        const altered = row.with(index, value)
        await setCell(trail().db, model, altered, column, row[index] as SqlValue)
      }
      expect(await verify()).toMatchObject({ isIntact: true, findings: [] })
    })
  })
})
