// What a field can be searched by, from its annotations alone: `equality` through a blind index or a token's
// hash, `prefix` through a prefix index. refuse.ts asks before keys are there, rewrite-where.ts translates after.

import type { FieldEntry } from '../schema/field-map.js'
import { isAbsent, isFieldReference, isNode } from './arg-values.js'

/** How a filter's operator is answered. */
type Need = 'equality' | 'list' | 'prefix' | 'nested' | 'mode'

/** The operators that can be answered at all. */
const operators: Readonly<Record<string, Need>> = {
  equals: 'equality',
  in: 'list',
  notIn: 'list',
  not: 'nested',
  startsWith: 'prefix',
  mode: 'mode',
}

/** Normalisers after which case makes no difference. */
const caseFolding: ReadonlySet<string> = new Set(['lowercase', 'email'])

/**
 * The first operator of a filter that cannot be answered correctly, or undefined. Null is stored as null, so
 * `null`, `{ equals: null }` and `{ not: null }` mean on every protected field what they always mean.
 */
export function unanswerable(filter: unknown, entry: FieldEntry): string | undefined {
  if (filter === null) return undefined
  if (!isNode(filter)) return canAnswer('equality', filter, entry) ? undefined : 'equals'
  return Object.keys(filter).find(operator => {
    const value = filter[operator]
    if (isAbsent(value)) return false
    const need = Object.hasOwn(operators, operator) ? operators[operator] : undefined
    return need === undefined || !canAnswer(need, value, entry)
  })
}

function canAnswer(need: Need, value: unknown, entry: FieldEntry): boolean {
  switch (need) {
    case 'nested':
      return unanswerable(value, entry) === undefined
    case 'prefix':
      return entry.prefix !== undefined && typeof value === 'string'
    case 'mode':
      return value === 'default' || foldsCase(entry)
    case 'list':
      return value === null || (isEqualitySearchable(entry) && Array.isArray(value))
    case 'equality':
      return value === null || (isEqualitySearchable(entry) && !isFieldReference(value))
  }
}

/** True where the field is found by equality. */
export function isEqualitySearchable(entry: FieldEntry): boolean {
  return entry.searchable !== undefined || entry.token !== undefined
}

/** True where every index of the field ignores case, so that `mode: 'insensitive'` says what happens anyway. */
function foldsCase({ searchable, prefix, token }: FieldEntry): boolean {
  const indexes = [searchable, prefix, token].filter(index => index !== undefined)
  return indexes.length > 0 && indexes.every(index => index.normalize.some(name => caseFolding.has(name)))
}
