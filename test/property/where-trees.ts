// Random `where` trees over Account and Post, which hold for their plain twins as they stand.

import fc from 'fast-check'
import { oneOf, pools } from './where-rows.js'

/** A `where`, for an account or for a post. */
export type Where = Readonly<Record<string, unknown>>

type Field = readonly [name: keyof typeof pools, isNullable: boolean]

const accountFields: readonly Field[] = [
  ['tenant', false],
  ['username', false],
  ['ssn', true],
  ['birthDate', true],
  ['score', true],
  ['lastName', true],
  ['sessionToken', true],
]
const postFields: readonly Field[] = [
  ['title', false],
  ['body', true],
]

/** Beginnings within the 2 to 6 characters of the prefix index. */
const beginnings = ['ho', 'hop', 'hopper', 'lov', 'xy']

/** An object of some entries, no key twice. */
function objectOf(
  entry: fc.Arbitrary<readonly [string, unknown]>,
  size: { minLength: number; maxLength: number },
): fc.Arbitrary<Where> {
  return fc.uniqueArray(entry, { ...size, selector: ([key]) => key }).map(Object.fromEntries)
}

/** `key: value`. */
function entryOf(key: string, value: fc.Arbitrary<unknown>) {
  return value.map(one => [key, one] as const)
}

/** What may stand behind the name of a field; `not` holds a filter again, as often as `depth` says. */
function filterOf([name, isNullable]: Field, depth: number): fc.Arbitrary<unknown> {
  const value: fc.Arbitrary<unknown> = oneOf<unknown>(pools[name])
  const single = isNullable ? fc.option(value, { freq: 4 }) : value
  const list = fc.array(value, { maxLength: 3 })
  const operators = [
    entryOf('equals', single),
    entryOf('in', list),
    entryOf('notIn', list),
    ...(name === 'lastName' ? [entryOf('startsWith', oneOf(beginnings))] : []),
  ]
  const negated = depth > 0 ? fc.oneof(single, filterOf([name, isNullable], depth - 1)) : single
  const entry = fc.oneof(...operators, entryOf('not', negated))
  return fc.oneof(single, objectOf(entry, { minLength: 1, maxLength: 2 }))
}

const fieldEntries = (fields: readonly Field[]) =>
  fc.oneof(...fields.map(field => entryOf(field[0], filterOf(field, 2))))

/** The filters of one depth: depth 0 has no AND, OR, NOT and relation in it. */
interface Trees {
  readonly account: fc.Arbitrary<Where>
  readonly post: fc.Arbitrary<Where>
}

function treesOf(depth: number): Trees {
  const inner = depth > 0 ? treesOf(depth - 1) : undefined
  const account = fieldEntries(accountFields)
  const post = fieldEntries(postFields)
  const accountEntry = inner ? withCombinations(account, inner.account, [postsEntry(inner)]) : account
  return {
    account: fc.oneof({ arbitrary: whereOf(accountEntry), weight: 7 }, withPair(whereOf(accountEntry))),
    post: whereOf(inner ? withCombinations(post, inner.post, [ownerEntry(inner)]) : post),
  }
}

/** Mostly one or two conditions side by side: more of them hardly ever hold together. */
function whereOf(entry: fc.Arbitrary<readonly [string, unknown]>): fc.Arbitrary<Where> {
  const sizes = [1, 2, 3].map(maxLength => objectOf(entry, { minLength: 1, maxLength }))
  return fc.oneof(...sizes)
}

/** Adds both fields of a compound index, each as an equality: what the index answers. */
function withPair(where: fc.Arbitrary<Where>): fc.Arbitrary<Where> {
  const equality = (pool: readonly unknown[]) =>
    fc.tuple(oneOf(pool), fc.boolean()).map(([value, isBare]) => (isBare ? value : { equals: value }))
  const pair = fc.record({ lastName: equality(pools.lastName), birthDate: equality(pools.birthDate) })
  return fc.tuple(where, pair).map(([one, other]) => ({ ...one, ...other }))
}

type Entry = fc.Arbitrary<readonly [string, unknown]>

function withCombinations(fields: Entry, inner: fc.Arbitrary<Where>, relations: Entry[]): Entry {
  const filled = fc.array(inner, { minLength: 1, maxLength: 3 })
  const list = fc.oneof({ arbitrary: filled, weight: 7 }, fc.constant([]))
  const any = fc.oneof(inner, list)
  const combined = [entryOf('AND', any), entryOf('OR', list), entryOf('NOT', any)]
  return fc.oneof({ arbitrary: fields, weight: 3 }, ...combined, ...relations)
}

function postsEntry({ post }: Trees): Entry {
  const some = fc.constantFrom('some', 'every', 'none')
  return fc.tuple(some, post).map(([key, where]) => ['posts', { [key]: where }])
}

function ownerEntry({ account }: Trees): Entry {
  const is = fc.constantFrom('is', 'isNot')
  const underKeyword = fc.tuple(is, account).map(([key, where]) => ['account', { [key]: where }] as const)
  return fc.oneof(entryOf('account', account), underKeyword)
}

function scalarTree(depth: number): fc.Arbitrary<Where> {
  const fields = fieldEntries(postFields)
  return whereOf(depth > 0 ? withCombinations(fields, scalarTree(depth - 1), []) : fields)
}

const trees = treesOf(4)

/** Any filter on accounts. */
export const anyAccountWhere: fc.Arbitrary<Where> = trees.account

/** Any filter on posts. */
export const anyPostWhere: fc.Arbitrary<Where> = trees.post

/** Any filter on posts without relations, which is all that nested writes take. */
export const anyPostScalarWhere: fc.Arbitrary<Where> = scalarTree(3)
