// Third stage, the slow part: hashes every password that is about to be written, a few at a time. Operations
// without one pass at once, and stay synchronous.

import { isAbsent } from './arg-values.js'
import { fillGeneratedBindings } from './binding.js'
import type { Place } from './place.js'
import type { Protections } from './protections.js'
import { writtenValue } from './written-value.js'

/**
 * Runs `next` when no password at these places is plain any more.
 * @throws QueryError for a password that cannot be one, before anything is sent
 */
export function withHashedPasswords<Result>(
  places: readonly Place[],
  protections: Protections,
  next: () => Promise<Result>,
): Promise<Result> {
  const passwords = places.filter(
    ({ kind, member }) => kind === 'write' && member?.kind === 'field' && member.entry.password,
  )
  return passwords.length === 0 ? next() : hashAll(passwords, protections).then(next)
}

async function hashAll(places: readonly Place[], protections: Protections): Promise<void> {
  const batch = {}
  await Promise.all(places.map(place => hashOne(place, protections, batch)))
}

async function hashOne(place: Place, protections: Protections, batch: object): Promise<void> {
  const { container, key, member, row } = place
  const value = writtenValue(place, container[key])
  if (member?.kind !== 'field' || value === null || isAbsent(value)) return
  if (row === container) fillGeneratedBindings(member, container)
  container[key] = await protections.field(member).hash?.(value, row, batch)
}
