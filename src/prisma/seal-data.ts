// Third stage: replaces each value about to be written by what is stored for it, blind indexes included.

import { isAbsent } from './arg-values.js'
import { fillGeneratedBindings } from './binding.js'
import { writeCompounds } from './compound-index.js'
import type { Place } from './place.js'
import type { Protections } from './protection.js'
import { writtenValue } from './written-value.js'

/** @throws QueryError for a value that cannot be stored. */
export function sealData(places: readonly Place[], protections: Protections): void {
  const writes = places.filter(({ kind }) => kind === 'write')
  writeCompounds(writes, protections)
  for (const place of writes) {
    const { container, key, member, row } = place
    if (member?.kind !== 'field') continue
    if (row === container && member.bind.length > 0) fillGeneratedBindings(member, container)
    const value = writtenValue(place, container[key])
    if (!isAbsent(value)) protections.field(member).write(container, value, row)
  }
}
