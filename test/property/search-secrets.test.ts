// No value of a protected field shows in an error, or in what is sent to the database.

import { inspect } from 'node:util'
import fc from 'fast-check'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { onEachDatabase } from '../support/databases.js'
import { type SealedClient, sealedClient } from '../support/keys.js'
import { runs } from './where-runs.js'
import { type Act, anySecrets, failures, formsOf, type Secrets, store } from './where-secrets.js'

/** Everything that can be read off an error, its causes included. */
function everythingOf(error: unknown): string {
  const shown = [{ depth: 10 }, { depth: 10, showHidden: true, customInspect: false }].map(options =>
    inspect(error, { ...options, maxArrayLength: null, maxStringLength: null }),
  )
  const { message, stack, cause } = error as Error
  const deeper = cause === undefined ? '' : everythingOf(cause)
  return [...shown, JSON.stringify(error), String(error), message, stack, deeper].join('\n')
}

function expectNone(text: string, secrets: Secrets): void {
  const lower = text.toLowerCase()
  expect(formsOf(secrets).filter(form => lower.includes(form))).toEqual([])
}

/** What an operation throws. */
async function thrownBy(act: Act, client: SealedClient, secrets: Secrets): Promise<unknown> {
  try {
    await act(client, secrets)
  } catch (error) {
    return error
  }
  throw new TypeError('The operation was expected to fail')
}

onEachDatabase('secrets', db => {
  const sent: string[] = []
  let client: SealedClient
  beforeAll(() => {
    const plain = db().createPlain({
      log: [
        { emit: 'event', level: 'query' },
        { emit: 'event', level: 'error' },
      ],
    })
    plain.$on('query', ({ query, params }) => sent.push(query, params))
    plain.$on('error', event => sent.push(inspect(event, { depth: 10 })))
    client = sealedClient(db(), {}, plain as never)
  })
  beforeEach(() => {
    sent.length = 0
  })

  test.each(Object.entries(failures))('in %s', async (_name, act) => {
    const property = fc.asyncProperty(anySecrets, async secrets => {
      await store(client, secrets)
      expectNone(everythingOf(await thrownBy(act, client, secrets)), secrets)
      expectNone(sent.join('\n'), secrets)
      sent.length = 0
    })
    await fc.assert(property, runs(3, 100))
  })
})
