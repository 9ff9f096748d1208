// Takes random steps with a client, and counts how its operations ended.

import { inspect } from 'node:util'
import type { SealedClient } from '../support/keys.js'
import type { RandomOperation } from './random-operations.js'
import type { Ending, Item, Step } from './random-steps.js'
import { resolvedWith } from './resolve-picks.js'
import type { Snapshot } from './snapshot.js'

type Delegate = Readonly<Record<string, (args: unknown) => Promise<unknown>>>

/** Errors with which an operation may end: Prisma's own, and what cannot be recorded and says so. */
const expected: ReadonlySet<string> = new Set([
  'PrismaClientKnownRequestError',
  'PrismaClientValidationError',
  'QUERY_AUDIT_UNSUPPORTED',
])

/** What a transaction ends with that is to be rolled back. */
class GivenUp extends Error {
  override readonly name = 'GivenUp'
}

/** Takes steps with one client. */
export class StepTaker {
  /** What was called in the last step, to be read by people. */
  readonly calls: string[] = []
  /** Errors that nobody may meet. */
  readonly strange: string[] = []
  /** How many operations ended how: `done`, or the code or name of their error. */
  readonly outcomes = new Map<string, number>()
  readonly #client: SealedClient
  #snapshot: Snapshot = new Map()

  constructor(client: SealedClient) {
    this.#client = client
  }

  /** Takes one step; its error ends here. */
  async take(step: Step, snapshot: Snapshot): Promise<void> {
    this.calls.length = 0
    this.strange.length = 0
    this.#snapshot = snapshot
    const client = this.#client
    if (step.kind === 'alone') return this.#settle(() => this.#send(client, step.call))
    if (step.kind === 'batch') {
      this.calls.push('batch of')
      const calls = step.calls.map(call => this.#send(client, call))
      return this.#settle(() => client.$transaction(calls as never))
    }
    await this.#transaction(client, step, true)
  }

  async #transaction(client: SealedClient, { items, gives }: Inside, isSwallowed: boolean): Promise<void> {
    this.calls.push(`transaction that ${gives} (`)
    const use = (tx: unknown) => this.#items(tx as SealedClient, items, gives)
    await client.$transaction(use as never, { timeout: 60_000 }).catch(error => {
      if (!isSwallowed) throw error
    })
    this.calls.push(')')
  }

  async #items(tx: SealedClient, items: readonly Item[], gives: Ending): Promise<void> {
    for (const item of items) {
      if (item.kind === 'call') await this.#settle(() => this.#send(tx, item.call), gives === 'passes on')
      else if (item.kind === 'inside') await this.#transaction(tx, item, gives !== 'passes on')
      else {
        this.calls.push('at once')
        await Promise.all(item.calls.map(call => this.#settle(() => this.#send(tx, call))))
      }
    }
    if (gives === 'throws') throw new GivenUp()
  }

  /** Not async: what Prisma gives is sent when it is awaited, and a batch awaits it itself. */
  #send(client: SealedClient, { model, operation, args }: RandomOperation): Promise<unknown> {
    const [delegate, given] = [
      `${model.charAt(0).toLowerCase()}${model.slice(1)}`,
      resolvedWith(this.#snapshot, args),
    ]
    this.calls.push(`${delegate}.${operation}(${shown(given)})`)
    return (client as unknown as Readonly<Record<string, Delegate>>)[delegate]?.[operation]?.(
      given,
    ) as Promise<unknown>
  }

  async #settle(send: () => Promise<unknown>, isThrown = false): Promise<void> {
    try {
      await send()
      this.#count('done')
    } catch (error) {
      const { name, code } = error as Error & { readonly code?: string }
      this.#count(code ?? name)
      if (!isExpected(error)) this.strange.push(inspect(error, { depth: 3 }))
      if (isThrown) throw error
    }
  }

  #count(outcome: string): void {
    this.outcomes.set(outcome, (this.outcomes.get(outcome) ?? 0) + 1)
  }
}

function isExpected(error: unknown): boolean {
  const { name, code, message } = error as Error & { readonly code?: string }
  // A bug of Prisma's own (7.10): a nested `connect` that finds nothing, two levels below a `connectOrCreate`.
  if (message.startsWith('Missing value for query variable')) return true
  return expected.has(name) || expected.has(code ?? '')
}

type Inside = { readonly items: readonly Item[]; readonly gives: Ending }

function shown(args: unknown): string {
  const text = JSON.stringify(args, (_, value) => {
    if (typeof value === 'bigint') return `${value}n`
    return value instanceof Uint8Array ? [...value] : value
  })
  return text.replaceAll(/"(\w+)":/g, '$1: ')
}
