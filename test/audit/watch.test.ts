// A watcher over time: what it remembers from look to look and from start to start, and what becomes of alerts that a
// sink does not take.

import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { TrailDatabase } from '../../src/audit/trail-database.js'
import type { Alert } from '../../src/audit/watch/alert.js'
import { type AlertSink, logSink, webhookSink } from '../../src/audit/watch/alert-sink.js'
import { defaultSettings } from '../../src/audit/watch/watch-settings.js'
import { ProcessStore, parseWatchState } from '../../src/audit/watch/watch-state.js'
import { Watcher, type WatcherOptions } from '../../src/audit/watch/watcher.js'
import { onEachTrail, recorded } from './report-database.js'

const noon = Date.UTC(2026, 2, 2, 12)
const minute = 60_000
const settings = { ...defaultSettings, unsealed: false } as const

/** Attempts that were denied, one a second from a moment on. */
function denied(count: number, from: number, actor = 'u1') {
  return Array.from({ length: count }, (_, i) =>
    recorded({ kind: 'reveal', outcome: 'denied', actor, time: new Date(from + i * 1000).toISOString() }),
  )
}

/** A sink that remembers, and fails while it is told to. */
class TestSink implements AlertSink {
  readonly taken: Alert[] = []
  isBroken = false

  readonly name: string

  constructor(name = 'test') {
    this.name = name
  }

  async send(alert: Alert): Promise<void> {
    if (this.isBroken) throw new Error('broken')
    this.taken.push(alert)
  }
}

onEachTrail('a watcher', trail => {
  let now = noon
  let sink: TestSink
  let errors: unknown[]
  beforeEach(async () => {
    await trail().clear()
    now = noon
    sink = new TestSink()
    errors = []
  })

  function watcher(options: Partial<WatcherOptions> = {}, db: TrailDatabase = trail()) {
    const onError = (error: unknown) => void errors.push(error)
    return new Watcher(db, { sinks: [sink], settings, now: () => now, onError, ...options })
  }

  test('tells what happened in the last day when it looks for the first time, and nothing older', async () => {
    await trail().write(...denied(5, noon - 27 * 60 * minute, 'old'), ...denied(5, noon - 23 * 60 * minute))
    expect((await watcher().look()).map(({ actor }) => actor)).toEqual(['u1'])
  })

  test('tells of a burst once, over many looks', async () => {
    const one = watcher()
    for (let look = 0; look < 5; look++) {
      await trail().write(...denied(10, now))
      now += minute
      await one.look()
    }
    expect(sink.taken).toHaveLength(1)
  })

  test('puts together what came in different looks', async () => {
    const one = watcher()
    await trail().write(...denied(3, noon - minute))
    expect(await one.look()).toEqual([])
    await trail().write(...denied(2, noon))
    now += minute
    expect(await one.look()).toHaveLength(1)
  })

  test('sees events that are committed minutes after their time', async () => {
    const one = watcher()
    await trail().write(...denied(4, noon))
    now = noon + 4 * minute
    await one.look()
    await trail().write(...denied(1, noon - 2000))
    now += 10_000
    expect(await one.look()).toMatchObject([{ count: 5 }])
    expect(await one.look()).toEqual([])
  })

  test('goes on where the process before ended, without telling twice', async () => {
    const store = new ProcessStore()
    await trail().write(...denied(5, noon - 3 * minute, 'told'), ...denied(3, noon - minute, 'begun'))
    expect(await watcher({ store }).look()).toHaveLength(1)
    await trail().write(...denied(2, noon, 'begun'))
    now += minute
    const alerts = await watcher({ store }).look()
    expect(alerts.map(({ actor, count }) => [actor, count])).toEqual([['begun', 5]])
  })

  test('misses nothing of the hours in which it did not run', async () => {
    const store = new ProcessStore()
    await watcher({ store }).look()
    await trail().write(...denied(5, noon + 60 * minute))
    now = noon + 72 * 60 * minute
    expect(await watcher({ store }).look()).toHaveLength(1)
  })

  test('begins anew after a look that failed, and tells what that one found', async () => {
    let isBroken = false
    const db: TrailDatabase = {
      ...trail(),
      // The second of what is read fails, when the first was counted already.
      query: (sql, values) =>
        isBroken && values?.includes('change')
          ? Promise.reject(new Error('gone'))
          : trail().query(sql, values),
    }
    const one = watcher({}, db)
    await trail().write(...denied(3, noon - minute))
    await one.look()
    await trail().write(...denied(2, noon))
    now += 10_000
    isBroken = true
    await expect(one.look()).rejects.toThrow('gone')
    isBroken = false
    expect(await one.look()).toMatchObject([{ count: 5 }])
  })

  test('keeps alerts for a sink that fails, in order, and says so', async () => {
    const one = watcher()
    sink.isBroken = true
    await trail().write(...denied(5, noon - 2 * minute, 'a'), ...denied(5, noon - minute, 'b'))
    expect(await one.look()).toHaveLength(2)
    expect(errors).toMatchObject([{ code: 'AUDIT_ALERT_FAILED', cause: { message: 'broken' } }])
    expect(String(errors[0])).toContain('The sink test did not take an alert; 2 wait for it.')
    sink.isBroken = false
    now += 10_000
    expect(await one.look()).toEqual([])
    expect(sink.taken.map(({ actor }) => actor)).toEqual(['a', 'b'])
  })

  test('keeps them over a restart, each for the sinks that did not take it', async () => {
    const store = new ProcessStore()
    const other = new TestSink('other')
    sink.isBroken = true
    await trail().write(...denied(5, noon - minute))
    await watcher({ store, sinks: [sink, other] }).look()
    sink.isBroken = false
    await watcher({ store, sinks: [sink, other] }).look()
    expect([sink.taken.length, other.taken.length]).toEqual([1, 1])
    expect(sink.taken[0]?.key).toBe(other.taken[0]?.key)
  })

  test('tells although it cannot remember, and then rejects', async () => {
    const store = { load: async () => undefined, save: () => Promise.reject(new Error('disk full')) }
    await trail().write(...denied(5, noon - minute))
    await expect(watcher({ store }).look()).rejects.toThrow('disk full')
    expect(sink.taken).toHaveLength(1)
  })

  test('gives evidence without values: ids, counts and names', async () => {
    const entries = [{ after: '{"values":{"name":"canary"}}', before: '{"values":{"name":"canary"}}' }]
    const events = denied(5, noon - minute).map(({ event }) =>
      recorded({ ...event, reason: 'canary', entries }),
    )
    await trail().write(...events)
    const [alert] = await watcher().look()
    expect(Object.keys(alert as Alert).sort()).toEqual(
      [
        'actor',
        'by',
        'count',
        'eventIds',
        'key',
        'message',
        'name',
        'rule',
        'severity',
        'threshold',
        'time',
      ].sort(),
    )
    expect(JSON.stringify(alert)).not.toContain('canary')
    expect(alert?.eventIds).toEqual(events.map(({ event }) => event.id))
  })

  test('looks again and again until it is stopped', async () => {
    const one = watcher({ everyMs: 5 })
    one.start()
    await trail().write(...denied(5, noon - minute))
    await vi.waitFor(() => expect(sink.taken).toHaveLength(1))
    await one.stop()
    await trail().write(...denied(5, noon - minute, 'later'))
    await new Promise(resolve => setTimeout(resolve, 50))
    expect(sink.taken).toHaveLength(1)
    expect(errors).toEqual([])
  })
})

