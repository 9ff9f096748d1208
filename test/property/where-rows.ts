// Random rows for models and their plain twins, from pools so small that filters often hit. The texts are normal
// already, in lower-case ASCII without wildcards, so that a plain column compares them alike on every database.

import fc from 'fast-check'

/** The values of each searchable field. */
export const pools = {
  tenant: ['t1', 't2'],
  username: ['ann', 'bob', 'cy', 'dee', 'eve', 'fay', 'gus', 'hal'],
  ssn: ['1', '22', '333'],
  birthDate: ['1815-12-10', '1906-12-09', '1969-07-20'].map(day => new Date(`${day}T00:00:00.000Z`)),
  score: [-1, 0, 7],
  lastName: ['o', 'hop', 'hopper', 'hopperton', 'lovelace'],
  sessionToken: ['s0', 's1', 's2', 's3', 's4', 's5', 's6', 's7'],
  title: ['one', 'two', 'three'],
  body: ['x', 'y'],
} as const satisfies Record<string, readonly unknown[]>

/** A post without the account that it belongs to. */
export interface PostRow {
  readonly title: string
  readonly body: string | null
}

/** An account with its posts. */
export interface AccountRow {
  readonly id: string
  readonly tenant: string
  readonly username: string
  readonly ssn: string | null
  readonly birthDate: Date | null
  readonly score: number | null
  readonly lastName: string | null
  readonly sessionToken: string | null
  readonly posts: readonly PostRow[]
}

/** One of a field's values. */
export function oneOf<Value>(pool: readonly Value[]): fc.Arbitrary<Value> {
  return fc.constantFrom(...pool)
}

/** One of a field's values, or null. */
export function anyOf<Value>(pool: readonly Value[]): fc.Arbitrary<Value | null> {
  return fc.option(oneOf(pool), { freq: 3 })
}

const anyPost = fc.record({ title: oneOf(pools.title), body: anyOf(pools.body) })

const anyAccount = fc.record({
  tenant: oneOf(pools.tenant),
  ssn: anyOf(pools.ssn),
  birthDate: anyOf(pools.birthDate),
  score: anyOf(pools.score),
  lastName: anyOf(pools.lastName),
  hasToken: fc.boolean(),
  posts: fc.array(anyPost, { maxLength: 3 }),
})

/** Up to eight accounts, each with up to three posts, that break no unique constraint. */
export const anyRows: fc.Arbitrary<AccountRow[]> = fc
  .array(anyAccount, { minLength: 2, maxLength: 8 })
  .map(accounts => {
    const pairs = new Set<string>()
    return accounts.map(({ hasToken, ...account }, i) => ({
      ...account,
      id: `a${i}`,
      username: pools.username[i] as string,
      ssn: isNew(pairs, `${account.tenant} ${account.ssn}`) ? account.ssn : null,
      sessionToken: hasToken ? (pools.sessionToken[i] as string) : null,
    }))
  })

function isNew(seen: Set<string>, text: string): boolean {
  return seen.size < seen.add(text).size
}
