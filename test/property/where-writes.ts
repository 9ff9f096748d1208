// Random writes of accounts and their posts, which mean the same on both sides. They often break a unique or miss
// their row: both sides have to say so alike.

import fc from 'fast-check'
import { anyOf, oneOf, pools } from './where-rows.js'
import type { Side } from './where-twins.js'

/** A write as it is sent to either side. */
export interface Write {
  readonly model: 'account' | 'post'
  readonly operation: 'create' | 'createMany' | 'update' | 'updateMany' | 'upsert' | 'delete' | 'deleteMany'
  readonly args: object
}

/** Sends a write. */
export function send(side: Side, { model, operation, args }: Write): Promise<unknown> {
  return side[model][operation](args)
}

type Data = Readonly<Record<string, unknown>>

const usernames = pools.username.slice(0, 4)

/** The first two are there at the start where the first account has posts, the next two where the second has. */
const anyPostId = fc.constantFrom(1, 2, 11, 12, 5, 6, 7)

/** Data of an account but for its name. The fields of the compound index come together or not at all. */
const anyData: fc.Arbitrary<Data> = fc
  .tuple(
    fc.record({ ssn: anyOf(pools.ssn), score: anyOf(pools.score) }, { requiredKeys: [] }),
    fc.option(fc.record({ lastName: anyOf(pools.lastName), birthDate: anyOf(pools.birthDate) })),
    fc.record({ sessionToken: anyOf(pools.sessionToken.slice(0, 3)) }, { requiredKeys: [] }),
  )
  .map(([one, pair, token]) => ({ ...one, ...pair, ...token }))

/** An update of the data, a part of it under `set`. */
const anyChange = fc
  .tuple(anyData, fc.boolean(), fc.option(oneOf(usernames), { freq: 4 }))
  .map(([data, isSet, username]) => {
    const all = username === null ? data : { ...data, username }
    return isSet ? Object.fromEntries(Object.entries(all).map(([key, set]) => [key, { set }])) : all
  })

/** A new row; the id follows from the name, so that it is the same on both sides. */
const anyNew = fc
  .tuple(oneOf(usernames), anyData)
  .map(([username, data]) => ({ id: `id-${username}`, tenant: 't1', username, ...data }))

const anyNewPost = fc.record({ id: anyPostId, title: oneOf(pools.title) })
const anyPostChange = oneOf(pools.title).chain(title => fc.constantFrom({ title }, { title: { set: title } }))
const titled = fc.record({ title: oneOf(pools.title) })

const newPosts = fc.record({ create: fc.array(anyNewPost, { maxLength: 2 }) })

const nestedPosts = fc.oneof(
  newPosts,
  fc.record({ createMany: fc.record({ data: fc.array(anyNewPost, { maxLength: 3 }) }) }),
  fc.record({ updateMany: fc.record({ where: titled, data: anyPostChange }) }),
  fc.record({ deleteMany: titled }),
  fc.record({ update: fc.record({ where: fc.record({ id: anyPostId }), data: anyPostChange }) }),
  fc.record({ connect: fc.record({ id: anyPostId }) }),
  fc.tuple(anyNewPost, anyPostChange).map(([create, update]) => {
    return { upsert: { where: { id: create.id }, create, update } }
  }),
  anyNewPost.map(create => ({ connectOrCreate: { where: { id: create.id }, create } })),
)

/** Data, sometimes with posts beside it. */
const withPosts = (data: fc.Arbitrary<Data>, posts: fc.Arbitrary<object>): fc.Arbitrary<Data> =>
  fc.oneof(
    data,
    fc.tuple(data, posts).map(([one, nested]) => ({ ...one, posts: nested })),
  )

const anyUnique: fc.Arbitrary<Data> = fc.oneof(
  oneOf(usernames).map(username => ({ username })),
  oneOf(pools.sessionToken.slice(0, 3)).map(sessionToken => ({ sessionToken })),
  oneOf(pools.ssn).map(ssn => ({ tenant_ssn: { tenant: 't1', ssn } })),
)

const anyFilter = fc.oneof(
  fc.record({ lastName: anyOf(pools.lastName) }),
  fc.record({ score: fc.record({ in: fc.array(oneOf(pools.score), { maxLength: 2 }) }) }),
)

const nestedOwner = fc.oneof(
  fc.record({ update: anyChange }),
  anyNew.map(create => ({ connectOrCreate: { where: { username: create.username }, create } })),
  fc.tuple(anyNew, anyChange).map(([create, update]) => ({ upsert: { create, update } })),
  fc.record({ connect: anyUnique }),
)

const write = (model: Write['model'], operation: Write['operation'], args: fc.Arbitrary<object>) =>
  args.map((args): Write => ({ model, operation, args }))

/** A write of any kind. */
export const anyWrite: fc.Arbitrary<Write> = fc.oneof(
  write('account', 'create', fc.record({ data: withPosts(anyNew, newPosts) })),
  write('account', 'createMany', fc.record({ data: fc.array(anyNew, { maxLength: 3 }) })),
  write('account', 'update', fc.record({ where: anyUnique, data: withPosts(anyChange, nestedPosts) })),
  write('account', 'updateMany', fc.record({ where: anyFilter, data: anyData })),
  write(
    'account',
    'upsert',
    fc
      .tuple(withPosts(anyNew, newPosts), withPosts(anyChange, nestedPosts))
      .map(([create, update]) => ({ where: { username: create.username }, create, update })),
  ),
  write('account', 'delete', fc.record({ where: anyUnique })),
  write('account', 'deleteMany', fc.record({ where: anyFilter })),
  write(
    'post',
    'update',
    fc.record({ where: fc.record({ id: anyPostId }), data: fc.record({ account: nestedOwner }) }),
  ),
  write('post', 'updateMany', fc.record({ where: titled, data: anyPostChange })),
)
