// `fieldseal audit seal`: once or until stopped, with anchors, on each database that the command line can reach.

import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { parseAnchors } from '../../src/audit/seal/file-anchor.js'
import { writeEvents } from '../../src/audit/write-events.js'
import { recorded, recordedMany, rowsOf } from '../audit/trails.js'
import { databases } from '../support/available-databases.js'
import { auditKeys, type CommandTrail, openCommandTrail, runAudit } from './audit-command.js'

const reachable = databases.filter(name => name !== 'pglite')
let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fieldseal-seal-'))
})
afterAll(() => rm(folder, { recursive: true }))

describe.each(reachable)('audit seal (%s)', name => {
  let trail: CommandTrail
  beforeAll(async () => {
    trail = await openCommandTrail(name)
  })
  beforeEach(() => trail.clear())
  afterAll(() => trail.close())
  const leaves = async () => (await rowsOf(trail.db, 'AuditLeaf')).length

  test('--once seals what is there', async () => {
    await writeEvents(trail.db, recordedMany(3))
    expect(await trail.run('seal --once')).toEqual({
      exitCode: 0,
      out: 'Sealed 3 events; the tree has 3.\n',
      err: '',
    })
    expect(await leaves()).toBe(3)
    expect((await trail.run('seal --once')).out).toBe('Sealed 0 events; the tree has 3.\n')
  })

  test('without --once seals until it is stopped', async () => {
    const untilStopped = async () => {
      for (let count = 1; count <= 2; count++) {
        await writeEvents(trail.db, recordedMany(1))
        await expect.poll(leaves, { timeout: 5000 }).toBe(count)
      }
    }
    const { exitCode, err } = await trail.run('seal --every 50ms', { untilStopped })
    expect({ exitCode, err }).toEqual({
      exitCode: 0,
      err: 'Sealing every 50 ms as trail.example/clinic.\n',
    })
  })

  test('--anchor adds the checkpoint to a file', async () => {
    const path = join(folder, `${name}.anchors`)
    await writeEvents(trail.db, recordedMany(2))
    await trail.run(`seal --once --anchor file:${path}`)
    const notes = (await rowsOf(trail.db, 'AuditCheckpoint')).map(([, note]) => note)
    expect(parseAnchors(await readFile(path, 'utf8'))).toEqual(notes)
  })

  test('an event that nobody with the keys wrote is named, and the exit code says so', async () => {
    const forged = { ...recorded(), mac: 'k1.AAAA' }
    await writeEvents(trail.db, [...recordedMany(2), forged])
    const { exitCode, out, err } = await trail.run('seal --once')
    expect({ exitCode, out }).toEqual({ exitCode: 1, out: 'Sealed 2 events; the tree has 2.\n' })
    expect(err).toContain(`Not sealed: event ${forged.event.id}. The MAC is wrong`)
    expect(err).toContain('[AUDIT_TRAIL_ALTERED]')
  })

  test('an id shows what would move the cursor of a terminal', async () => {
    const { event, ...rest } = recorded()
    const id = `${event.id.slice(0, -4)}\u001b[2J`
    await writeEvents(trail.db, [{ ...rest, event: { ...event, id } }])
    const sealed = await trail.run('seal --once')
    const verified = await trail.run('verify')
    for (const text of [sealed.err, verified.out]) expect(text).toContain('\\u{1b}[2J')
    expect(sealed.err + verified.out).not.toContain('\u001b')
  })
})

describe('audit seal', () => {
  test('says that it seals every event where it has no data keys', async () => {
    const trail = await openCommandTrail('sqlite')
    await writeEvents(trail.db, [{ ...recorded(), mac: 'k1.AAAA' }])
    const { FIELDSEAL_AUDIT_KEY } = auditKeys
    const result = await trail.run('seal --once', { env: { DATABASE_URL: trail.url, FIELDSEAL_AUDIT_KEY } })
    expect(result).toMatchObject({ exitCode: 0, out: 'Sealed 1 event; the tree has 1.\n' })
    expect(result.err).toContain('FIELDSEAL_KEYS is not set')
    await trail.close()
  })

  test('needs the signer key, and does not show a wrong one', async () => {
    const missing = await runAudit('seal --once --url file:x', { env: {} })
    expect(missing).toMatchObject({
      exitCode: 1,
      err: expect.stringContaining('FIELDSEAL_AUDIT_KEY is not set'),
    })
    const wrong = { FIELDSEAL_AUDIT_KEY: `${auditKeys.FIELDSEAL_AUDIT_KEY}x` }
    const { exitCode, err } = await runAudit('seal --once --url file:x', { env: wrong })
    expect(exitCode).toBe(1)
    expect(err).toContain('[KEY_INVALID]')
    expect(err).not.toContain(wrong.FIELDSEAL_AUDIT_KEY.slice(40, 60))
  })

  test.each([
    ['seal --every 5', 'Expected a time'],
    ['seal --every 0s', 'Expected a time'],
    ['seal --anchor ftp://x', 'Expected file:PATH'],
    ['seal --anchor file:', 'Expected file:PATH'],
    ['seal more', 'too many arguments'],
    ['seal --bogus', 'unknown option'],
    ['bogus', 'unknown command'],
  ])('%s is wrong usage', async (args, message) => {
    const { exitCode, out, err } = await runAudit(args)
    expect({ exitCode, out }).toEqual({ exitCode: 2, out: '' })
    expect(err).toContain(message)
  })
})

describe('the database', () => {
  test.each([
    ['nowhere', 'seal --once', 'There is no URL of a database'],
    ['of an unknown protocol', 'seal --once --url mongodb://x/y', 'unknown protocol'],
    ['that is no URL', 'seal --once --url postgresql://:::', 'The URL of the database is none'],
    ['with an odd schema', 'seal --once --url postgresql://x/y?schema=a"b', 'an odd name'],
  ])('%s is refused', async (_, args, message) => {
    const { exitCode, err } = await runAudit(args)
    expect(exitCode).toBe(1)
    expect(err).toContain(message)
  })

  test('whose driver the application lacks is refused with its name', async () => {
    for (const [url, driver] of [
      ['postgresql://x/y', '@prisma/adapter-pg'],
      ['mysql://x/y', '@prisma/adapter-mariadb'],
      ['file:./x.db', '@prisma/adapter-libsql or @prisma/adapter-better-sqlite3'],
    ]) {
      const { exitCode, err } = await runAudit(`seal --once --url ${url}`, { folder })
      expect(exitCode).toBe(1)
      expect(err).toContain(`needs ${driver}, which is not installed here`)
    }
  })

  test.each([
    'postgresql://postgres:secret@127.0.0.1:1/x',
    'mysql://root:secret@127.0.0.1:1/x?acquireTimeout=300',
  ])('that does not answer is an error without its URL: %s', async url => {
    const { exitCode, err } = await runAudit(`seal --once --url ${url}`)
    expect(exitCode).toBe(1)
    expect(err).toContain('[AUDIT_DATABASE_FAILED]')
    expect(err).not.toContain('secret')
  })

  test('without the tables is an error that says where they come from', async () => {
    const { exitCode, err } = await runAudit(`seal --once --url file:${join(folder, 'empty.db')}`)
    expect(exitCode).toBe(1)
    expect(err).toContain('npx fieldseal init')
  })
})
