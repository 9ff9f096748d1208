// One call of a model operation, as Prisma hands it to a query hook.

import type { Node } from './arg-values.js'
import type { InternalParams } from './internals.js'

/** One call; `args` is a private copy of the caller's (Prisma 7.10). */
export interface Operation {
  readonly model: string
  readonly operation: string
  readonly args: Node
  /** Sends the operation on; with other internal parameters where some are given. */
  readonly query: (args: Node, params?: InternalParams) => Promise<unknown>
  readonly __internalParams: InternalParams
}
