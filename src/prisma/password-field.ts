// Which field of a model verifyPassword is about.

import { QueryError } from '../errors.js'
import type { FieldPlan, ModelPlan } from '../schema/compile.js'

/** The @password fields of a model. */
export function passwordFieldsOf(plan: ModelPlan): readonly FieldPlan[] {
  return plan.fields.filter(({ entry }) => entry.password)
}

/**
 * The field of that name; without a name the only one, or the one called `password`.
 * @throws QueryError QUERY_UNKNOWN_ARGUMENT
 */
export function passwordFieldOf(plan: ModelPlan, name: string | undefined): FieldPlan {
  const fields = passwordFieldsOf(plan)
  const wanted = name ?? (fields.length === 1 ? fields[0]?.name : 'password')
  const field = fields.find(one => one.name === wanted)
  if (field) return field
  throw new QueryError({
    code: 'QUERY_UNKNOWN_ARGUMENT',
    model: plan.name,
    operator: 'verifyPassword',
    message: 'There is no such @password field, or there are several and none was named.',
    fix: `Pass \`field\`: ${fields.map(one => `'${one.name}'`).join(' or ')}.`,
  })
}
