// What each row of a reveal may show to its viewer.

import type { Clearance } from './clearance.js'
import type { MaskedField } from './masked-fields.js'
import type { RevealedRecord } from './reveal-event.js'
import { type FoundRow, maskedOf } from './rows-within.js'

/** A row, and the fields of it that are revealed. */
export interface Grant extends FoundRow {
  readonly fields: readonly MaskedField[]
  /** True where some of them open by breaking the glass alone. */
  readonly isBroken: boolean
}

/**
 * The rows of which something is revealed.
 * @param breaksGlass opens what nothing but a missing right keeps closed; what the policy denies stays so
 */
export function grantsOf(
  found: readonly FoundRow[],
  clearance: Clearance,
  breaksGlass: boolean,
): readonly Grant[] {
  const grants = found.map(one => {
    const { source, shape } = one
    const isSeen = (field: MaskedField) => clearance.sees(field, source)
    const opens = (field: MaskedField) => isSeen(field) || (breaksGlass && !clearance.isDenied(field, source))
    const fields = maskedOf(shape).filter(opens)
    return { ...one, fields, isBroken: !fields.every(isSeen) }
  })
  return grants.filter(grant => grant.fields.length > 0)
}

/** What an event says of a grant. */
export function recordOf({ shape, source, fields }: Grant): RevealedRecord {
  const { name, entry, masked, members } = shape.plan
  const isPlain = (column: string) =>
    members.get(column)?.kind === 'scalar' &&
    source[column] !== undefined &&
    !masked.some(field => field.name === column)
  const unique = entry.uniques.find(one => one.fields.every(isPlain))
  const id = unique && Object.fromEntries(unique.fields.map(column => [column, source[column]]))
  return { model: name, id, fields: fields.map(field => field.name) }
}
