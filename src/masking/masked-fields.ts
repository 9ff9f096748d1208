// The masked fields of every model with their maskers, made once per client.

import type { ModelPlan } from '../schema/compile.js'
import type { MaskedPlan } from '../schema/masked-plan.js'
import { blankMask } from './mask-text.js'
import { type CustomMasker, type Masker, maskerOf } from './masker.js'

/** A masked field at work. */
export interface MaskedField extends MaskedPlan {
  /** The mask of a plain value. */
  readonly mask: Masker
  /** The mask for those who may not see the value. One of a sealed value shows nothing: nothing was opened. */
  readonly closedMask: Masker
  /** True where the field is left out of what is put out. */
  readonly isOmitted: boolean
}

/** The masked fields of each model. */
export type MaskedFields = ReadonlyMap<ModelPlan, readonly MaskedField[]>

/** @throws ConfigError CONFIG_OPTION_INVALID for a style that is neither built in nor among `maskers` */
export function maskedFields(
  plans: Iterable<ModelPlan>,
  maskers: Readonly<Record<string, CustomMasker>>,
): MaskedFields {
  return new Map(Array.from(plans, plan => [plan, plan.masked.map(field => maskedField(field, maskers))]))
}

function maskedField(plan: MaskedPlan, maskers: Readonly<Record<string, CustomMasker>>): MaskedField {
  const mask = maskerOf(plan.style, maskers)
  const isOmitted = plan.style === 'omit'
  const blank: Masker = value => (value === null || value === undefined ? value : blankMask)
  return { ...plan, mask, closedMask: plan.isSealed ? blank : mask, isOmitted }
}
