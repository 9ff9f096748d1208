// Where what hashing needs cannot be loaded, the error says what to do.

import { afterEach, expect, test, vi } from 'vitest'
import { loadModule } from '../../../src/core/password/load-module.js'

afterEach(() => {
  vi.doUnmock('@node-rs/argon2')
  vi.doUnmock('@node-rs/bcrypt')
  vi.resetModules()
})

async function withoutModule(name: string) {
  vi.resetModules()
  vi.doMock(name, () => {
    throw new Error(`Cannot find module '${name}-linux-x64-gnu'`)
  })
  return import('../../../src/core/password/verify-password.js')
}

test('Argon2: nothing slower is put in its place', async () => {
  const { hashPassword, verifyPassword } = await withoutModule('@node-rs/argon2')
  for (const act of [() => hashPassword('x'), () => verifyPassword(null, 'x')])
    await expect(act()).rejects.toMatchObject({
      name: 'ConfigError',
      code: 'CONFIG_MODULE_MISSING',
      message: expect.stringContaining('@node-rs/argon2'),
      fix: expect.stringContaining("argon2: 'javascript'"),
    })
})

test('bcrypt: only its own hashes need it', async () => {
  const { hashPassword, verifyPassword } = await withoutModule('@node-rs/bcrypt')
  const bcrypt = '$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW'
  await expect(verifyPassword(bcrypt, 'U*U')).rejects.toMatchObject({
    code: 'CONFIG_MODULE_MISSING',
    fix: expect.stringContaining('npm install @node-rs/bcrypt'),
  })
  expect(await verifyPassword(await hashPassword('x'), 'x')).toBe(true)
})

test('the reason stands behind the error', async () => {
  const reason = new Error('no binary for this platform')
  const loading = loadModule('some-module', () => Promise.reject(reason), 'Install it.')
  await expect(loading).rejects.toMatchObject({
    code: 'CONFIG_MODULE_MISSING',
    cause: reason,
    fix: 'Install it.',
  })
})
