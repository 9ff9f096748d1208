// Every way tried of putting a row out, and what becomes of its masked fields on it: `mask`, `left out` or `refused`.
// docs/masking.md has the same table, which a test holds against this one.

import { Console } from 'node:console'
import { once } from 'node:events'
import querystring from 'node:querystring'
import { PassThrough } from 'node:stream'
import { format, inspect } from 'node:util'
import v8 from 'node:v8'
import { MessageChannel } from 'node:worker_threads'
import debug from 'debug'
import { stringify } from 'devalue'
import express from 'express'
import fastify from 'fastify'
import { Hono } from 'hono'
import lodash from 'lodash'
import { pack, unpack } from 'msgpackr'
import pino from 'pino'
import superjson from 'superjson'
import winston from 'winston'

/** What becomes of masked fields. */
export type Outcome = 'mask' | 'left out' | 'refused'

/** Puts a value that is a row, or holds rows, out as text. */
export type PutOut = (value: object) => string | Promise<string>

/** An outcome and a way of putting out, by name. */
export type Surfaces = Readonly<Record<string, readonly [Outcome, PutOut]>>

const inspected =
  (options: object): PutOut =>
  value =>
    inspect(value, { depth: null, ...options })

/** Collects what a console writes. */
function consoled(write: (console: Console) => void): string {
  const stdout = new PassThrough()
  write(new Console({ stdout, stderr: stdout, inspectOptions: { depth: 10 } }))
  return String(stdout.read())
}

function lines(): { readonly stream: PassThrough; readonly text: () => string } {
  const stream = new PassThrough()
  return { stream, text: () => String(stream.read() ?? '') }
}

/** An object of plain values is what most surfaces get: the rows stand in it. */
const asProps = (value: object): Record<string, unknown> => ({ ...value })

/** The surfaces of the language and of Node. */
export const languageSurfaces: Surfaces = {
  'JSON.stringify': ['mask', value => JSON.stringify(value)],
  'JSON.stringify with space': ['mask', value => JSON.stringify(value, null, 2)],
  'JSON.stringify with a replacer': ['mask', value => JSON.stringify(value, (_, inner) => inner)],
  'a template string': ['left out', value => `${value}`],
  'String()': ['left out', value => String(value)],
  'adding to a text': ['left out', value => `row: ${value as unknown as string}`],
  'util.inspect': ['mask', inspected({})],
  'util.inspect, showHidden': ['mask', inspected({ showHidden: true })],
  'util.inspect, getters': ['mask', inspected({ getters: true })],
  'util.inspect, showHidden and getters': ['mask', inspected({ showHidden: true, getters: true })],
  'util.inspect, showProxy': ['mask', inspected({ showProxy: true })],
  'util.inspect, customInspect: false': ['left out', inspected({ customInspect: false })],
  'util.inspect, customInspect: false, showHidden and getters': [
    'left out',
    inspected({ customInspect: false, showHidden: true, getters: true, showProxy: true }),
  ],
  'console.log': ['mask', value => consoled(console => console.log(value))],
  'console.error': ['mask', value => consoled(console => console.error(value))],
  'console.dir': ['left out', value => consoled(console => console.dir(value, { depth: null }))],
  'console.dir, showHidden': [
    'left out',
    value => consoled(console => console.dir(value, { showHidden: true, depth: null })),
  ],
  'console.table': ['left out', value => consoled(console => console.table([value]))],
  'format %o': ['mask', value => format('%o', value)],
  'format %O': ['mask', value => format('%O', value)],
  'format %j': ['mask', value => format('%j', value)],
  'format %s': ['left out', value => format('%s', value)],
  'an error message': ['left out', value => String(new Error(`failed for ${value}`).stack)],
  'an error cause': ['mask', value => inspect(new Error('failed', { cause: value }), { depth: null })],
  'an error property': [
    'mask',
    value => inspect(Object.assign(new Error('failed'), { value }), { depth: null }),
  ],
  spread: [
    'left out',
    value =>
      Object.values({ ...value })
        .map(String)
        .join(),
  ],
  'Object.assign': ['left out', value => JSON.stringify(Object.assign(Object.create(null), value))],
  'Object.entries': ['left out', value => Object.entries(value).flat().map(String).join()],
  'Object.values': ['left out', value => Object.values(value).map(String).join()],
  'Object.fromEntries': [
    'left out',
    value => Object.values(Object.fromEntries(Object.entries(value))).join(),
  ],
  'rest destructuring': ['left out', value => takeRest(value)],
  'for-in': ['left out', value => forIn(value)],
  structuredClone: ['left out', value => inspect(structuredClone(value), { depth: null, showHidden: true })],
  'worker postMessage': ['left out', postMessage],
  'v8.serialize': ['left out', value => v8.serialize(value).toString('latin1')],
  'querystring.stringify': ['left out', value => querystring.stringify(asProps(value) as never)],
  URLSearchParams: ['left out', value => new URLSearchParams(asProps(value) as never).toString()],
}

