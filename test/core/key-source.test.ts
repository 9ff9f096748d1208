// Keys from the environment and from callbacks.

import { describe, expect, test } from 'vitest'
import { type KeyTextSet, keysFrom, keysFromEnv } from '../../src/core/key-source.js'
import { KeyError } from '../../src/errors.js'
import { fixedKeyBytes } from './columns.js'

const text = (id: string) => Buffer.from(fixedKeyBytes(id)).toString('base64')
const entry = (id: string) => `${id}:${text(id)}`

async function errorOf(load: () => unknown): Promise<Error> {
  try {
    await load()
  } catch (error) {
    return error as Error
  }
  throw new Error('expected an error')
}

describe('keysFromEnv', () => {
  test('reads data and index keys, active first, with white space around them', async () => {
    const env = { FIELDSEAL_KEYS: ` ${entry('k2')} ,\n  ${entry('k1')}\n`, FIELDSEAL_INDEX_KEYS: entry('i1') }
    const { data, index } = await keysFromEnv(env).load()
    expect(data.ids).toEqual(['k2', 'k1'])
    expect(index?.ids).toEqual(['i1'])
  })

  test('reads the environment when loaded, not when called', async () => {
    const env: Record<string, string> = {}
    const source = keysFromEnv(env)
    env.FIELDSEAL_KEYS = entry('k1')
    expect((await source.load()).data.ids).toEqual(['k1'])
  })

  test('does without index keys', async () => {
    const env = { FIELDSEAL_KEYS: entry('k1'), FIELDSEAL_INDEX_KEYS: ' ' }
    expect((await keysFromEnv(env).load()).index).toBeUndefined()
  })

  test('says how to make keys where there are none', async () => {
    const error = await errorOf(() => keysFromEnv({}).load())
    expect(error).toMatchObject({ name: 'ConfigError', code: 'CONFIG_KEYS_MISSING' })
    expect(error.message).toContain('FIELDSEAL_KEYS')
    expect(error.message).toContain('npx fieldseal keygen')
  })

  test.each([
    ['without a colon', 'SECRET-canary'],
    ['with a bad id', `SECRET-canary:${text('k1')}`],
    ['with a bad key', 'k2:SECRET-canary'],
    ['that is empty', ''],
  ])('names the variable and the place of an entry %s, never its content', async (_what, faulty) => {
    const error = await errorOf(() => keysFromEnv({ FIELDSEAL_KEYS: `${entry('k1')},${faulty}` }).load())
    expect(error).toMatchObject({ name: 'KeyError', code: 'KEY_INVALID' })
    expect(error.message).toContain('FIELDSEAL_KEYS, entry 2')
    expect(error.message).not.toContain('canary')
  })
})

describe('keysFrom', () => {
  const set: KeyTextSet = {
    data: [{ id: 'k1', key: fixedKeyBytes('k1') }],
    index: [{ id: 'i1', key: text('i1') }],
  }

  test.each([
    ['returned', () => set],
    ['promised', () => Promise.resolve(set)],
  ])('takes keys that are %s', async (_how, callback) => {
    const { data, index } = await keysFrom(callback).load()
    expect([data.ids, index?.ids]).toEqual([['k1'], ['i1']])
  })

  test.each([
    ['throws', () => JSON.parse('SECRET-canary')],
    ['rejects', () => Promise.reject(new Error('SECRET-canary'))],
    ['returns something else', () => ({ keys: 'SECRET-canary' }) as never],
    ['returns nothing', () => undefined as never],
  ])('fails with KEY_SOURCE_FAILED, and no secret, where the callback %s', async (_how, callback) => {
    const error = await errorOf(() => keysFrom(callback).load())
    expect(error).toMatchObject({ name: 'KeyError', code: 'KEY_SOURCE_FAILED' })
    expect(error.cause).toBeUndefined()
    expect(error.message).not.toContain('canary')
  })

  test('names the place of a faulty key, never its content', async () => {
    const error = await errorOf(() => keysFrom(() => ({ data: [{ id: 'k1', key: 'SECRET-canary' }] })).load())
    expect(error).toMatchObject({ code: 'KEY_INVALID' })
    expect(error.message).toContain('data key 1')
    expect(error.message).not.toContain('canary')
  })

  test('passes on the errors that fieldseal itself throws', async () => {
    const own = new KeyError({ code: 'KEY_SOURCE_FAILED', message: 'The KMS is away.', fix: 'Wait.' })
    expect(await errorOf(() => keysFrom(() => Promise.reject(own)).load())).toBe(own)
  })
})
