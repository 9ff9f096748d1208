// The policy: what annotations cannot say about who may see a masked field, or write it. Deny wins.

import type { Viewer } from '../context.js'
import type { Row } from './masked-row.js'

/** What a rule or a decision is about. */
export type PolicyAction = 'see' | 'write'

/** One rule. It concerns a viewer who fits everything that it names; what it leaves out fits everyone. */
export interface PolicyRule {
  /** `allow` adds to the roles of the annotation; `deny` takes away from all else. */
  readonly effect: 'allow' | 'deny'
  readonly model: string
  /** Every masked field of the model by default. */
  readonly fields?: readonly string[]
  /** `see` by default: read by name, search, sort, group and reveal. */
  readonly action?: PolicyAction
  /** Viewers with any of these roles. */
  readonly roles?: readonly string[]
  /** Viewers by id, for a grant to one person. */
  readonly viewers?: readonly string[]
  /** Viewers with any of these purposes. */
  readonly purposes?: readonly string[]
  /** Rows whose column of this name holds the viewer's id. Rows read without the column are nobody's own. */
  readonly own?: string
  /** When the rule begins and ends to hold. */
  readonly from?: Date
  readonly until?: Date
}

/** A question to `decide`. */
export interface PolicyQuestion {
  readonly viewer: Viewer
  readonly action: PolicyAction
  readonly model: string
  readonly field: string
  /** The row that it is about; undefined asks for all rows at once, as a search does. */
  readonly row: Row | undefined
}

/** The option `policy`. */
export interface MaskingPolicy {
  readonly rules?: readonly PolicyRule[]
  /** The application's own answer: true allows, false denies, undefined leaves it to roles and rules. */
  readonly decide?: (question: PolicyQuestion) => boolean | undefined
  /** `cleared`: a viewer who may not see a masked field may not write it either. `anyone` by default. */
  readonly write?: 'anyone' | 'cleared'
  /** A reveal needs a reason: of every model, or of these. */
  readonly reasonRequired?: boolean | readonly string[]
  /** The most rows that one viewer may have revealed within an hour, counted in this process. */
  readonly revealsPerHour?: number
  /** The roles that may break the glass; nobody by default. */
  readonly breakGlass?: readonly string[]
}

/** Whether a rule fits a question. `row` undefined: an allow has to hold for all rows, a deny for any. */
export function fits(rule: PolicyRule, question: PolicyQuestion, nowMs: number): boolean {
  const { model, field, viewer, action } = question
  return (
    rule.model === model &&
    (rule.action ?? 'see') === action &&
    names(rule.fields, [field]) &&
    names(rule.roles, viewer.roles ?? []) &&
    names(rule.viewers, [viewer.id]) &&
    names(rule.purposes, viewer.purpose === undefined ? [] : [viewer.purpose]) &&
    isInForce(rule, nowMs) &&
    concernsRow(rule, question)
  )
}

/** A list that is not there names everything. */
function names(list: readonly string[] | undefined, candidates: readonly string[]): boolean {
  return list === undefined || candidates.some(one => list.includes(one))
}

function isInForce({ from, until }: PolicyRule, nowMs: number): boolean {
  return (!from || nowMs >= from.getTime()) && (!until || nowMs < until.getTime())
}

/** A row without the column may be anybody's: that is no reason to allow, and one to deny. */
function concernsRow({ own, effect }: PolicyRule, { row, viewer }: PolicyQuestion): boolean {
  if (own === undefined) return true
  const owner = row?.[own]
  if (owner === undefined) return effect === 'deny'
  return owner !== null && String(owner) === viewer.id
}
