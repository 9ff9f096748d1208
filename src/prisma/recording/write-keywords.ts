// What each keyword of a nested write names: rows by a unique, rows by a filter among the related ones, data for them,
// data for new ones. The recorder reads these facts; arg-grammar.ts says what may stand where.

import type { RecordedPlan, RecordedRelation } from '../../schema/recorded-plan.js'
import { isAbsent, isNode, type Node } from '../arg-values.js'

/** What one write of a relation names. */
export interface Written {
  /** A unique filter of one row of the target. */
  readonly unique?: Node | undefined
  /** A filter among the related rows; an empty one names them all. */
  readonly filter?: Node | undefined
  /** Data for the rows that are named. */
  readonly update?: Node | undefined
  /** Data for a row that is created. */
  readonly create?: Node | undefined
  /** Data of rows that are created, columns alone. */
  readonly createMany?: readonly Node[]
  readonly isDeleted?: boolean
  /** True where the rows become related. */
  readonly isLinked?: boolean
  /** True where the row need not be there. */
  readonly mayMiss?: boolean
  /** True where it depends on more than the rows what is done. */
  readonly mayBeOther?: boolean
}

type Reader = (value: Node, relation: RecordedRelation) => Written

/** How each keyword's value is read; `true` and the like come as an empty object. */
const readers: Readonly<Record<string, Reader>> = {
  create: value => ({ create: value }),
  createMany: ({ data, skipDuplicates }) => ({
    createMany: listOf(data).filter(isNode),
    mayBeOther: skipDuplicates === true,
  }),
  connect: value => ({ unique: value, isLinked: true }),
  connectOrCreate: ({ where, create }) => ({
    unique: nodeOf(where),
    create: nodeOf(create),
    isLinked: true,
    mayMiss: true,
  }),
  set: value => ({ unique: value, isLinked: true }),
  disconnect: (value, { isList }) => (isList ? { unique: value } : { filter: {} }),
  delete: (value, { isList }) =>
    isList ? { unique: value, isDeleted: true } : { filter: {}, isDeleted: true },
  deleteMany: value => ({ filter: value, isDeleted: true }),
  update: (value, { isList, target }) => {
    if (isList) return { unique: nodeOf(value.where), update: nodeOf(value.data) }
    return { filter: {}, update: updateData(value, target) }
  },
  updateMany: ({ where, data }) => ({ filter: nodeOf(where) ?? {}, update: nodeOf(data) }),
  upsert: ({ where, create, update }, { isList }) => ({
    // One of a list that is there, but not related, is not updated.
    ...(isList
      ? { unique: nodeOf(where), mayMiss: true, mayBeOther: true }
      : { filter: nodeOf(where) ?? {} }),
    create: nodeOf(create),
    update: nodeOf(update),
  }),
}

/** What a keyword with one of its values names. */
export function namedRows(relation: RecordedRelation, keyword: string, value: unknown): Written {
  if (value === false) return {}
  return readers[keyword]?.(nodeOf(value) ?? {}, relation) ?? {}
}

/** The keywords that can make rows. */
const making = ['create', 'createMany', 'connectOrCreate', 'upsert']

/** True for a relation write that can make rows. */
export function makesRows(write: Node): boolean {
  return making.some(keyword => !isAbsent(write[keyword]))
}

/** The same of the relations that are written. */
export function makesInside({ write }: { readonly write: Node }): boolean {
  return makesRows(write)
}

/** The data of rows that a relation write may create, of which each may create others. */
export function createData(write: Node): readonly Node[] {
  const created = (keyword: string) => listOf(write[keyword])
  const inside = [...created('connectOrCreate'), ...created('upsert')].map(one => nodeOf(nodeOf(one)?.create))
  return [...created('create').map(nodeOf), ...inside].filter(data => data !== undefined)
}

/** The relations that `data` writes. */
export function relationWrites(
  model: RecordedPlan,
  data: Node,
): readonly { readonly relation: RecordedRelation; readonly write: Node }[] {
  return Object.keys(data).flatMap(name => {
    const relation = model.relations.get(name)
    const write = nodeOf(data[name])
    return relation && write ? [{ relation, write }] : []
  })
}

/** One value, or the values of a list; nothing for what is absent. */
export function listOf(value: unknown): readonly unknown[] {
  if (isAbsent(value)) return []
  return Array.isArray(value) ? value : [value]
}

function nodeOf(value: unknown): Node | undefined {
  return isNode(value) ? value : undefined
}

/** A to-one `update` is the data itself or `{ where?, data }`; walk-args.ts tells them apart in the same way. */
function updateData(value: Node, { plan }: RecordedPlan): Node {
  const hasRecordKeys = Object.keys(value).every(key => key === 'data' || key === 'where')
  const isRecord =
    isNode(value.data) &&
    (Object.keys(value.data).every(key => plan.members.has(key)) || !plan.members.has('data'))
  return hasRecordKeys && isRecord ? (value.data as Node) : value
}
