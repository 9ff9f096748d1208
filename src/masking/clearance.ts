// Clearance: may this viewer see, or write, this masked field? Roles of the annotation and allow rules open it, deny
// rules close it whatever opened it, and code that runs for no viewer is the application itself.

import type { Viewer } from '../context.js'
import type { MaskedPlan } from '../schema/masked-plan.js'
import type { Row } from './masked-row.js'
import { fits, type MaskingPolicy, type PolicyQuestion } from './policy-rule.js'

/** The clearance of one viewer, or of none, at one moment. */
export class Clearance {
  readonly viewer: Viewer | undefined
  readonly #policy: MaskingPolicy
  readonly #nowMs = Date.now()
  readonly #answers = new WeakMap<Row, Map<string, boolean>>()

  constructor(viewer: Viewer | undefined, policy: MaskingPolicy) {
    this.viewer = viewer
    this.#policy = policy
  }

  /** True where the viewer may see the field in the row; without a row, in all rows. */
  sees(field: MaskedPlan, row?: Row): boolean {
    const { viewer } = this
    if (viewer === undefined) return true
    const decision = this.#decide({ viewer, action: 'see', model: field.model, field: field.name, row })
    return decision ?? (field.reveal === undefined || hasAny(viewer, field.reveal))
  }

  /** True where the policy denies the viewer the field in the row, whatever else allows it. */
  isDenied(field: MaskedPlan, row: Row): boolean {
    const { viewer } = this
    if (viewer === undefined) return false
    return this.#decide({ viewer, action: 'see', model: field.model, field: field.name, row }) === false
  }

  /** The rows in which the viewer may see the field. Asks once for each row, so that masking finds the same answer. */
  visible(field: MaskedPlan, rows: readonly Row[]): readonly Row[] {
    if (this.dependsOnRow(field)) return rows.filter(row => this.seesIn(field, row))
    return this.sees(field) ? rows : []
  }

  /** True where the viewer may see the field in the row: the first answer stays, whatever is opened in the row since. */
  seesIn(field: MaskedPlan, row: Row): boolean {
    const answers = this.#answers.get(row) ?? new Map<string, boolean>()
    this.#answers.set(row, answers)
    const answer = answers.get(field.name) ?? this.sees(field, row)
    answers.set(field.name, answer)
    return answer
  }

  /** True where the viewer may write the field. */
  writes(field: MaskedPlan): boolean {
    const { viewer } = this
    if (viewer === undefined) return true
    const question = {
      viewer,
      action: 'write',
      model: field.model,
      field: field.name,
      row: undefined,
    } as const
    return this.#decide(question) ?? (this.#policy.write !== 'cleared' || this.sees(field))
  }

  /** True where the answer may differ from row to row. */
  dependsOnRow(field: MaskedPlan): boolean {
    if (this.viewer === undefined) return false
    const { rules = [], decide } = this.#policy
    return decide !== undefined || rules.some(rule => rule.model === field.model && rule.own !== undefined)
  }

  /** What the policy says: false where anything of it denies, true where anything allows, else undefined. */
  #decide(question: PolicyQuestion): boolean | undefined {
    const { rules = [], decide } = this.#policy
    const effects = rules.filter(rule => fits(rule, question, this.#nowMs)).map(rule => rule.effect)
    const own = decide?.(question)
    if (own === false || effects.includes('deny')) return false
    return own === true || effects.includes('allow') ? true : undefined
  }
}

/** True for a viewer with any of the roles. */
export function hasAny({ roles = [] }: Viewer, wanted: readonly string[]): boolean {
  return wanted.some(role => roles.includes(role))
}
