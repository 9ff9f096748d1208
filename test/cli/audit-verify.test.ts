// `fieldseal audit verify`, `prove` and `export`: what they print, what they exit with, and that they fit together.

import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { writeEvents } from '../../src/audit/write-events.js'
import { run as runSql } from '../audit/altering.js'
import { recordedMany, rowsOf } from '../audit/trails.js'
import { databases } from '../support/available-databases.js'
import { auditKeys, type CommandTrail, openCommandTrail, runAudit, verifierKey } from './audit-command.js'

const reachable = databases.filter(name => name !== 'pglite')
let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fieldseal-verify-'))
})
afterAll(() => rm(folder, { recursive: true }))

/** A path that is not taken. */
let files = 0
const newPath = () => join(folder, `file${files++}`)

describe.each(reachable)('audit (%s)', name => {
  let trail: CommandTrail
  beforeAll(async () => {
    trail = await openCommandTrail(name)
  })
  beforeEach(async () => {
    await trail.clear()
    await writeEvents(trail.db, recordedMany(6))
    await trail.run('seal --once')
  })
  afterAll(() => trail.close())
  const alter = () => runSql(trail.db, 'UPDATE "audit_event" SET "actor" = ? WHERE "actor" = ?', ['x', 'u3'])

  test('verify finds a trail intact that nobody touched, and says what no anchor bears out', async () => {
    const { exitCode, out, err } = await trail.run('verify')
    expect({ exitCode, err }).toEqual({ exitCode: 0, err: '' })
    expect(out).toBe(
      'Intact as far as it was checked: 6 events, 7 entries, 6 leaves, 1 checkpoint.\n' +
        'Not checked against an anchor: whoever can write to the database could have removed the newest events ' +
        'and all that seals them, or put back an older state. Give --anchors.\n',
    )
  })

  test('verify never calls a trail intact whose seals, or all of which, may have been removed', async () => {
    await runSql(trail.db, 'DELETE FROM "audit_leaf"')
    await runSql(trail.db, 'DELETE FROM "audit_checkpoint"')
    const unsealed = await trail.run('verify')
    expect(unsealed.exitCode).toBe(0)
    expect(unsealed.out).toMatch(/^Intact as far as it was checked: 6 events/)
    expect(unsealed.out).toContain('\nThere is no checkpoint: ')
    await trail.clear()
    const empty = await trail.run('verify')
    expect(empty.exitCode).toBe(0)
    expect(empty.out).toMatch(/^Intact as far as it was checked: 0 events/)
    expect(empty.out).toContain('\nThe trail is empty: ')
    expect(empty.out).toContain('\nNot checked against an anchor: ')
  })

  test('verify names what was altered, and the exit code says so', async () => {
    await alter()
    const { exitCode, out, err } = await trail.run('verify')
    expect(exitCode).toBe(1)
    expect(out).toMatch(
      /^leaf 3, event [0-9a-f-]{36}: The event, .* was changed .* \[event-changed\]\nAltered: 6 events/,
    )
    expect(err).toContain('The trail was altered: 1 finding. ')
    expect(err).toContain('[AUDIT_TRAIL_ALTERED]')
  })

  test('verify --json prints the report', async () => {
    await alter()
    const { exitCode, out } = await trail.run('verify --json')
    expect(exitCode).toBe(1)
    expect(JSON.parse(out)).toMatchObject({
      isIntact: false,
      findings: [{ kind: 'event-changed', position: 3 }],
      events: 6,
      checked: { macs: true, signatures: true, anchors: 0 },
      unchecked: ['anchors'],
    })
  })

  test('verify counts events that wait to be sealed', async () => {
    await writeEvents(trail.db, recordedMany(2))
    const { exitCode, out } = await trail.run('verify')
    expect(exitCode).toBe(0)
    expect(out).toMatch(/\nNot sealed yet: 2 events, the oldest of \d{4}-.*Z\.\n/)
  })

  test('verify says what it could not check', async () => {
    const { exitCode, out } = await trail.run('verify', { env: { DATABASE_URL: trail.url } })
    expect(exitCode).toBe(0)
    expect(out).toMatch(/\nMACs were not checked: .* Set FIELDSEAL_KEYS\.\n/)
    expect(out).toMatch(
      /\nSignatures were not checked: .* Set FIELDSEAL_AUDIT_VERIFIER, or give --verifier\.\n/,
    )
  })

  test('verify --anchors finds that an older state was put back', async () => {
    const anchors = newPath()
    await writeEvents(trail.db, recordedMany(1))
    await trail.run(`seal --once --anchor file:${anchors}`)
    expect(await trail.run(`verify --anchors ${anchors}`)).toMatchObject({
      exitCode: 0,
      out: expect.stringMatching(/^Intact: .*\n$/),
    })
    await runSql(trail.db, 'DELETE FROM "audit_checkpoint" WHERE "size" > ?', [6])
    await runSql(trail.db, 'DELETE FROM "audit_leaf" WHERE "position" >= ?', [6])
    const { exitCode, out } = await trail.run(`verify --anchors ${anchors}`)
    expect(exitCode).toBe(1)
    expect(out).toContain('checkpoint 7: The trail ends before an anchored checkpoint')
  })

  test('export writes what verify --file verifies, and is recorded itself', async () => {
    const path = newPath()
    const { exitCode, out, err } = await trail.run(`export --out ${path} --actor auditor --reason yearly`)
    expect({ exitCode, out, err }).toEqual({ exitCode: 0, out: '', err: 'Exported 7 events.\n' })
    expect((await stat(path)).mode & 0o777).toBe(0o600)
    const verified = await runAudit(`verify --file ${path}`)
    expect(verified).toMatchObject({ exitCode: 0 })
    expect(verified.out).toContain(
      'Intact as far as it was checked: 7 events, 7 entries, 6 leaves, 1 checkpoint.\nNot sealed yet: 1 event',
    )
    const events = await rowsOf(trail.db, 'AuditEvent')
    const [, , kind, , operation, , , actor, , reason] = events.find(([, , one]) => one === 'trail') ?? []
    expect({ kind, operation, actor, reason }).toEqual({
      kind: 'trail',
      operation: 'export',
      actor: 'auditor',
      reason: 'yearly',
    })
    expect(await trail.run('seal --once')).toMatchObject({
      exitCode: 0,
      out: 'Sealed 1 event; the tree has 7.\n',
    })
  })

  test('export goes to standard output, by whoever is at the command line', async () => {
    const { exitCode, out } = await trail.run('export')
    expect(exitCode).toBe(0)
    expect(out.split('\n')).toHaveLength(1 + 6 + 1 + 1 + 1 + 1)
    const events = await rowsOf(trail.db, 'AuditEvent')
    expect(events.find(([, , kind]) => kind === 'trail')?.[7]).toMatch(/^cli:.+/)
  })

  test('verify --file names what was altered in an export', async () => {
    const path = newPath()
    await trail.run(`export --out ${path}`)
    await writeFile(path, (await readFile(path, 'utf8')).replace('"actor":"u3"', '"actor":"u4"'))
    const { exitCode, out } = await runAudit(`verify --file ${path}`)
    expect(exitCode).toBe(1)
    expect(out).toMatch(/^leaf 3, event /)
  })

  test('prove prints what verify --proof checks with the verifier key alone', async () => {
    const id = String((await rowsOf(trail.db, 'AuditLeaf'))[2]?.[1])
    const path = newPath()
    const { exitCode, out } = await trail.run(`prove ${id}`)
    expect(exitCode).toBe(0)
    await writeFile(path, out)
    const verified = await runAudit(`verify --proof ${path} --verifier ${verifierKey}`, { env: {} })
    expect(verified).toMatchObject({ exitCode: 0, err: '' })
    expect(verified.out).toMatch(
      /^Event \S+ is leaf \d of the tree of 6 that trail\.example\/clinic signed\.\n\S+Z u\d update Patient\n$/,
    )
    const asJson = await runAudit(`verify --json --proof ${path}`, {
      env: { FIELDSEAL_AUDIT_VERIFIER: verifierKey },
    })
    expect(JSON.parse(asJson.out)).toMatchObject({ event: { id }, size: 6 })
    await writeFile(path, out.replace('update', 'delete'))
    expect(await runAudit(`verify --proof ${path}`)).toMatchObject({
      exitCode: 1,
      out: '',
      err: expect.stringContaining('[AUDIT_PROOF_INVALID]'),
    })
  })

  test('prove of an unknown event is refused', async () => {
    expect(await trail.run('prove x')).toMatchObject({
      exitCode: 1,
      err: expect.stringContaining('[AUDIT_NOT_SEALED]'),
    })
  })
})