/** The surfaces of packages. */
export const packageSurfaces: Surfaces = {
  'express res.json': [
    'mask',
    value => served(express().get('/', (_, response) => void response.json(value))),
  ],
  'express res.send': [
    'mask',
    value => served(express().get('/', (_, response) => void response.send(value))),
  ],
  'fastify reply.send': ['mask', fastified],
  'fastify with a response schema': ['mask', fastSchema],
  'hono c.json': ['mask', value => hono(value)],
  'pino, as the object': ['left out', value => pinoed(log => log.info(value))],
  'pino, in an object': ['mask', value => pinoed(log => log.info({ value }))],
  'pino, as an argument': ['mask', value => pinoed(log => log.info('row %o %j', value, value))],
  'pino, redacting another field': [
    'mask',
    value => pinoed(log => log.info({ value }), { redact: ['value.city', 'value.cardNumber'] }),
  ],
  'winston json': ['mask', value => winstoned(winston.format.json(), value)],
  'winston simple': ['mask', value => winstoned(winston.format.simple(), value)],
  'winston prettyPrint': ['mask', value => winstoned(winston.format.prettyPrint({ depth: 10 }), value)],
  'debug %O and %o': ['mask', debugged],
  'lodash cloneDeep': [
    'left out',
    value => inspect(lodash.cloneDeep(value), { depth: null, showHidden: true }),
  ],
  'lodash toPlainObject': [
    'left out',
    value => inspect(lodash.toPlainObject(value), { customInspect: false }),
  ],
  'lodash merge': [
    'left out',
    value => inspect(lodash.merge({}, value), { customInspect: false, depth: null }),
  ],
  superjson: ['mask', value => superjson.stringify(value)],
  devalue: ['refused', value => stringify(value)],
  msgpackr: [
    'left out',
    value => pack(value).toString('latin1') + inspect(unpack(pack(value)), { depth: null }),
  ],
}

function takeRest(value: object): string {
  const { id, ...rest } = value as { id?: unknown }
  return Object.values({ id, ...rest })
    .map(String)
    .join()
}

function forIn(value: object): string {
  let text = ''
  for (const key in value) text += `${key}: ${(value as Record<string, unknown>)[key]} `
  return text
}

async function postMessage(value: object): Promise<string> {
  const { port1, port2 } = new MessageChannel()
  port1.postMessage(value)
  const [message] = await once(port2, 'message')
  port1.close()
  return inspect(message, { depth: null, showHidden: true })
}

async function served(app: express.Express): Promise<string> {
  const server = app.listen(0)
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  const response = await fetch(`http://127.0.0.1:${port}/`)
  const text = await response.text()
  server.close()
  return text
}

async function fastified(value: object): Promise<string> {
  const app = fastify()
  app.get('/', () => value)
  const { body } = await app.inject('/')
  await app.close()
  return body
}

/** A response schema makes fastify compile a serialiser, which reads fields by name. */
async function fastSchema(value: object): Promise<string> {
  const fields = { name: { type: 'string' }, cardNumber: { type: 'string' }, taxId: { type: 'string' } }
  const row = { type: 'object', properties: { ...fields, payments: { type: 'array', items: fields } } }
  const inObject = { type: 'object', properties: { data: { type: 'object', properties: { patient: row } } } }
  const app = fastify()
  const schema = {
    response: {
      200: Array.isArray(value) ? { type: 'array', items: row } : 'data' in value ? inObject : row,
    },
  }
  app.get('/', { schema }, () => value)
  const { body } = await app.inject('/')
  await app.close()
  return body
}

async function hono(value: object): Promise<string> {
  const app = new Hono().get('/', context => context.json(value as never))
  return (await app.request('/')).text()
}

function pinoed(write: (log: pino.Logger) => void, options: pino.LoggerOptions = {}): string {
  const { stream, text } = lines()
  write(pino(options, stream))
  return text()
}

async function winstoned(written: winston.Logform.Format, value: object): Promise<string> {
  const { stream, text } = lines()
  const log = winston.createLogger({
    format: written,
    transports: [new winston.transports.Stream({ stream })],
  })
  log.info('row', { value })
  log.end()
  await once(log, 'finish')
  return text()
}

function debugged(value: object): string {
  const log = debug('fieldseal-test')
  let text = ''
  log.enabled = true
  log.log = (...parts: unknown[]) => {
    text += format(...parts)
  }
  log('%O %o', value, value)
  return text
}
