// Holds the option `policy` against the schema: a rule that names what is not there would protect nothing.

import type { ModelPlan } from '../schema/compile.js'
import { invalidMasking } from './masking-error.js'
import type { MaskingPolicy, PolicyRule } from './policy-rule.js'

const isText = (value: unknown): value is string => typeof value === 'string' && value !== ''
const isTexts = (value: unknown) => Array.isArray(value) && value.every(isText)
const isDate = (value: unknown) => value instanceof Date && !Number.isNaN(value.getTime())
const isOneOf = (...values: unknown[]) => values.includes.bind(values)
const isFunction = (value: unknown) => typeof value === 'function'

type Shape = Readonly<Record<string, (value: unknown) => boolean>>

const policyShape: Shape = {
  rules: Array.isArray,
  decide: isFunction,
  write: isOneOf('anyone', 'cleared'),
  reasonRequired: value => typeof value === 'boolean' || isTexts(value),
  revealsPerHour: value => Number.isSafeInteger(value) && (value as number) >= 0,
  breakGlass: isTexts,
}

const ruleShape: Shape = {
  effect: isOneOf('allow', 'deny'),
  model: isText,
  fields: isTexts,
  action: isOneOf('see', 'write'),
  roles: isTexts,
  viewers: isTexts,
  purposes: isTexts,
  own: isText,
  from: isDate,
  until: isDate,
}

/** @throws ConfigError CONFIG_OPTION_INVALID for a policy that is misspelt, or names what the schema does not have */
export function checkPolicy(policy: MaskingPolicy, plans: readonly ModelPlan[]): void {
  checkShape(policy, policyShape, 'The option `policy`')
  for (const [index, rule] of (policy.rules ?? []).entries()) checkRule(rule, `Rule ${index + 1}`, plans)
  if (!Array.isArray(policy.reasonRequired)) return
  for (const model of policy.reasonRequired) planOf(model, plans, '`reasonRequired` of the policy')
}

function checkRule(rule: PolicyRule, subject: string, plans: readonly ModelPlan[]): void {
  checkShape(rule, ruleShape, `${subject} of the policy`)
  if (!rule.effect) throw invalidMasking(`${subject} of the policy lacks its effect.`)
  const plan = planOf(rule.model, plans, `${subject} of the policy`)
  const stranger = rule.fields?.find(name => !plan.masked.some(field => field.name === name))
  if (stranger) throw invalidMasking(`${subject} names ${rule.model}.${stranger}, which is not masked.`)
  const isColumn = rule.own === undefined || plan.members.get(rule.own)?.kind === 'scalar'
  if (!isColumn) throw invalidMasking(`${subject}: ${rule.model}.${rule.own} is no plain column.`)
  if (rule.own !== undefined && rule.action === 'write')
    throw invalidMasking(`${subject}: \`own\` is about rows that are read, and goes with the action see.`)
}

function checkShape(value: object, shape: Shape, subject: string): void {
  if (typeof value !== 'object' || value === null) throw invalidMasking(`${subject} is not an object.`)
  for (const [name, one] of Object.entries(value)) {
    const isFit = Object.hasOwn(shape, name) ? shape[name] : undefined
    const names = Object.keys(shape).join(', ')
    if (!isFit) throw invalidMasking(`${subject} has an unknown member \`${name}\`.`, `Use ${names}.`)
    if (one !== undefined && !isFit(one))
      throw invalidMasking(`${subject}: \`${name}\` is of the wrong kind.`)
  }
}

function planOf(model: string, plans: readonly ModelPlan[], subject: string): ModelPlan {
  const plan = plans.find(({ name }) => name === model)
  if (plan) return plan
  throw invalidMasking(`${subject} names the model ${model}, which the schema does not have.`)
}
