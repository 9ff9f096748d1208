// Who is asking, and why: the viewer of whatever runs inside `db.$as(viewer, fn)`, whichever client and transaction
// it uses. Kept by the platform's AsyncLocalStorage, so that requests running side by side never mix.

import type { AsyncLocalStorage } from 'node:async_hooks'

/** The person or service on whose behalf something runs. */
export interface Viewer {
  readonly id: string
  /** What the viewer may do, as `reveal: [...]` and the policy name it. None by default. */
  readonly roles?: readonly string[]
  /** What the data is used for, such as `billing`. */
  readonly purpose?: string
  /** Why, such as the number of a ticket, for the audit trail. */
  readonly reason?: string
  /** The request at hand, as the application's logs name it. */
  readonly requestId?: string
  /** The viewer's IP address. */
  readonly ip?: string
}

const viewers = newStorage()

/**
 * Runs `run` on a viewer's behalf. What it returns is awaited inside: a Prisma promise sends its query only then.
 * Inside another viewer's run the inner viewer counts alone.
 * @throws TypeError for a viewer without an id, or with roles that are not texts, and on a platform without AsyncLocalStorage
 */
export function runAs<Result>(viewer: Viewer, run: () => Result): Promise<Awaited<Result>> {
  if (!viewers) throw new TypeError('Viewers need a platform with AsyncLocalStorage.')
  return viewers.run(checkViewer(viewer), async (): Promise<Awaited<Result>> => await run())
}

/** The viewer of the code at hand; undefined outside of every `runAs`. */
export function currentViewer(): Viewer | undefined {
  return viewers?.getStore()
}

/** Not imported, so that this file loads where there is no Node; some platforms have the class as a global. */
function newStorage(): AsyncLocalStorage<Viewer> | undefined {
  type Hooks = { readonly AsyncLocalStorage?: typeof AsyncLocalStorage }
  const hooks: Hooks = globalThis.process?.getBuiltinModule?.('node:async_hooks') ?? (globalThis as Hooks)
  return hooks.AsyncLocalStorage && new hooks.AsyncLocalStorage()
}

/** A frozen copy, so that roles cannot be added to a viewer who is at work. */
function checkViewer(viewer: Viewer): Viewer {
  const { id, roles = [] } = viewer ?? {}
  if (typeof id !== 'string' || id === '') throw new TypeError('A viewer needs an id: { id, roles }.')
  const areTexts = Array.isArray(roles) && roles.every(role => typeof role === 'string')
  if (!areTexts) throw new TypeError("A viewer's roles are a list of texts.")
  return Object.freeze({ ...viewer, roles: Object.freeze([...roles]) })
}
