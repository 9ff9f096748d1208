// Third stage: replaces each value about to be written by what is stored for it.

import type { FieldPlan } from '../schema/compile.js'
import { isNode, type Node } from './arg-values.js'
import { fillGeneratedBindings } from './binding.js'
import type { Place } from './place.js'
import type { Protection } from './protection.js'

/** @throws QueryError for a value that cannot be stored. */
export function sealData(places: readonly Place[], protections: ReadonlyMap<FieldPlan, Protection>): void {
  for (const place of places) {
    if (place.kind !== 'write' || place.member?.kind !== 'field') continue
    const { container, key, member, row } = place
    if (row === container && member.bind.length > 0) fillGeneratedBindings(member, container)
    protections.get(member)?.write(container, writtenValue(place, container[key]), row)
  }
}

/** `{ set: value }` is an operation in an update, as Prisma's own input types have it, and a value in a create. */
function writtenValue({ row, container }: Place, value: unknown): unknown {
  if (row === container || !isNode(value)) return value
  return isSetOperation(value) ? value.set : value
}

function isSetOperation(value: Node): boolean {
  const keys = Object.keys(value)
  return keys.length === 1 && keys[0] === 'set'
}
