// `fieldseal audit report` on each database that the command line can reach: what it writes, where, and that it is
// recorded.

import { mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { LocalTime } from '../../src/audit/report/local-time.js'
import { momentFrom, momentTo, parseMoment } from '../../src/audit/report/moment.js'
import { readEvents } from '../../src/audit/report/read-events.js'
import { writeEvents } from '../../src/audit/write-events.js'
import { all } from '../audit/report-database.js'
import { eventMac, recorded, rowsOf } from '../audit/trails.js'
import { databases } from '../support/available-databases.js'
import { type CommandTrail, openCommandTrail } from './audit-command.js'

const reachable = databases.filter(name => name !== 'pglite')
let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fieldseal-report-'))
})
afterAll(() => rm(folder, { recursive: true }))

describe.each(reachable)('audit report (%s)', name => {
  let trail: CommandTrail
  beforeAll(async () => {
    trail = await openCommandTrail(name)
  })
  beforeEach(async () => {
    await trail.clear()
    // Not now: a report ends there, and the clock of a machine may be put back a little.
    const lately = new Date(Date.now() - 60_000).toISOString()
    await writeEvents(trail.db, [
      recorded({ actor: 'ada', time: lately }),
      recorded({ actor: 'bob', time: lately, kind: 'reveal', operation: '$reveal', reason: 'refund' }),
      recorded({ actor: 'ada', time: '2020-05-05T12:00:00.000Z', model: 'Visit' }, [{ model: 'Visit' }]),
    ])
  })
  afterAll(() => trail.close())
  const uses = async () => (await all(readEvents(trail.db, { kinds: ['trail'] }))).map(({ event }) => event)

  test('writes the last 30 days as a table to standard output', async () => {
    const { exitCode, out, err } = await trail.run('report')
    expect({ exitCode, err }).toEqual({ exitCode: 0, err: '' })
    expect(out).toContain(', 2 events\n')
    expect(out).toMatch(/^ {2}ada +1 +1 /m)
    expect(out).toMatch(/reveal +\$reveal +Patient p1 .* refund/)
  })

  test('--format json lists the events of a period, oldest first', async () => {
    const { out } = await trail.run('report --format json --from 2020-05-05 --reason audit')
    const events = JSON.parse(out)
    expect(events.map((one: { actor: { user: { uid: string } } }) => one.actor.user.uid)).toEqual([
      'ada',
      'ada',
      'bob',
    ])
    expect(events[0]).toMatchObject({ class_uid: 6005, time: Date.UTC(2020, 4, 5, 12) })
  })

  test('--actor, --model and --to leave out the others', async () => {
    const count = async (args: string) =>
      JSON.parse((await trail.run(`report --format json --from 2020-01-01 ${args}`)).out).length
    expect(await count('--actor bob')).toBe(1)
    expect(await count('--model Visit')).toBe(1)
    expect(await count('--to 2020-05-05')).toBe(1)
    expect(await count('--to 2020-05-04')).toBe(0)
  })

  test('--format html --out writes a page into a new file for its owner alone', async () => {
    const file = join(folder, `${name}.html`)
    const { exitCode, out, err } = await trail.run(`report --format html --out ${file} --as auditor`)
    expect({ exitCode, out, err }).toEqual({ exitCode: 0, out: '', err: `Wrote the report to ${file}.\n` })
    const page = await readFile(file, 'utf8')
    expect(page).toContain('<dt>Made by</dt><dd>auditor</dd>')
    expect((await stat(file)).mode & 0o777).toBe(0o600)
    const again = await trail.run(`report --format html --out ${file}`)
    expect(again).toMatchObject({ exitCode: 1, err: expect.stringContaining('is there already') })
  })

  test('leaves no file behind where it fails', async () => {
    const file = join(folder, `${name}.failed.html`)
    await trail.db.execute('ALTER TABLE audit_entry RENAME TO audit_gone')
    try {
      expect(await trail.run(`report --format html --out ${file}`)).toMatchObject({ exitCode: 1 })
    } finally {
      await trail.db.execute('ALTER TABLE audit_gone RENAME TO audit_entry')
    }
    await expect(stat(file)).rejects.toThrow('ENOENT')
  })

  test('names the database without its password', async () => {
    const { out } = await trail.run('report')
    const { protocol, host, pathname } = new URL(trail.url)
    expect(out).toContain(`Audit trail of ${protocol}//${host}${pathname}\n`)
  })

  test('is recorded first, with a MAC, and is not in the report itself', async () => {
    const { out } = await trail.run('report --actor ada --as auditor --reason review')
    expect(out).not.toMatch(/^ {2}trail /m)
    const [use, ...others] = await uses()
    expect(others).toEqual([])
    expect(use).toMatchObject({ operation: 'report', outcome: 'done', actor: 'auditor', reason: 'review' })
    expect(JSON.parse(use?.details as string)).toMatchObject({
      format: 'table',
      actor: 'ada',
      from: expect.any(String),
    })
    const mac = (await rowsOf(trail.db, 'AuditEvent')).find(([id]) => id === use?.id)?.at(-1) as string
    expect(eventMac.verify({ event: use as never, entries: [], mac })).toBe(true)
  })

  test('is recorded as made by the user of the system, where nothing is said', async () => {
    await trail.run('report')
    expect((await uses())[0]?.actor).toBe(`cli:${userInfo().username}`)
  })

  test('needs the data keys, and records nothing without them', async () => {
    const { exitCode, out, err } = await trail.run('report', { env: { DATABASE_URL: trail.url } })
    expect({ exitCode, out }).toEqual({ exitCode: 1, out: '' })
    expect(err).toContain('FIELDSEAL_KEYS is not set')
    expect(await uses()).toEqual([])
  })

  test('refuses an unknown time zone, and records nothing', async () => {
    expect(await trail.run('report --time-zone Mars/Base')).toMatchObject({
      exitCode: 1,
      err: expect.stringContaining('time zone'),
    })
    expect(await uses()).toEqual([])
  })

  test.each(['--from yesterday', '--to 2026-13-01', '--format pdf', '--lines many', 'extra'])(
    '%s is wrong usage',
    async args => {
      expect(await trail.run(`report ${args}`)).toMatchObject({ exitCode: 2, out: '' })
    },
  )
})

