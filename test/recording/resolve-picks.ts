// Replaces references to rows that may be there by the ids of those that are.

import { isNode } from '../../src/prisma/arg-values.js'
import { Pick } from './random-values.js'
import type { Snapshot } from './snapshot.js'

/** Arguments with an id in the place of each reference; their absent values are left out. */
export function resolvedWith(snapshot: Snapshot, args: unknown): unknown {
  if (args instanceof Pick) return idOf(snapshot, args)
  if (Array.isArray(args)) return args.map(one => resolvedWith(snapshot, one))
  if (!isNode(args)) return args
  const given = Object.entries(args).filter(([, value]) => value !== undefined)
  return Object.fromEntries(given.map(([name, value]) => [name, resolvedWith(snapshot, value)]))
}

/** The last of the places stands for a row that is not there. */
function idOf(snapshot: Snapshot, { model, place }: Pick): unknown {
  const ids = [...snapshot.keys()]
    .filter(key => key.startsWith(`${model} `))
    .map(key => JSON.parse(key.slice(model.length + 1)).id)
  const missing = model === 'Customer' ? 'nobody' : 999_999
  return place === 11 || ids.length === 0 ? missing : ids[place % ids.length]
}
