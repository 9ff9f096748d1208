// The options of fieldseal() that are about masking, and their defaults.

import type { ModelPlan } from '../schema/compile.js'
import { checkPolicy } from './check-policy.js'
import { checkRoles } from './check-roles.js'
import type { CustomMasker } from './masker.js'
import { invalidMasking } from './masking-error.js'
import type { MaskingPolicy } from './policy-rule.js'
import type { RevealSink } from './reveal-event.js'

/** The options of fieldseal() that are about masking. */
export interface MaskingOptions {
  /** Styles of the application's own, by the names that `@masked("...")` gives them in quotes. */
  readonly maskers?: Readonly<Record<string, CustomMasker>>
  /** Every role there is. A role that annotations or the policy name and this does not is a ConfigError. */
  readonly roles?: readonly string[]
  /** Who may see and write masked fields, beyond what annotations say. */
  readonly policy?: MaskingPolicy
  /** Refuses every operation that can reach a protected or masked field outside of `db.$as`. Off by default. */
  readonly requireViewer?: boolean
  /** Learns of each reveal before a value leaves. It is awaited: where it throws, nothing is revealed. */
  readonly onReveal?: RevealSink
}

/** The names of the options. */
export const maskingOptionNames = ['maskers', 'roles', 'policy', 'requireViewer', 'onReveal'] as const

/** Options that were checked, with their defaults. */
export interface MaskingSettings {
  readonly maskers: Readonly<Record<string, CustomMasker>>
  readonly policy: MaskingPolicy
  readonly requireViewer: boolean
  readonly onReveal: RevealSink | undefined
}

/** @throws ConfigError CONFIG_OPTION_INVALID, CONFIG_ROLE_UNKNOWN */
export function checkMasking(options: MaskingOptions, plans: Iterable<ModelPlan>): MaskingSettings {
  const { maskers = {}, roles, policy = {}, requireViewer = false, onReveal } = options
  if (typeof requireViewer !== 'boolean') throw invalidMasking('The option `requireViewer` is not a boolean.')
  if (onReveal !== undefined && typeof onReveal !== 'function')
    throw invalidMasking('The option `onReveal` is not a function.')
  if (typeof maskers !== 'object' || maskers === null)
    throw invalidMasking('The option `maskers` is not an object of functions.')
  const models = [...plans]
  checkPolicy(policy, models)
  checkRoles(roles, policy, models)
  return { maskers, policy, requireViewer, onReveal }
}
