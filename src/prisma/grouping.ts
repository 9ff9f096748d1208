// groupBy by a searchable field: rows are grouped by the blind index, and each group shows the value of one of its
// rows (the one with the least ciphertext: any other is equal under the normaliser).

import type { FieldPlan } from '../schema/compile.js'
import { isNode, type Node } from './arg-values.js'
import type { Place } from './place.js'
import type { Protections } from './protections.js'
import { isEqualitySearchable } from './search.js'

/** A field that groups are told apart by. */
export interface Grouping {
  readonly field: FieldPlan
  readonly column: string
  /** True where the caller did not ask for the index column, or for any `_min`. */
  readonly takesOffIndex: boolean
  readonly takesOffMin: boolean
}

/** True where groups by the field can be made, and their value shown: `_min` takes text only (Prisma 7.10). */
export function canGroup({ entry, bind }: FieldPlan): boolean {
  return isEqualitySearchable(entry) && entry.encrypted?.storage === 'String' && bind.length === 0
}

/** Groups by index columns in place of the fields among the places. */
export function rewriteGroupings(places: readonly Place[], protections: Protections): readonly Grouping[] {
  return places.flatMap(({ kind, container, member }) => {
    if (kind !== 'grouping' || member?.kind !== 'field') return []
    const column = protections.field(member).equality?.column as string
    const names = Array.isArray(container.by) ? container.by : [container.by]
    const takesOffIndex = !names.includes(column)
    const takesOffMin = !isNode(container._min)
    container.by = [...names.filter(name => name !== member.name), ...(takesOffIndex ? [column] : [])]
    container._min = { ...(takesOffMin ? {} : (container._min as Node)), [member.name]: true }
    return [{ field: member, column, takesOffIndex, takesOffMin }]
  })
}

/** Gives each group its values again. */
export function openGroups(
  result: unknown,
  groupings: readonly Grouping[],
  protections: Protections,
): unknown {
  const groups = Array.isArray(result) ? (result as Node[]) : []
  for (const { field, column, takesOffIndex, takesOffMin } of groupings) {
    for (const group of groups) {
      const least = group._min as Node
      group[field.name] = least[field.name]
      delete least[field.name]
      if (takesOffIndex) delete group[column]
      if (takesOffMin && Object.keys(least).length === 0) delete group._min
    }
    protections.field(field).readAll(groups)
  }
  return result
}
