// Throws every code for real, and looks for values, keys and ciphertext in all that an error shows of itself.

import { inspect } from 'node:util'
import { beforeEach, expect, test } from 'vitest'
import { type ErrorCode, errorCodes, FieldsealError } from '../../src/errors.js'
import { type Database, onEachDatabase } from '../support/databases.js'
import { canary, canaryKey, errorCases } from './error-cases.js'

test('every code has a case', () => {
  expect(Object.keys(errorCases)).toEqual(Object.keys(errorCodes))
})

onEachDatabase('an error', db => {
  beforeEach(() => db().clear())

  test.each(Object.keys(errorCases) as ErrorCode[])(
    '%s says what and where, and shows no secret',
    async code => {
      const error = await errorOf(() => errorCases[code](db()))
      expect(error).toMatchObject({ code, name: errorCodes[code] })
      expect(error.message).toContain(`[${code}]`)
      expect(error.fix).toMatch(/^[A-Z`].+\.$/)
      const secrets = [canary, canaryKey, canaryKey.slice(0, 20), ...(await sealedTexts(db()))]
      for (const shown of surfacesOf(error)) {
        for (const secret of secrets) expect(shown).not.toContain(secret)
      }
    },
  )
})

async function errorOf(provoke: () => unknown): Promise<FieldsealError> {
  try {
    await provoke()
  } catch (error) {
    if (error instanceof FieldsealError) return error
    throw error
  }
  throw new Error('Nothing was thrown')
}

/** Every text in which a logger could put an error out, its causes included. */
function surfacesOf(error: unknown): string[] {
  if (!(error instanceof Error)) return [inspect(error, { depth: Infinity, showHidden: true })]
  const own = Object.getOwnPropertyNames(error).map(
    name => (error as unknown as Record<string, unknown>)[name],
  )
  return [
    error.message,
    String(error.stack),
    String(error),
    JSON.stringify(error),
    JSON.stringify(own.filter(value => !(value instanceof Error))),
    inspect(error, { depth: Infinity, showHidden: true, customInspect: false }),
    inspect(error, { depth: Infinity, showHidden: true, getters: true }),
    ...(error.cause === undefined ? [] : surfacesOf(error.cause)),
  ]
}

async function sealedTexts(db: Database): Promise<string[]> {
  const rows = await db.plain.patient.findMany()
  const stored = rows.flatMap(row => [row.email, row.cardNumber, row.age, row.emailIndex])
  return stored.filter(text => text !== null).filter(text => text !== canary)
}