describe('files', () => {
  test.each(['verify --file', 'verify --proof', 'verify --file package.json --anchors'])(
    '%s nowhere',
    async args => {
      const { exitCode, err } = await runAudit(`${args} /no/such/file`)
      expect(exitCode).toBe(1)
      expect(err).toContain('The file /no/such/file cannot be read.')
    },
  )

  test('that is no export is said to be none', async () => {
    const { exitCode, err } = await runAudit('verify --file package.json')
    expect(exitCode).toBe(1)
    expect(err).toContain('[AUDIT_EXPORT_INVALID]')
  })

  test('that is no proof is said to be none', async () => {
    const { exitCode, err } = await runAudit('verify --proof vitest.config.ts')
    expect(exitCode).toBe(1)
    expect(err).toContain('[AUDIT_PROOF_INVALID]')
  })

  test('that is there already is not written over, and nothing is recorded', async () => {
    const trail = await openCommandTrail('sqlite')
    const { exitCode, err } = await trail.run('export --out package.json')
    expect(exitCode).toBe(1)
    expect(err).toContain('is there already')
    expect(await rowsOf(trail.db, 'AuditEvent')).toEqual([])
    await trail.close()
  })

  test('that cannot be written to their end are not left behind', async () => {
    const path = newPath()
    const { exitCode, err } = await runAudit(`export --url file:${newPath()} --out ${path}`)
    expect(exitCode).toBe(1)
    expect(err).toContain('[AUDIT_DATABASE_FAILED]')
    await expect(stat(path)).rejects.toMatchObject({ code: 'ENOENT' })
  })

  test('export needs the data keys', async () => {
    const { FIELDSEAL_KEYS: _, ...env } = auditKeys
    const { exitCode, err } = await runAudit('export --url file:x', { env })
    expect(exitCode).toBe(1)
    expect(err).toContain('FIELDSEAL_KEYS is not set')
  })
})

test.each([
  'verify --proof a --file b',
  'verify more',
  'prove',
  'prove a b',
  'export --bogus',
  'verify --verifier',
])('%s is wrong usage', async args => {
  const { exitCode, out, err } = await runAudit(args)
  expect({ exitCode, out }).toEqual({ exitCode: 2, out: '' })
  expect(err).not.toBe('')
})

test('audit --help lists the commands', async () => {
  const { exitCode, out } = await runAudit('--help')
  expect(exitCode).toBe(0)
  for (const command of ['seal', 'verify', 'prove', 'export'])
    expect(out).toMatch(new RegExp(`^  ${command} `, 'm'))
})
