// Records, rows or data, model by model.

import { addToList } from '../../core/add-to-list.js'
import type { RecordedPlan } from '../../schema/recorded-plan.js'

/** The same by their models, in the order in which those come. */
export function byModel<One extends { readonly model: RecordedPlan }>(
  some: readonly One[],
): ReadonlyMap<RecordedPlan, readonly One[]> {
  const lists = new Map<RecordedPlan, One[]>()
  for (const one of some) addToList(lists, one.model, one)
  return lists
}
