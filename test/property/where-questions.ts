// What can be asked with a filter.

import type { Where } from './where-trees.js'
import type { Side } from './where-twins.js'

/** An operation with a filter in it. */
export type Question = (side: Side, where: Where) => Promise<unknown>

/** What a side answers, or the code of the error that the database or Prisma answers with. */
export async function answer(question: Question, side: Side, where: Where): Promise<unknown> {
  try {
    return await question(side, where)
  } catch (error) {
    // Prisma itself fails to delete from a MariaDB table by some filters on the same table (7.10: P2022).
    if (error instanceof Error && 'code' in error) return { failed: error.code }
    throw error
  }
}

const orderBy = { id: 'asc' }
const select = { id: true }

/** The ids of the accounts that a filter finds. */
export const accountIds: Question = ({ account }, where) => account.findMany({ where, orderBy, select })

/** The ids of the posts that a filter finds. */
export const postIds: Question = ({ post }, where) => post.findMany({ where, orderBy, select })

function findUnique(extra: (where: Where) => Where): Question {
  return ({ account }, where) => account.findUnique({ where: { username: 'ann', ...extra(where) }, select })
}

function distinct(...fields: string[]): Question {
  const values = Object.fromEntries(fields.map(field => [field, true]))
  return ({ account }, where) =>
    account.findMany({ where, orderBy, distinct: fields, select: { ...select, ...values } })
}

/** Groups by `by`, in no order. */
function groupBy(by: string[], having?: Where): Question {
  return async ({ account }, where) => {
    const groups = (await account.groupBy({ by, where, having, _count: { id: true } })) as object[]
    return groups.map(group => JSON.stringify(Object.entries(group).sort())).sort()
  }
}

/** Questions about accounts. */
export const accountQuestions: Readonly<Record<string, Question>> = {
  findMany: ({ account }, where) =>
    account.findMany({ where, orderBy, omit: { sessionToken: true }, include: { posts: { orderBy } } }),
  count: ({ account }, where) => account.count({ where }),
  findFirst: ({ account }, where) => account.findFirst({ where, orderBy, select }),
  'findFirst, skipping': ({ account }, where) => account.findFirst({ where, orderBy, skip: 1, select }),
  'findMany after a cursor': ({ account }, where) =>
    account.findMany({ where, orderBy, cursor: { username: 'bob' }, select }),
  'findUnique with AND': findUnique(where => ({ AND: where })),
  'findUnique with OR': findUnique(where => ({ OR: [where, { ssn: '1' }] })),
  'findUnique with NOT': findUnique(where => ({ NOT: [where] })),
  aggregate: ({ account }, where) => account.aggregate({ where, _count: true, _max: { tenant: true } }),
  groupBy: ({ account }, where) =>
    account.groupBy({ by: ['tenant'], where, _count: true, orderBy: { tenant: 'asc' } }),
  updateMany: ({ undone }, where) =>
    undone(async ({ account }) => [
      await account.updateMany({ where, data: { score: 8 } }),
      await account.count({ where: { score: 8 } }),
    ]),
  deleteMany: ({ undone }, where) =>
    undone(async side => [await side.account.deleteMany({ where }), await accountIds(side, {})]),
}

/** Questions about accounts that tell values apart, which is refused while index keys rotate. */
export const groupingQuestions: Readonly<Record<string, Question>> = {
  distinct: distinct('lastName'),
  'distinct on two fields': distinct('tenant', 'score'),
  'distinct on three fields': distinct('birthDate', 'score', 'lastName'),
  'groupBy one field': groupBy(['lastName']),
  'groupBy two fields': groupBy(['tenant', 'score']),
  'groupBy having a value': groupBy(['lastName'], { lastName: { not: 'o' } }),
  'groupBy having one of some': groupBy(['lastName'], {
    OR: [{ lastName: null }, { lastName: { in: ['o', 'hop'] } }],
  }),
  'groupBy having a count': groupBy(['score'], { tenant: { _count: { gt: 1 } } }),
}

/** Questions about posts. */
export const postQuestions: Readonly<Record<string, Question>> = {
  findMany: ({ post }, where) => post.findMany({ where, orderBy, include: { account: { select } } }),
  count: ({ post }, where) => post.count({ where }),
  '_count of a relation': ({ account }, where) =>
    account.findMany({ orderBy, select: { ...select, _count: { select: { posts: { where } } } } }),
  'a relation that is read': ({ account }, where) =>
    account.findMany({ orderBy, select: { ...select, posts: { where, orderBy } } }),
  deleteMany: ({ undone }, where) => undone(({ post }) => post.deleteMany({ where })),
}

/** Questions about posts by a filter without relations. */
export const nestedQuestions: Readonly<Record<string, Question>> = {
  'a nested updateMany': ({ undone }, where) =>
    undone(async side => {
      const updateMany = { where, data: { body: 'z', title: 'four' } }
      await side.account.update({ where: { id: 'a0' }, data: { posts: { updateMany } } })
      return side.post.findMany({ orderBy })
    }),
  'a nested deleteMany': ({ undone }, where) =>
    undone(async side => {
      await side.account.update({ where: { id: 'a0' }, data: { posts: { deleteMany: where } } })
      return postIds(side, {})
    }),
}
