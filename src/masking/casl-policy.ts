// For applications that have their permissions in CASL: asks an ability whether a viewer may see or write a masked field.
// Written against the ability's shape, so that `@casl/ability` stays an optional peer.

import type { Viewer } from '../context.js'
import type { MaskingPolicy } from './policy-rule.js'

/** What is used of an ability of `@casl/ability`. */
export interface AbilityLike {
  can(action: string, subject: never, field?: string): boolean
  rulesFor(action: string, subjectType: string, field?: string): readonly { readonly conditions?: unknown }[]
}

/** The actions of the ability that stand for seeing and writing. */
export interface CaslActions {
  /** `reveal` by default. */
  readonly see?: string
  /** `update` by default. */
  readonly write?: string
}

/**
 * The member `decide` of a policy: `policy: { decide: caslDecision(viewer => abilityOf(viewer)) }`. What the ability does
 * not allow is denied. A rule with conditions holds for single rows only, so it opens no search; it sees the columns of
 * the row that the query selected, sealed ones as they are stored.
 */
export function caslDecision(
  abilityOf: (viewer: Viewer) => AbilityLike,
  { see = 'reveal', write = 'update' }: CaslActions = {},
): NonNullable<MaskingPolicy['decide']> {
  return ({ viewer, action, model, field, row }) => {
    const ability = abilityOf(viewer)
    const name = action === 'see' ? see : write
    if (row) return ability.can(name, { ...row, __caslSubjectType__: model } as never, field)
    const isConditional = ability.rulesFor(name, model, field).some(rule => rule.conditions !== undefined)
    return !isConditional && ability.can(name, model as never, field)
  }
}
