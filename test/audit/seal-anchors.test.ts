// Anchors and the running sealer: checkpoints reach a file and a webhook, and what fails is offered again.

import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Anchor } from '../../src/audit/seal/anchor.js'
import { fileAnchor, parseAnchors } from '../../src/audit/seal/file-anchor.js'
import { sealTrail } from '../../src/audit/seal/seal-trail.js'
import { Sealer, type SealerOptions } from '../../src/audit/seal/sealer.js'
import { webhookAnchor } from '../../src/audit/seal/webhook-anchor.js'
import { writeEvents } from '../../src/audit/write-events.js'
import { keyring, type OpenTrail, openTrail, recorded, recordedMany, rowsOf, signer } from './trails.js'

let trail: OpenTrail
let folder: string
beforeAll(async () => {
  trail = await openTrail('sqlite')
  folder = await mkdtemp(join(tmpdir(), 'fieldseal-anchor-'))
})
beforeEach(() => trail.clear())
afterAll(async () => {
  await trail.close()
  await rm(folder, { recursive: true })
})

const options = { signer, keyring }
const notesOf = async () => (await rowsOf(trail.db, 'AuditCheckpoint')).map(([, note]) => note)

async function sealOne(anchors: readonly Anchor[]): Promise<void> {
  await writeEvents(trail.db, recordedMany(1))
  await sealTrail(trail.db, { ...options, anchors })
}

/** An anchor that fails as often as it is told to. */
function flakyAnchor(failures: number): Anchor & { readonly notes: string[] } {
  let left = failures
  const notes: string[] = []
  return {
    name: 'flaky',
    notes,
    publish: async note => {
      if (left-- > 0) throw new Error('The anchor is away')
      notes.push(note)
    },
  }
}

describe('a file', () => {
  test('gets each newest checkpoint after those it has', async () => {
    const path = join(folder, 'anchors')
    for (let n = 0; n < 3; n++) await sealOne([fileAnchor(path)])
    expect(parseAnchors(await readFile(path, 'utf8'))).toEqual(await notesOf())
  })

  test('that cannot be written fails the round, and the checkpoint stays', async () => {
    const anchor = fileAnchor(join(folder, 'no', 'such', 'folder', 'anchors'))
    await expect(sealOne([anchor])).rejects.toMatchObject({ code: 'AUDIT_ANCHOR_FAILED' })
    expect(await notesOf()).toHaveLength(1)
  })

  test('with a torn note in it gives the others', () => {
    const note = 'a\n1\nb\n\n\u2014 a AAAA\n'
    expect(parseAnchors(`${note}\n${note}\na\n1\n`)).toEqual([note, note, 'a\n1\n'])
    expect(parseAnchors('')).toEqual([])
  })
})

