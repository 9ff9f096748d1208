// No value and no key shows in anything that core throws or prints.

import { inspect } from 'node:util'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { codecs } from '../../src/core/codec.js'
import { Key } from '../../src/core/key.js'
import { keysFrom, keysFromEnv } from '../../src/core/key-source.js'
import { Keyring } from '../../src/core/keyring.js'
import { valueTypes } from '../../src/core/value-type.js'
import { fixedKeyBytes, fixedKeyring, sealedColumn } from '../core/columns.js'

const canary = 'CANARY'

/** Everything that can be read off a thing: properties that show and hide, JSON, text. */
function everythingOf(thing: unknown): string {
  const shown = inspect(thing, { showHidden: true, depth: 20, maxArrayLength: null, maxStringLength: null })
  const raw = inspect(thing, { customInspect: false, showHidden: true, depth: 20 })
  return [shown, raw, JSON.stringify(thing), String(thing), (thing as Error)?.stack ?? ''].join('\n')
}

/** The same for what `act` throws; nothing where it does not throw. */
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
    { toJSON: () => JSON.parse(canary) },
    { a: { [canary]: 1n } },
    new Map([[canary, canary]]),
    Symbol(canary),
    `${canary}\ud800`,
    new Date(canary),
    Object.assign(() => 1, { toFixed: () => canary, toString: () => canary }),
    { toFixed: () => canary, toString: () => canary },
  ),
  fc.string().map(text => canary + text),
)

test('a value that its type refuses', async () => {
  await fc.assert(
    fc.asyncProperty(anyCanary, fc.constantFrom(...valueTypes), async (value, type) => {
      expect(await everythingThrownBy(() => codecs[type].encode(value))).not.toContain(canary)
      expect(await everythingThrownBy(() => sealedColumn({ type }).seal(value))).not.toContain(canary)
    }),
  )
})

test('a stored value that does not open, of any type', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string(), fc.constantFrom(...valueTypes), async (text, type) => {
      const sealed = sealedColumn().seal(canary + text)
      const column = sealedColumn({ type: type === 'String' ? 'Int' : type })
      expect(await everythingThrownBy(() => column.open(sealed))).not.toContain(canary)
      expect(await everythingThrownBy(() => column.open(canary + text))).not.toContain(canary)
      expect(await everythingThrownBy(() => column.open(`fs1.${canary}.${text}`))).not.toContain(canary)
      const { message } = await sealedError(String(sealed))
      expect(message).not.toContain(String(sealed).slice(7))
    }),
  )
})

async function sealedError(sealed: string): Promise<Error> {
  try {
    return sealedColumn({ column: 'Other.column' }).open(sealed) as Error
  } catch (error) {
    return error as Error
  }
}

test('a key, in any form of it', async () => {
  const bytes = fixedKeyBytes('secret')
  const forms = ['hex', 'base64', 'base64url'].map(form =>
    Buffer.from(bytes)
      .toString(form as 'hex')
      .slice(8, 30),
  )
  forms.push([...bytes].slice(4, 9).join(', '))
  const key = new Key('k1', bytes)
  const keyring = new Keyring([key])
  const column = sealedColumn({ keyring })
  column.open(column.seal('value'))
  for (const thing of [key, keyring, { data: keyring }, column, structuredClone(key), { ...key }]) {
    const everything = everythingOf(thing)
    for (const form of forms) expect(everything).not.toContain(form)
  }
})

test('a faulty entry of a key store', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string(), async text => {
      const env = { FIELDSEAL_KEYS: canary + text }
      expect(await everythingThrownBy(() => keysFromEnv(env).load())).not.toContain(canary)
      const data = [{ id: canary + text, key: canary + text }]
      expect(await everythingThrownBy(() => keysFrom(() => ({ data })).load())).not.toContain(canary)
    }),
  )
})

test('a keyring that lacks a key says only its id', () => {
  expect(() => fixedKeyring('k1').get('k2')).toThrow(/no key "k2"/)
})
