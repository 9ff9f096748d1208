// Random steps: an operation alone, a batch, an interactive transaction with swallowed errors, savepoints and operations
// at once.

import fc from 'fast-check'
import { type Abilities, anyOperation, type RandomOperation } from './random-operations.js'

/** What happens inside an interactive transaction. */
export type Item =
  | { readonly kind: 'call'; readonly call: RandomOperation }
  /** Operations at once. */
  | { readonly kind: 'together'; readonly calls: readonly RandomOperation[] }
  /** A transaction inside the transaction; its error is swallowed. */
  | { readonly kind: 'inside'; readonly items: readonly Item[]; readonly gives: Ending }

/** How a transaction ends: an error of an operation is swallowed or goes on; or it throws in the end. */
export type Ending = 'swallows' | 'passes on' | 'throws'

/** One thing that the application does. */
export type Step =
  | { readonly kind: 'alone'; readonly call: RandomOperation }
  | { readonly kind: 'batch'; readonly calls: readonly RandomOperation[] }
  | { readonly kind: 'transaction'; readonly items: readonly Item[]; readonly gives: Ending }

/** Any step on a database; with savepoints where it has them. */
export function anyStep(abilities: Abilities & { readonly hasSavepoints: boolean }): fc.Arbitrary<Step> {
  const call = anyOperation(abilities)
  const ending = fc.constantFrom<Ending>('swallows', 'swallows', 'passes on', 'throws')
  const one: fc.Arbitrary<Item> = call.map(single => ({ kind: 'call', call: single }))
  const together: fc.Arbitrary<Item> = fc
    .array(call, { minLength: 2, maxLength: 4 })
    .map(calls => ({ kind: 'together', calls }))
  const flat = fc.array(fc.oneof({ arbitrary: one, weight: 4 }, together), { minLength: 1, maxLength: 3 })
  const inside: fc.Arbitrary<Item> = fc.record({
    kind: fc.constant('inside' as const),
    items: flat,
    gives: ending,
  })
  const deeper = fc.array(fc.oneof(one, inside), { minLength: 1, maxLength: 3 })
  const items = abilities.hasSavepoints ? fc.oneof(flat, deeper) : flat
  return fc.oneof<[fc.WeightedArbitrary<Step>, ...fc.WeightedArbitrary<Step>[]]>(
    { arbitrary: call.map(single => ({ kind: 'alone', call: single })), weight: 6 },
    {
      arbitrary: fc.array(call, { minLength: 1, maxLength: 3 }).map(calls => ({ kind: 'batch', calls })),
      weight: 2,
    },
    { arbitrary: fc.record({ kind: fc.constant('transaction' as const), items, gives: ending }), weight: 3 },
  )
}
