// `fieldseal audit watch` on each database that the command line can reach: lines of JSON, a webhook, and its memory.

import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { writeEvents } from '../../src/audit/write-events.js'
import { recorded } from '../audit/trails.js'
import { databases } from '../support/available-databases.js'
import { type CommandTrail, openCommandTrail, runAudit } from './audit-command.js'

const reachable = databases.filter(name => name !== 'pglite')
let folder: string
let server: Server | undefined
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fieldseal-watch-'))
})
afterEach(async () => {
  server?.close()
  server = undefined
  await rm(folder, { recursive: true })
})

/** A webhook that takes what comes, or answers with another status. */
async function listen(bodies: string[], status = () => 204): Promise<string> {
  server = createServer(async (request, response) => {
    let body = ''
    for await (const part of request) body += part
    if (status() === 204) bodies.push(body)
    response.writeHead(status()).end()
  })
  await new Promise<void>(resolve => server?.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

describe.each(reachable)('audit watch (%s)', name => {
  let trail: CommandTrail
  beforeAll(async () => {
    trail = await openCommandTrail(name)
  })
  beforeEach(() => trail.clear())
  afterAll(() => trail.close())
  const deny = (count: number, actor = 'u1') =>
    writeEvents(
      trail.db,
      Array.from({ length: count }, () => recorded({ kind: 'reveal', outcome: 'denied', actor })),
    )
  const lines = (out: string) =>
    out
      .split('\n')
      .filter(Boolean)
      .map(line => JSON.parse(line))

  test('--once writes one line of JSON for each alert, and needs no keys', async () => {
    await deny(5)
    const { exitCode, out, err } = await trail.run('watch --once', { env: { DATABASE_URL: trail.url } })
    expect({ exitCode, err }).toEqual({ exitCode: 0, err: '' })
    expect(lines(out)).toMatchObject([{ rule: 'denied', actor: 'u1', count: 5 }])
  })

  test('--once writes nothing where nothing is suspicious', async () => {
    await deny(4)
    expect(await trail.run('watch --once')).toEqual({ exitCode: 0, out: '', err: '' })
  })

  test('--state remembers what was told, in a file for its owner alone', async () => {
    const state = join(folder, 'state.json')
    await deny(5)
    expect(lines((await trail.run(`watch --once --state ${state}`)).out)).toHaveLength(1)
    expect((await stat(state)).mode & 0o777).toBe(0o600)
    await deny(5, 'u2')
    expect(lines((await trail.run(`watch --once --state ${state}`)).out)).toMatchObject([{ actor: 'u2' }])
    expect(await trail.run(`watch --once --state ${state}`)).toMatchObject({ exitCode: 0, out: '' })
  })

  test('without --once looks again and again until it is stopped', async () => {
    const bodies: string[] = []
    const url = await listen(bodies)
    const untilStopped = async () => {
      await deny(5)
      await expect.poll(() => bodies.length, { timeout: 8000 }).toBe(1)
    }
    const { exitCode, out, err } = await trail.run(`watch --every 1s --webhook ${url}`, { untilStopped })
    expect({ exitCode, err }).toEqual({ exitCode: 0, err: 'Watching every 1 s.\n' })
    expect(lines(out)).toEqual([JSON.parse(bodies[0] as string)])
  })

  test('keeps for the next run what the webhook did not take, and says so', async () => {
    const state = join(folder, 'state.json')
    const bodies: string[] = []
    let status = 500
    const url = await listen(bodies, () => status)
    await deny(5)
    const run = () => trail.run(`watch --once --state ${state} --webhook ${url}`)
    expect(await run()).toMatchObject({
      exitCode: 1,
      out: expect.stringContaining('denied'),
      err: expect.stringContaining('AUDIT_ALERT_FAILED'),
    })
    status = 204
    expect(await run()).toEqual({ exitCode: 0, out: '', err: '' })
    expect(bodies.map(body => JSON.parse(body).rule)).toEqual(['denied'])
    expect(JSON.parse(await readFile(state, 'utf8')).pending).toEqual([])
  })

  test('--rules changes thresholds', async () => {
    const rules = join(folder, 'rules.json')
    await writeFile(rules, '{"denied":{"count":2},"unsealed":false}')
    await deny(2)
    expect(lines((await trail.run(`watch --once --rules ${rules}`)).out)).toMatchObject([{ threshold: 2 }])
  })
})

describe('audit watch refuses', () => {
  const url = 'file:/nonexistent/none.db'

  test.each(['{', '{"unknown":false}'])('the rules %j', async text => {
    const rules = join(folder, 'rules.json')
    await writeFile(rules, text)
    const result = await runAudit(`watch --once --rules ${rules}`, { env: { DATABASE_URL: url } })
    expect(result).toMatchObject({ exitCode: 1, err: expect.stringContaining('CONFIG_OPTION_INVALID') })
  })

  test.each(['--every 0s', '--every soon', '--webhook ftp://x', '--webhook nothing', 'extra'])(
    '%s as wrong usage',
    async args => {
      expect(await runAudit(`watch --once ${args}`)).toMatchObject({ exitCode: 2, out: '' })
    },
  )
})

test('a state that is none, or cannot be kept, ends a look with an error', async () => {
  const trail = await openCommandTrail('sqlite')
  try {
    const state = join(folder, 'state.json')
    await writeFile(state, 'nonsense')
    const bad = await trail.run(`watch --once --state ${state}`)
    expect(bad).toMatchObject({ exitCode: 1, err: expect.stringContaining('not one that it wrote') })
    const lost = await trail.run(`watch --once --state ${join(folder, 'none', 'state.json')}`)
    expect(lost).toMatchObject({ exitCode: 1, err: expect.stringContaining('cannot be written') })
  } finally {
    await trail.close()
  }
})