describe('a webhook', () => {
  const requests: { method: string | undefined; type: string | undefined; key: unknown; body: string }[] = []
  const statuses: number[] = []
  const server = createServer(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += chunk
    const { 'content-type': type, 'x-key': key } = request.headers
    requests.push({ method: request.method, type, key, body })
    const status = statuses.shift() ?? 204
    if (status > 0) response.writeHead(status).end()
  })
  let url: string
  beforeAll(async () => {
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/secret-path`
  })
  afterEach(() => {
    requests.length = 0
    statuses.length = 0
  })
  afterAll(() => {
    server.closeAllConnections()
    server.close()
  })

  test('gets the note as text', async () => {
    await sealOne([webhookAnchor(url, { headers: { 'x-key': 'k' } })])
    const [body] = await notesOf()
    expect(requests).toEqual([{ method: 'POST', type: 'text/plain; charset=utf-8', key: 'k', body }])
  })

  test('that fails twice gets it the third time', async () => {
    statuses.push(503, 500, 200)
    await sealOne([webhookAnchor(url)])
    expect(requests).toHaveLength(3)
  })

  test('that goes on failing is named without its path', async () => {
    statuses.push(503, 503)
    const failure = sealOne([webhookAnchor(url, { attempts: 2 })])
    await expect(failure).rejects.toThrow(
      /The anchor 127\.0\.0\.1:\d+ did not take a checkpoint\. .*AUDIT_ANCHOR_FAILED/,
    )
    expect(requests).toHaveLength(2)
  })

  test('that does not answer is given up', async () => {
    statuses.push(0)
    const failure = sealOne([webhookAnchor(url, { attempts: 1, timeoutMs: 100 })])
    await expect(failure).rejects.toMatchObject({ code: 'AUDIT_ANCHOR_FAILED' })
  })
})

describe('a sealer', () => {
  async function running(more: Partial<SealerOptions>, use: () => Promise<void>): Promise<unknown[]> {
    const errors: unknown[] = []
    const sealer = new Sealer(trail.db, {
      ...options,
      everyMs: 20,
      onError: one => errors.push(one),
      ...more,
    })
    sealer.start()
    await use().finally(() => sealer.stop())
    return errors
  }
  const write = (...more: Parameters<typeof recorded>) => writeEvents(trail.db, [recorded(...more)])
  const untilSealed = (count: number) =>
    expect.poll(async () => (await rowsOf(trail.db, 'AuditLeaf')).length, { timeout: 5000 }).toBe(count)

  test('seals what is written while it runs, and nothing once it is stopped', async () => {
    await running({}, async () => {
      for (let count = 1; count <= 3; count++) {
        await write()
        await untilSealed(count)
      }
    })
    await write()
    await new Promise(resolve => setTimeout(resolve, 100))
    expect(await rowsOf(trail.db, 'AuditLeaf')).toHaveLength(3)
  })

  test('offers a checkpoint again that an anchor did not take', async () => {
    const anchor = flakyAnchor(3)
    const errors = await running({ anchors: [anchor] }, async () => {
      await write()
      await expect.poll(() => anchor.notes.length, { timeout: 5000 }).toBe(1)
    })
    expect(anchor.notes).toEqual(await notesOf())
    expect(errors).toHaveLength(3)
    expect(errors[0]).toMatchObject({
      code: 'AUDIT_ANCHOR_FAILED',
      cause: expect.objectContaining({ message: 'The anchor is away' }),
    })
  })

  test('goes on sealing while an anchor takes its time, which then gets the newest checkpoint', async () => {
    const notes: string[] = []
    let release = () => {}
    const held = new Promise<void>(resolve => {
      release = resolve
    })
    const slow = { name: 'slow', publish: (note: string) => held.then(() => void notes.push(note)) }
    await running({ anchors: [slow] }, async () => {
      for (let count = 1; count <= 3; count++) {
        await write()
        await untilSealed(count)
      }
      release()
      await expect.poll(() => notes.length, { timeout: 5000 }).toBe(2)
    })
    expect(notes).toEqual([(await notesOf())[0], (await notesOf())[2]])
  })

  test('gives an anchor the newest checkpoint when it starts', async () => {
    await sealOne([])
    const anchor = flakyAnchor(0)
    await running({ anchors: [anchor] }, () => expect.poll(() => anchor.notes.length).toBe(1))
    expect(anchor.notes).toEqual(await notesOf())
  })

  test('reports a failed round and tries again', async () => {
    await sealOne([])
    const [note] = await notesOf()
    await trail.db.execute(`UPDATE audit_checkpoint SET note = 'x'`)
    const errors: unknown[] = []
    await running({ onError: one => errors.push(one) }, async () => {
      await write()
      await expect.poll(() => errors.length).toBeGreaterThan(1)
      await trail.db.execute('UPDATE audit_checkpoint SET note = ?', [note as string])
      await untilSealed(2)
    })
    expect(errors[0]).toMatchObject({ code: 'AUDIT_TRAIL_ALTERED' })
  })

  test('tells of a refused event once', async () => {
    const told: unknown[] = []
    const forged = { ...recorded(), mac: 'k1.AAAA' }
    await running({ onRefused: events => told.push(...events) }, async () => {
      await writeEvents(trail.db, [forged])
      await expect.poll(() => told.length).toBe(1)
      await write()
      await untilSealed(1)
      await write()
      await untilSealed(2)
    })
    expect(told).toEqual([{ eventId: forged.event.id, fault: 'mac-wrong' }])
  })

  test('asked to, seals at once and waits for its anchors', async () => {
    const anchor = flakyAnchor(1)
    const errors: unknown[] = []
    const sealer = new Sealer(trail.db, { ...options, anchors: [anchor], onError: one => errors.push(one) })
    await write()
    expect(await sealer.sealNow()).toMatchObject({ size: 1, sealed: 1 })
    expect([anchor.notes.length, errors.length]).toEqual([0, 1])
    await sealer.sealNow()
    expect(anchor.notes).toHaveLength(1)
  })
})
