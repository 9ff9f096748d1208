// Which record a history is asked of. What the trail cannot know is refused: an empty answer would read as "nothing
// happened".

import { QueryError } from '../../errors.js'
import type { RecordedPlan } from '../../schema/recorded-plan.js'
import { recordId } from '../recording/record-id.js'

/** A link of an implicit many-to-many relation. */
const linkFields = ['A', 'B']

/**
 * The id as the trail writes it.
 * @throws QueryError QUERY_UNKNOWN_ARGUMENT for a model that is not recorded, or an id that is not its primary key
 */
export function askedRecord(
  plans: ReadonlyMap<string, RecordedPlan>,
  model: string,
  id: Readonly<Record<string, unknown>>,
): string {
  const plan = plans.get(model)
  const isLinks = [...plans.values()].some(one =>
    [...one.relations.values()].some(relation => relation.kind === 'link' && relation.table === model),
  )
  if (!plan?.isAudited && !isLinks)
    throw unknown(model, 'No changes of it are recorded.', 'Ask for a model with `@@audit`.')
  const fields = plan?.id ?? linkFields
  const given = typeof id === 'object' && id !== null ? id : {}
  const isKey =
    Object.keys(given).length === fields.length &&
    fields.every(
      field =>
        ['string', 'number', 'bigint', 'object'].includes(typeof given[field]) && given[field] !== null,
    )
  if (!isKey) throw unknown(model, 'This is not its primary key.', `Give \`id\` as { ${fields.join(', ')} }.`)
  return plan
    ? recordId(plan, storedNames(plan, given))
    : JSON.stringify(Object.fromEntries(fields.map(field => [field, given[field]])))
}

/** The trail names records by what their columns hold. */
function storedNames({ enums }: RecordedPlan, id: Readonly<Record<string, unknown>>) {
  const stored = Object.entries(id).map(([field, value]) => {
    const names = Object.entries(enums[field] ?? {})
    return [field, names.find(([, name]) => name === value)?.[0] ?? value]
  })
  return Object.fromEntries(stored)
}

function unknown(model: string, message: string, fix: string): QueryError {
  return new QueryError({ code: 'QUERY_UNKNOWN_ARGUMENT', model, operator: 'history', message, fix })
}
