// An export says the same as the tables, and every change of it shows.

import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sealTrail } from '../../src/audit/seal/seal-trail.js'
import { exportTrail } from '../../src/audit/verify/export-trail.js'
import { readExport } from '../../src/audit/verify/read-export.js'
import { readTrail } from '../../src/audit/verify/read-trail.js'
import { verifyTrail } from '../../src/audit/verify/verify-trail.js'
import { writeEvents } from '../../src/audit/write-events.js'
import { run } from './altering.js'
import { keyring, type OpenTrail, onEachTrail, openTrail, recordedMany, signer } from './trails.js'

const options = { keyring, verifiers: [signer.verifier] }
const folder = await mkdtemp(join(tmpdir(), 'fieldseal-export-'))
const path = join(folder, 'trail.jsonl')
afterAll(() => rm(folder, { recursive: true }))

async function fill({ db }: OpenTrail): Promise<void> {
  for (let batch = 0; batch < 3; batch++) {
    await writeEvents(db, recordedMany(5))
    await sealTrail(db, { signer, keyring })
  }
  await writeEvents(db, recordedMany(2))
}

async function textOf({ db }: OpenTrail): Promise<string> {
  let text = ''
  await exportTrail(readTrail(db), part => {
    text += part
  })
  return text
}

async function verifyText(text: string) {
  await writeFile(path, text)
  return verifyTrail(readExport(path), options)
}

onEachTrail('an export', trail => {
  test('verifies as the tables do', async () => {
    await fill(trail())
    const fromTables = await verifyTrail(readTrail(trail().db), options)
    expect(fromTables).toMatchObject({ isIntact: true, size: 15, unsealed: { count: 2 } })
    expect(await verifyText(await textOf(trail()))).toEqual(fromTables)
  })

  test('of an altered trail shows what the tables show', async () => {
    await fill(trail())
    await run(trail().db, 'UPDATE "audit_event" SET "actor" = ? WHERE "actor" = ?', ['x', 'u1'])
    await run(trail().db, 'DELETE FROM "audit_event" WHERE "actor" = ?', ['u3'])
    await run(trail().db, 'DELETE FROM "audit_leaf" WHERE "position" = ?', [9])
    const fromTables = await verifyTrail(readTrail(trail().db), options)
    expect(fromTables.findingCount).toBeGreaterThan(5)
    expect(await verifyText(await textOf(trail()))).toEqual(fromTables)
  })

  test('of an empty trail is intact', async () => {
    expect(await verifyText(await textOf(trail()))).toMatchObject({ isIntact: true, events: 0 })
  })
})

describe('a changed export', () => {
  let lines: readonly string[]
  beforeAll(async () => {
    const trail = await openTrail('sqlite')
    await fill(trail)
    lines = (await textOf(trail)).trimEnd().split('\n')
    await trail.close()
  })
  const verifyLines = (changed: readonly string[]) => verifyText(`${changed.join('\n')}\n`)

  test('is found with any line gone, doubled or swapped with the next', async () => {
    for (const [i, line] of lines.entries()) {
      if (i === 0) continue
      expect((await verifyLines(lines.toSpliced(i, 1))).isIntact, `without ${line}`).toBe(false)
      expect((await verifyLines(lines.toSpliced(i, 0, line))).isIntact, `twice ${line}`).toBe(false)
    }
    // The two events at the end are in no order.
    for (let i = 1; i < lines.length - 4; i++) {
      const swapped = lines.with(i, lines[i + 1] as string).with(i + 1, lines[i] as string)
      expect((await verifyLines(swapped)).isIntact, `swapped ${i}`).toBe(false)
    }
  })

  test('is found cut off after any line', async () => {
    for (let end = 1; end < lines.length; end++) {
      expect((await verifyLines(lines.slice(0, end))).isIntact).toBe(false)
    }
  })

  test('is found with any character changed', async () => {
    const text = `${lines.slice(1).join('\n')}\n`
    const first = `${lines[0]}\n`
    // A prime, so that every kind of place is hit.
    for (let at = 3; at < text.length; at += 211) {
      const other = text[at] === '7' ? '8' : '7'
      const report = await verifyText(first + text.slice(0, at) + other + text.slice(at + 1))
      expect(report.isIntact, `${text.slice(Math.max(0, at - 40), at)}[${text[at]}]`).toBe(false)
    }
  })

  test('is found with a part or a column too many, and with white space', async () => {
    const [, first = ''] = lines
    const changes = [
      first.replace('{"leaf"', '{"more":1,"leaf"'),
      first.replace('"kind"', '"more":1,"kind"'),
      first.replace('{"leaf"', '{ "leaf"'),
      first.replace('"actor":"u0"', '"actor":"x","actor":"u0"'),
      'null',
      '[]',
      '{"leaf":1,"entries":[]}',
      '{"event":{},"entries":[]}',
      '',
    ]
    for (const line of changes) {
      const { findings } = await verifyLines(lines.with(1, line))
      expect(findings[0], line).toMatchObject({ kind: 'line-unreadable', line: 2 })
    }
  })

  test.each(['', '{"format":"other/1"}\n', 'nonsense\n', '\n'])('that begins with %j is none', async text => {
    await expect(verifyText(text)).rejects.toMatchObject({ code: 'AUDIT_EXPORT_INVALID' })
  })

  test('holds one piece of the trail on each line', async () => {
    await verifyLines(lines)
    const parts = (await readFile(path, 'utf8'))
      .trimEnd()
      .split('\n')
      .map(line => Object.keys(JSON.parse(line))[0])
    const batch = ['leaf', 'leaf', 'leaf', 'leaf', 'leaf', 'checkpoint']
    expect(parts).toEqual(['format', ...batch, ...batch, ...batch, 'event', 'event', 'end'])
  })
})
