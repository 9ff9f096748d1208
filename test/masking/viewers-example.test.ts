// The adapters of examples/viewers: handlers of requests side by side each run for their own viewer.

import { once } from 'node:events'
import { setTimeout } from 'node:timers/promises'
import express from 'express'
import fastify from 'fastify'
import { Hono } from 'hono'
import { expect, test } from 'vitest'
import * as onExpress from '../../examples/viewers/express.js'
import * as onFastify from '../../examples/viewers/fastify.js'
import * as onHono from '../../examples/viewers/hono.js'
import { ViewerMiddleware } from '../../examples/viewers/nest.js'
import { withViewer } from '../../examples/viewers/next.js'
import { currentViewer } from '../../src/context.js'

const ids = ['u1', 'u2', 'u3', 'u4', 'u5', 'u6']

/** What a handler does: waits, so that others come between, and says for whom. */
async function answer(): Promise<{ id: string | undefined }> {
  await setTimeout(Math.random() * 20)
  return { id: currentViewer()?.id }
}

async function expectOwnAnswers(ask: (id: string) => Promise<unknown>) {
  const asked = ids.flatMap(id => [id, id, id])
  expect(await Promise.all(asked.map(ask))).toEqual(asked.map(id => ({ id })))
  expect(currentViewer()).toBeUndefined()
}

async function onServer(app: express.Express) {
  const server = app.listen(0)
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  await expectOwnAnswers(async id =>
    (await fetch(`http://127.0.0.1:${port}/`, { method: 'POST', headers: { user: id }, body: '{}' })).json(),
  )
  server.close()
}

test('Express', async () => {
  const app = express()
  app.use(onExpress.viewers(request => ({ id: String(request.headers.user) })))
  app.use(express.json({ type: '*/*' }))
  app.post('/', async (_, response) => void response.json(await answer()))
  await onServer(app)
})

test('Fastify', async () => {
  const app = fastify()
  app.addHook(
    'preHandler',
    onFastify.viewers(request => ({ id: String(request.headers.user) })),
  )
  app.post('/', answer)
  await expectOwnAnswers(async id =>
    (await app.inject({ method: 'POST', url: '/', headers: { user: id }, payload: { a: 1 } })).json(),
  )
  await app.close()
})

test('Hono', async () => {
  const app = new Hono()
  app.use(onHono.viewers(context => ({ id: String(context.req.header('user')) })))
  app.post('/', async context => context.json(await answer()))
  await expectOwnAnswers(async id =>
    (await app.request('/', { method: 'POST', headers: { user: id } })).json(),
  )
})

test('NestJS, whose middleware is that of Express', async () => {
  const app = express()
  const middleware = new ViewerMiddleware<express.Request>(request => ({ id: String(request.headers.user) }))
  app.use(middleware.use)
  app.post('/', async (_, response) => void response.json(await answer()))
  await onServer(app)
})

test('Next.js, whose handlers take a Request', async () => {
  const handler = withViewer(
    async (request: Request) => ({ id: String(request.headers.get('user')) }),
    async () => Response.json(await answer()),
  )
  await expectOwnAnswers(async id =>
    (await handler(new Request('http://a.example', { headers: { user: id } }))).json(),
  )
})
