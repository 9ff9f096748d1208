// No password, no hash and no key shows in what hashing throws or holds.

import { inspect } from 'node:util'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { importHash } from '../../../src/core/password/password-hash.js'
import { PasswordHasher } from '../../../src/core/password/password-hasher.js'
import { verifyPassword } from '../../../src/core/password/verify-password.js'
import { passwordColumn, pepperedColumn } from './columns.js'

const canary = 'CANARY'

function everythingOf(thing: unknown): string {
  const shown = inspect(thing, { showHidden: true, depth: 20, maxStringLength: null })
  const raw = inspect(thing, { customInspect: false, showHidden: true, depth: 20 })
  return [shown, raw, JSON.stringify(thing), String(thing), (thing as Error)?.stack ?? ''].join('\n')
}

async function everythingThrownBy(act: () => unknown): Promise<string> {
  try {
    await act()
    return ''
  } catch (error) {
    return everythingOf(error)
  }
}

const anyCanary = fc.oneof(
  fc.constantFrom<unknown>(
    [canary],
    { [canary]: canary },
    { toString: () => canary },
    Symbol(canary),
    `${canary}\ud800`,
    canary.repeat(1000),
  ),
  fc.string().map(text => canary + text),
)

test('a password that is refused', async () => {
  const hasher = new PasswordHasher()
  await fc.assert(
    fc.asyncProperty(anyCanary, async password => {
      if (typeof password === 'string' && password.length < 1000 && !/\p{Surrogate}/u.test(password)) return
      expect(await everythingThrownBy(() => hasher.hash(password))).toContain('Expected')
      expect(await everythingThrownBy(() => hasher.hash(password))).not.toContain(canary)
      expect(await everythingThrownBy(() => verifyPassword(null, password as string))).not.toContain(canary)
    }),
  )
})

test('a stored text that is refused', async () => {
  const starts = ['', '$argon2id$v=19$', '$2b$12$', 'scrypt$', 'pbkdf2_sha256$', 'sha256$', 'fs1.k1.', 'fs1.']
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...starts), fc.string(), async (start, rest) => {
      const stored = `${start}${canary}${rest}`
      for (const column of [passwordColumn(), pepperedColumn('k1')]) {
        const shown = await everythingThrownBy(() => column.verify(stored, canary, [canary]))
        expect(shown).toContain('User.password')
        expect(shown).not.toContain(canary)
      }
      expect(await everythingThrownBy(() => importHash(stored))).not.toContain(canary)
    }),
  )
})

test('a column that has hashed and verified', async () => {
  const column = pepperedColumn('k1')
  const stored = await column.hash(canary, [canary])
  await column.verify(stored, canary, [canary])
  const shown = everythingOf(column) + everythingOf(new PasswordHasher())
  expect(shown).not.toContain(canary)
  expect(shown).not.toContain('$argon2')
})