const alert = { key: 'k', rule: 'denied', name: 'u1', message: 'm' } as Alert

test('the log has one line of JSON for each alert', () => {
  const lines: string[] = []
  void logSink(line => void lines.push(line)).send(alert)
  expect(lines).toEqual([`${JSON.stringify(alert)}\n`])
})

/** A server that answers as a test says. */
class Hook {
  readonly bodies: string[] = []
  readonly requests: IncomingMessage[] = []
  status: number | 'never' = 204
  readonly server: Server = createServer((request, response) => {
    this.requests.push(request)
    let body = ''
    request.on('data', part => {
      body += part
    })
    request.on('end', () => {
      this.bodies.push(body)
      if (this.status !== 'never') response.writeHead(this.status, { location: '/elsewhere' }).end()
    })
  })

  async listen(): Promise<string> {
    await new Promise<void>(resolve => this.server.listen(0, '127.0.0.1', resolve))
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/hook`
  }
}

let hook: Hook | undefined
afterEach(() => {
  hook?.server.closeAllConnections()
  hook?.server.close()
  hook = undefined
})

test('a webhook is sent the alert as JSON, with the given headers', async () => {
  hook = new Hook()
  await webhookSink(await hook.listen(), { headers: { authorization: 'Bearer x' } }).send(alert)
  expect(hook.bodies).toEqual([JSON.stringify(alert)])
  expect(hook.requests[0]).toMatchObject({
    method: 'POST',
    url: '/hook',
    headers: { 'content-type': 'application/json', authorization: 'Bearer x' },
  })
})

test.each([500, 404, 302] as const)('a webhook that answers %i has not taken it', async status => {
  hook = new Hook()
  hook.status = status
  await expect(webhookSink(await hook.listen()).send(alert)).rejects.toThrow()
  expect(hook.requests).toHaveLength(1)
})

test('a webhook that does not answer in time has not taken it', async () => {
  hook = new Hook()
  hook.status = 'never'
  await expect(webhookSink(await hook.listen(), { timeoutMs: 50 }).send(alert)).rejects.toThrow(/timeout/i)
})

test('a state comes back as it was written, and nothing else is one', () => {
  const state = { format: 1, looked: 5, told: { a: 1 }, pending: [{ alert, sinks: ['log'] }] } as const
  expect(parseWatchState(JSON.stringify(state))).toEqual(state)
  for (const text of ['', '{}', '[]', 'null', '{"format":2,"looked":1,"told":{},"pending":[]}'])
    expect(() => parseWatchState(text)).toThrow(expect.objectContaining({ code: 'CONFIG_OPTION_INVALID' }))
})
