// Prisma's argument nesting, as data: which keyword leads to which kind of node. walk-args.ts reads it;
// a test holds it against Prisma's own DMMF input types, so that no keyword is missing.

/**
 * What stands behind a keyword.
 * - `opaque`: never looked into (numbers, flags)
 * - `where`, `unique`, `having`: filters; a `unique` one fixes a row by a unique field
 * - `orderBy`, `fieldNames`: sorting, `distinct` and `by`
 * - `select`, `include`, `omit`, `counts`, `aggregates`: what comes back
 * - `create`, `update`: the data of a row, or a list of them
 * - the names of `records`: an object, or list of objects, with keywords of its own
 */
export type NodeKind =
  | 'opaque'
  | 'where'
  | 'unique'
  | 'having'
  | 'orderBy'
  | 'fieldNames'
  | 'select'
  | 'include'
  | 'omit'
  | 'counts'
  | 'aggregates'
  | 'create'
  | 'update'
  | RecordKind

/** An object whose keywords are fixed by Prisma rather than by the model. */
export type RecordKind = 'connectOrCreate' | 'createMany' | 'updateOne' | 'updateMany' | 'upsert'

/** Keyword to node kind. */
export type Keywords = Readonly<Record<string, NodeKind>>

const returning: Keywords = { select: 'select', include: 'include', omit: 'omit' }
const page: Keywords = { orderBy: 'orderBy', cursor: 'unique', take: 'opaque', skip: 'opaque' }
const strategy: Keywords = { relationLoadStrategy: 'opaque' }
const aggregates: Keywords = {
  _count: 'counts',
  _avg: 'aggregates',
  _sum: 'aggregates',
  _min: 'aggregates',
  _max: 'aggregates',
}

const one: Keywords = { where: 'unique', ...returning, ...strategy }
const many: Keywords = { where: 'where', ...page, distinct: 'fieldNames', ...returning, ...strategy }
const changeMany: Keywords = { where: 'where', data: 'update', limit: 'opaque' }
const insertMany: Keywords = { data: 'create', skipDuplicates: 'opaque' }

/** The keywords of each model operation. */
export const operations: Readonly<Record<string, Keywords>> = {
  findUnique: one,
  findUniqueOrThrow: one,
  findFirst: many,
  findFirstOrThrow: many,
  findMany: many,
  create: { data: 'create', ...returning, ...strategy },
  createMany: insertMany,
  createManyAndReturn: { ...insertMany, ...returning },
  update: { where: 'unique', data: 'update', ...returning, ...strategy },
  updateMany: changeMany,
  updateManyAndReturn: { ...changeMany, ...returning },
  upsert: { where: 'unique', create: 'create', update: 'update', ...returning, ...strategy },
  delete: one,
  deleteMany: { where: 'where', limit: 'opaque' },
  count: { where: 'where', ...page, select: 'counts' },
  aggregate: { where: 'where', ...page, ...aggregates },
  groupBy: { where: 'where', ...page, by: 'fieldNames', having: 'having', ...aggregates },
}

/** The operations whose result is a row, or a list of rows, of the model. */
export const returnsRows: ReadonlySet<string> = new Set(
  Object.keys(operations).filter(name => 'include' in (operations[name] as Keywords)),
)

/** The keywords of a relation inside `select` or `include`. */
export const relationRead: Keywords = many

/** The keywords of a relation inside the data of a write; a to-one `update` may also hold the data itself. */
export const relationWrite: Keywords = {
  create: 'create',
  createMany: 'createMany',
  connectOrCreate: 'connectOrCreate',
  connect: 'unique',
  set: 'unique',
  disconnect: 'unique',
  delete: 'unique',
  deleteMany: 'where',
  update: 'updateOne',
  updateMany: 'updateMany',
  upsert: 'upsert',
}

/** Those of `relationWrite` that change the foreign key of existing rows of the other model, which holds it. */
export const rewiresTarget: ReadonlySet<string> = new Set(['connect', 'connectOrCreate', 'set', 'disconnect'])

/** Those that change the foreign key of the row that is updated, where it holds it. */
export const rewiresOwn: ReadonlySet<string> = new Set(['create', 'delete', ...rewiresTarget])

/** The keywords of each record that stands behind a keyword of `relationWrite`. */
export const records: Readonly<Record<RecordKind, Keywords>> = {
  connectOrCreate: { where: 'unique', create: 'create' },
  createMany: insertMany,
  updateOne: { where: 'unique', data: 'update' },
  updateMany: { where: 'where', data: 'update' },
  upsert: { where: 'unique', create: 'create', update: 'update' },
}

/** The keywords that combine filters. */
export const combinators: ReadonlySet<string> = new Set(['AND', 'OR', 'NOT'])

/** The keywords of a relation inside a filter; without any of them a to-one relation holds the filter itself. */
export const relationFilter: ReadonlySet<string> = new Set(['some', 'every', 'none', 'is', 'isNot'])

/** Those of `relationFilter` that negate what stands under them. */
export const negatingRelations: ReadonlySet<string> = new Set(['every', 'isNot'])

/** The keywords of `orderBy` that are not names of the model. */
export const orderByKeywords: Keywords = {
  _count: 'opaque',
  _avg: 'aggregates',
  _sum: 'aggregates',
  _min: 'aggregates',
  _max: 'aggregates',
  _relevance: 'fieldNames',
}
