// Second stage: refuses what ciphertext cannot answer, before anything is sent. A query that gets past
// here means on the encrypted table what it would mean on a plain one.

import { QueryError } from '../errors.js'
import { isAbsent, isNode } from './arg-values.js'
import type { Place, PlaceKind } from './place.js'

/** @throws QueryError for the first place that cannot be answered correctly. */
export function refuse(places: readonly Place[]): void {
  for (const place of places) refusals[place.kind]?.(place)
}

/** What each kind of place is refused for; kinds without a row are answered by a later stage. */
const refusals: Readonly<Partial<Record<PlaceKind, (place: Place) => void>>> = {
  filter: refuseFilter,
  having: refuseFilter,
  reference: place => {
    throw unsupported(place, 'a field reference', 'Compare with a value, or compare after reading.')
  },
  values: place => {
    const fix = 'Read the rows and do this in the application, or keep a plain column for it.'
    throw unsupported(place, `\`${place.operator}\``, fix)
  },
  write: place => {
    if (place.member?.kind === 'index') throw indexWrite(place)
  },
  boundColumn: place => {
    throw boundColumn(place)
  },
  unknown: place => {
    throw unknownArgument(place)
  },
}

/** Null is stored as null, so `null`, `{ equals: null }` and `{ not: null }` mean what they always mean. */
function refuseFilter(place: Place): void {
  const operator = unanswerable(place.container[place.key])
  if (operator === undefined) return
  const fix = 'Make the field @searchable to find it by equality, or filter by a plain column.'
  throw unsupported({ ...place, operator }, `the filter \`${operator}\``, fix)
}

/** The first operator of a filter that ciphertext cannot answer. */
function unanswerable(filter: unknown): string | undefined {
  if (filter === null) return undefined
  if (!isNode(filter)) return 'equals'
  for (const [operator, value] of Object.entries(filter)) {
    if (isAbsent(value) || (operator === 'equals' && value === null)) continue
    if (operator === 'not' && unanswerable(value) === undefined) continue
    return operator
  }
  return undefined
}

function unsupported({ plan, member, operator }: Place, what: string, fix: string): QueryError {
  return new QueryError({
    code: 'QUERY_UNSUPPORTED',
    model: plan.name,
    field: member?.name,
    operator,
    message: `The field is encrypted, and ${what} cannot be answered from ciphertext.`,
    fix,
  })
}

function indexWrite({ plan, member }: Place): QueryError {
  return new QueryError({
    code: 'QUERY_UNSUPPORTED',
    model: plan.name,
    field: member?.name,
    operator: 'data',
    message: 'The field is a blind index, which fieldseal writes together with its encrypted field.',
    fix: 'Leave it out of the data and write the encrypted field.',
  })
}

function boundColumn({ plan, key }: Place): QueryError {
  return new QueryError({
    code: 'QUERY_BINDING_CHANGED',
    model: plan.name,
    field: key,
    operator: 'data',
    message: 'Sealed values of this model are bound to the column, and would not open after it changes.',
    fix: 'Create a new row with the new value and delete the old one.',
  })
}

function unknownArgument({ plan, key, operator }: Place): QueryError {
  return new QueryError({
    code: 'QUERY_UNKNOWN_ARGUMENT',
    model: plan.name,
    operator: key,
    message: `\`${key}\` under \`${operator}\` is neither a field of the model nor an argument that fieldseal knows.`,
    fix: 'Correct the spelling, run `prisma generate` if the schema changed, or declare the extension that adds it before fieldseal.',
  })
}
