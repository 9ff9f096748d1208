// Translates the filter of one protected field into conditions on its index columns. Null takes part in SQL's
// three-valued logic as before: an index column is null exactly where its field is.

import { isAbsent, isNode, type Node } from './arg-values.js'
import type { Protection } from './protection.js'

/**
 * The conditions, all of which have to hold, that say what `filter` says of the field `name`. Inside `not: { ... }`
 * each operator is reversed by itself, and `not: value` means the same at every depth, as Prisma reads it (7.10).
 */
export function searchConditions(
  name: string,
  filter: unknown,
  protection: Protection,
  isReversed = false,
): Node[] {
  if (!isNode(filter)) return [equality(name, filter, protection, isReversed)]
  const given = Object.entries(filter).filter(([, value]) => !isAbsent(value))
  return given.flatMap(
    ([operator, value]) => translations[operator]?.(name, value, protection, isReversed) ?? [],
  )
}

type Translation = (name: string, value: unknown, protection: Protection, isReversed: boolean) => Node[]

/** refuse.ts lets no other operator pass; `mode` is said by the normaliser already. */
const translations: Readonly<Record<string, Translation>> = {
  equals: (name, value, protection, isReversed) => [equality(name, value, protection, isReversed)],
  in: (name, values, protection, isReversed) => [among(name, values, protection, isReversed)],
  notIn: (name, values, protection, isReversed) => [among(name, values, protection, !isReversed)],
  not: (name, value, protection, isReversed) =>
    isNode(value)
      ? searchConditions(name, value, protection, !isReversed)
      : [equality(name, value, protection, true)],
  startsWith: (_name, prefix, { prefix: index }, isReversed) => {
    if (!index) return []
    const found = { OR: index.texts(prefix).map(text => ({ [index.column]: { startsWith: text } })) }
    return [isReversed ? { NOT: found } : found]
  },
}

function equality(name: string, value: unknown, { equality: index }: Protection, isReversed: boolean): Node {
  if (value === null) return { [name]: isReversed ? { not: null } : null }
  if (!index) throw new TypeError(`The filter on ${name} was not refused, and no index answers it`)
  const texts = index.texts(value)
  if (texts.length > 1) return { [index.column]: { [isReversed ? 'notIn' : 'in']: texts } }
  return { [index.column]: isReversed ? { not: texts[0] } : texts[0] }
}

/** A list of null, `in: null`, is null itself. */
function among(name: string, values: unknown, protection: Protection, isReversed: boolean): Node {
  const { equality: index } = protection
  if (!Array.isArray(values)) return equality(name, null, protection, isReversed)
  if (!index) throw new TypeError(`The filter on ${name} was not refused, and no index answers it`)
  // Each text once: Prisma cuts a long list into several queries, and a text in two of them would find its rows twice.
  const texts = [...new Set(values.flatMap(value => index.texts(value)))]
  return { [index.column]: { [isReversed ? 'notIn' : 'in']: texts } }
}

/** Adds a condition that has to hold as well; one that stands on a key of the filter already goes under AND. */
export function addCondition(filter: Node, condition: Node): void {
  if (Object.keys(condition).every(key => !Object.hasOwn(filter, key))) Object.assign(filter, condition)
  else filter.AND = [...listOf(filter.AND), condition]
}

/** A value that stands alone or in a list, as a list. */
export function listOf(value: unknown): unknown[] {
  if (value === undefined) return []
  return Array.isArray(value) ? value : [value]
}
