// Holds every role that annotations and the policy name against the roles that there are: a misspelt one would open
// a field to nobody, or close it to nobody.

import { ConfigError } from '../errors.js'
import type { ModelPlan } from '../schema/compile.js'
import { invalidMasking } from './masking-error.js'
import type { MaskingPolicy } from './policy-rule.js'

/**
 * @param roles the option `roles`; without it the policy may name only roles that an annotation names
 * @throws ConfigError CONFIG_ROLE_UNKNOWN, CONFIG_OPTION_INVALID
 */
export function checkRoles(
  roles: readonly string[] | undefined,
  policy: MaskingPolicy,
  plans: readonly ModelPlan[],
): void {
  const isList =
    roles === undefined || (Array.isArray(roles) && roles.every(role => typeof role === 'string'))
  if (!isList) throw invalidMasking('The option `roles` is not a list of texts.')
  const masked = plans.flatMap(plan => plan.masked)
  const known = new Set(roles ?? masked.flatMap(field => field.reveal ?? []))
  for (const { model, name, reveal = [] } of masked) refuseUnknown(reveal, known, `${model}.${name}`)
  for (const rule of policy.rules ?? []) refuseUnknown(rule.roles ?? [], known, 'The policy')
  refuseUnknown(policy.breakGlass ?? [], known, '`breakGlass` of the policy')
}

function refuseUnknown(roles: readonly string[], known: ReadonlySet<string>, subject: string): void {
  const unknown = roles.find(role => !known.has(role))
  if (unknown === undefined) return
  throw new ConfigError({
    code: 'CONFIG_ROLE_UNKNOWN',
    message: `${subject} names the role "${unknown}", which is not known.`,
    fix: 'Correct the spelling, or add it to the option `roles`.',
  })
}
