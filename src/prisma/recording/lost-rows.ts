// One relation write can make rows with one keyword and lose them with a later one: `{ create, deleteMany }`. What was
// made and lost in between leaves no trace to be found by, so such writes are refused, unless their order is the harmless
// one. Of a list Prisma carries keywords out in the order in which they stand, of a to-one relation in one of its own
// (7.10).

import { QueryError } from '../../errors.js'
import type { JoinedRelation, RecordedPlan, RecordedRelation } from '../../schema/recorded-plan.js'
import type { Node } from '../arg-values.js'
import { changedColumns } from './changed-columns.js'
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
 * Refuses an operation that was sent where a record of `model` that it made was not found: it was lost in a way that no rule
 * foresaw.
 * @throws QueryError QUERY_AUDIT_UNSUPPORTED, to be followed by undoing the operation
 */
export function refuseLost(model: RecordedPlan | undefined, operator: string): void {
  if (!model) return
  throw new QueryError({
    code: 'QUERY_AUDIT_UNSUPPORTED',
    model: model.name,
    operator,
    message:
      'The operation makes a record and gives its place to another, so that the audit trail could not find it again.',
    fix: 'Send two operations in a transaction.',
  })
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
