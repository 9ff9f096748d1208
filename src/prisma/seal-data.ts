// Third stage: replaces each value about to be written by what is stored for it, blind indexes included.

import { isAbsent } from './arg-values.js'
import { fillGeneratedBindings } from './binding.js'
import { writeCompounds } from './compound-index.js'
import type { Claim } from './index-epochs.js'
import type { Place } from './place.js'
import type { Echoes } from './protection.js'
import type { Protections } from './protections.js'
import { writtenValue } from './written-value.js'

/**
 * Seals what is written, and returns the claims on unique indexes, which are none but during an index-key rotation.
 * @param echoes takes in what is sealed, for the rows that come back
 * @throws QueryError for a value that cannot be stored
 */
export function sealData(
  places: readonly Place[],
  protections: Protections,
  echoes?: Echoes,
): readonly Claim[] {
  const writes = places.filter(({ kind }) => kind === 'write')
  const claims = [...writeCompounds(writes, protections)]
  for (const place of writes) {
    const { plan, container, key, member, row } = place
    const value = writtenValue(place, container[key])
    if (member?.kind !== 'field' || isAbsent(value)) continue
    if (row === container && member.bind.length > 0) fillGeneratedBindings(member, container)
    const written = protections.field(member).write(container, value, row, echoes)
    if (written) claims.push({ plan, ...written })
  }
  return claims
}
