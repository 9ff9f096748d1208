// Second stage: refuses what ciphertext cannot answer, before anything is sent. A query that gets past
// here means on the encrypted table what it would mean on a plain one.

import type { QueryError } from '../errors.js'
import type { FieldPlan } from '../schema/compile.js'
import { isCovered, refuseIncomplete } from './compound-index.js'
import { canGroup } from './grouping.js'
import type { Place, PlaceKind } from './place.js'
import { boundColumn, indexWrite, unknownArgument, unsupported, wrongShape } from './refusals.js'
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
  having: refuseHaving,
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

/** Groups have the equality index only; another condition would stand on a column that they do not have. */
function refuseHaving(place: Place): void {
  const { member, container, key } = place
  if (member?.kind !== 'field') return
  const { prefix: _, ...entry } = member.entry
  refuseFilter({ ...place, member: { ...member, entry }, container: { [key]: container[key] } })
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