describe('a moment', () => {
  const now = Date.UTC(2026, 2, 10, 12)
  const from = (text: string, zone = 'UTC') =>
    momentFrom(parseMoment(text) as never, now, new LocalTime(zone)).toISOString()
  const to = (text: string, zone = 'UTC') =>
    momentTo(parseMoment(text) as never, now, new LocalTime(zone)).toISOString()

  test.each([
    ['24h', '2026-03-09T12:00:00.000Z'],
    ['7d', '2026-03-03T12:00:00.000Z'],
    ['90m', '2026-03-10T10:30:00.000Z'],
    ['2026-03-01', '2026-03-01T00:00:00.000Z'],
    ['2026-03-01T08:30:00Z', '2026-03-01T08:30:00.000Z'],
    ['2026-03-01T08:30+02:00', '2026-03-01T06:30:00.000Z'],
  ])('%s begins at %s', (text, time) => {
    expect(from(text)).toBe(time)
  })

  test('that is a day ends with it', () => {
    expect(to('2026-03-01')).toBe('2026-03-02T00:00:00.000Z')
    expect(to('2026-03-01T08:30:00Z')).toBe('2026-03-01T08:30:00.000Z')
  })

  test('that is a day is that of the time zone, when clocks change too', () => {
    expect(from('2026-03-29', 'Europe/Vienna')).toBe('2026-03-28T23:00:00.000Z')
    expect(to('2026-03-29', 'Europe/Vienna')).toBe('2026-03-29T22:00:00.000Z')
    expect(from('2026-11-01', 'America/New_York')).toBe('2026-11-01T04:00:00.000Z')
    expect(to('2026-11-01', 'America/New_York')).toBe('2026-11-02T05:00:00.000Z')
  })

  test.each(['', '7', '7w', 'yesterday', '2026-3-1', '2026-13-01', '2026-03-01T08:30:00', '1e3d'])(
    '%j is none',
    text => {
      expect(parseMoment(text)).toBeUndefined()
    },
  )
})
