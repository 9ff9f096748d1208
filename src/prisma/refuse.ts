// Second stage: refuses what ciphertext cannot answer, before anything is sent. A query that gets past
// here means on the encrypted table what it would mean on a plain one.

import { QueryError } from '../errors.js'
import type { FieldPlan } from '../schema/compile.js'
import { isCovered, refuseIncomplete } from './compound-index.js'
import { canGroup } from './grouping.js'
import type { Place, PlaceKind } from './place.js'
import { indexedUniqueName } from './rewrite-where.js'
import { isEqualitySearchable, unanswerable } from './search.js'

/** @throws QueryError for the first place that cannot be answered correctly. */
export function refuse(places: readonly Place[]): void {
  for (const place of places) refusals[place.kind]?.(place)
}

/** What each kind of place is refused for; kinds without a row are answered by a later stage. */
const refusals: Readonly<Partial<Record<PlaceKind, (place: Place) => void>>> = {
  filter: refuseFilter,
  unique: refuseFilter,
  having: refuseFilter,
  compoundUnique: refuseCompoundUnique,
  distinct: refuseDistinct,
  grouping: refuseGrouping,
  reference: place => {
    throw unsupported(place, 'a field reference', 'Compare with a value, or compare after reading.')
  },
  values: place => {
    throw values(place)
  },
  write: refuseWrite,
  unreadable: place => {
    throw unsupported(
      place,
      'the value itself',
      'Leave it out: tokens are found by value, passwords verified with verifyPassword, and neither is read.',
    )
  },
  boundColumn: place => {
    throw boundColumn(place)
  },
  shape: place => {
    throw wrongShape(place)
  },
  unknown: place => {
    throw unknownArgument(place)
  },
}

function refuseFilter(place: Place): void {
  const { member, container, key } = place
  if (member?.kind !== 'field' || isCovered(place)) return
  const operator = unanswerable(container[key], member.entry)
  if (operator === undefined) return
  throw unsupported({ ...place, operator }, `the filter \`${operator}\``, filterFix(member))
}

function filterFix({ entry }: FieldPlan): string {
  if (entry.password) return 'Check a password with verifyPassword.'
  if (isEqualitySearchable(entry))
    return 'Use equals, in, notIn or not with values, or filter by a plain column.'
  return 'Make the field @searchable to find it by equality, or filter by a plain column.'
}

/** A compound unique is answered by the one that has the index columns in the fields' place. */
function refuseCompoundUnique(place: Place): void {
  const { plan, member } = place
  if (member?.kind !== 'compoundUnique') return
  const columns = member.fields.map(name => {
    const field = plan.members.get(name)
    return field?.kind === 'field' ? field.entry.searchable?.index : name
  })
  if (columns.every(column => column !== undefined) && indexedUniqueName(plan, columns) !== undefined) return
  throw unsupported(
    { ...place, operator: member.name },
    `the compound unique \`${member.name}\``,
    'Use another unique.',
  )
}

function refuseDistinct(place: Place): void {
  if (place.member?.kind === 'field' && isEqualitySearchable(place.member.entry)) return
  throw values(place)
}

function refuseGrouping(place: Place): void {
  if (place.member?.kind === 'field' && canGroup(place.member)) return
  throw values(place)
}

function values(place: Place): QueryError {
  const fix = 'Read the rows and do this in the application, or keep a plain column for it.'
  return unsupported(place, `\`${place.operator}\``, fix)
}

function refuseWrite(place: Place): void {
  if (place.member?.kind === 'index') throw indexWrite(place)
  refuseIncomplete(place)
}

function unsupported({ plan, member, operator }: Place, what: string, fix: string): QueryError {
  return new QueryError({
    code: 'QUERY_UNSUPPORTED',
    model: plan.name,
    field: member?.name,
    operator,
    message: `Of what is stored, ${what} cannot be answered.`,
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
    message:
      'This changes a column that sealed values of the model are bound to; they would not open any more.',
    fix: 'Create a new row with the new value and delete the old one.',
  })
}

function wrongShape({ plan, operator }: Place): QueryError {
  return new QueryError({
    code: 'QUERY_UNKNOWN_ARGUMENT',
    model: plan.name,
    operator,
    message: `What stands under \`${operator}\` is neither an object nor a list of objects.`,
    fix: 'Pass the arguments in the shape that the types of Prisma Client give.',
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
