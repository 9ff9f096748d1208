// One relation write can make rows with one keyword and lose them with a later one: `{ create, deleteMany }`. What was
// made and lost in between leaves no trace to be found by, so such writes are refused, unless their order is the harmless
// one. Of a list Prisma carries keywords out in the order in which they stand, of a to-one relation in one of its own
// (7.10).

import { QueryError } from '../../errors.js'
import type { JoinedRelation, RecordedRelation } from '../../schema/recorded-plan.js'
import type { Node } from '../arg-values.js'
import { changedColumns, isKey, lockFor } from './changed-columns.js'
import type { StoredRow } from './row-reader.js'
import { createData, makesInside, relationWrites, type Written } from './write-keywords.js'

/** One keyword of a relation write, after others. */
export interface LaterWrite {
  readonly relation: RecordedRelation
  readonly keyword: string
  readonly written: Written
  /** The rows that it names, as they were before the operation. */
  readonly rows: readonly StoredRow[]
  /** The keywords that may come before it, of which one makes rows. */
  readonly earlier: Node
}

/**
 * Refuses a keyword that can lose, or follow into, rows that an earlier keyword of the same write made.
 * @throws QueryError QUERY_AUDIT_UNSUPPORTED
 */
export function refuseLosing({ relation, keyword, written, rows, earlier }: LaterWrite): void {
  const { unique, filter, update, isDeleted, isLinked } = written
  const isUnknown = unique !== undefined && rows.length === 0 && !isLinked && !written.create
  const losesAny =
    (!relation.isList && (isLinked || written.create !== undefined)) ||
    (filter !== undefined && (isDeleted || keyword === 'disconnect'))
  const followsAny =
    (filter !== undefined || rows.length === 0) && update && writesFurther(relation, update, earlier)
  if (losesAny || isUnknown || followsAny) throw lost(relation, keyword)
}

/** The error for rows that are made by an operation that also deletes or disconnects them. */
export function lost({ target, name }: RecordedRelation, operator: string): QueryError {
  return new QueryError({
    code: 'QUERY_AUDIT_UNSUPPORTED',
    model: target.name,
    field: undefined,
    operator,
    message: `The write of \`${name}\` can lose records that it makes itself, which the audit trail could not find again.`,
    fix: `Put \`${operator}\` before what creates records, or send two operations in a transaction.`,
  })
}

/**
 * The error for a row that was not there before the operation, where the operation itself may make it or move it there
 * before it looks for it; undefined where the write that names the row by `values` reaches no others through it.
 */
export function refusalBeyond(
  relation: RecordedRelation,
  { update, isDeleted, isLinked }: Written,
  values: Node,
): QueryError | undefined {
  const { target, name } = relation
  const changes = Object.entries(update ?? {}).filter(([field, value]) => value !== values[field])
  const isKeyChanged = lockFor(target, Object.fromEntries(changes)) === 'key'
  if (!isDeleted && !isKeyChanged && !(isLinked && displaces(relation))) return undefined
  return new QueryError({
    code: 'QUERY_AUDIT_UNSUPPORTED',
    model: target.name,
    field: undefined,
    operator: 'where',
    message: `The write of \`${name}\` may find a record only by what the operation does first, and reaches others through it.`,
    fix: 'Send two operations in a transaction.',
  })
}

/** True where connecting a row changes what others refer to, or takes it from a partner that refers to it. */
function displaces(relation: RecordedRelation): boolean {
  const { kind, target } = relation
  if (kind === 'theirs') return isKey(target, new Set(relation.pairs.map(([, there]) => there)))
  return kind === 'own' && target.relations.get(relation.opposite)?.isList === false
}

/** True for data that writes relations of its rows, moves them to another owner, or away from what was made with them. */
function writesFurther(relation: RecordedRelation, data: Node, earlier: Node): boolean {
  const { target } = relation
  const changed = changedColumns(target, data)
  const made = createData(earlier).flatMap(row => relationWrites(target, row).filter(makesInside))
  const leaves = made.some(one => one.relation.kind === 'own' && isChanged(one.relation.pairs, 0, changed))
  const moves = relation.kind === 'theirs' && isChanged(relation.pairs, 1, changed)
  return leaves || moves || Object.keys(data).some(name => target.relations.has(name))
}

function isChanged(pairs: JoinedRelation['pairs'], side: 0 | 1, changed: ReadonlySet<string>): boolean {
  return pairs.some(pair => changed.has(pair[side]))
}

/** True where connecting a row gives it another id, since its foreign key is part of that. */
export function movesId(relation: RecordedRelation): boolean {
  return relation.kind === 'theirs' && relation.pairs.some(([, there]) => relation.target.id.includes(there))
}
