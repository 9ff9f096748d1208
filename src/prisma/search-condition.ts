// Translates the filter of one protected field into conditions on its index columns. Null takes part in SQL's
// three-valued logic as before: an index column is null exactly where its field is.

import { isAbsent, isNode, type Node } from './arg-values.js'
import type { Protection } from './protection.js'

/** The conditions, all of which have to hold, that say what `filter` says of the field `name`. */
export function searchConditions(name: string, filter: unknown, protection: Protection): Node[] {
  if (!isNode(filter)) return [equality(name, filter, protection)]
  const given = Object.entries(filter).filter(([, value]) => !isAbsent(value))
  return given.flatMap(([operator, value]) => translations[operator]?.(name, value, protection) ?? [])
}

type Translation = (name: string, value: unknown, protection: Protection) => Node[]

/** refuse.ts lets no other operator pass; `mode` is said by the normaliser already. */
const translations: Readonly<Record<string, Translation>> = {
  equals: (name, value, protection) => [equality(name, value, protection)],
  in: (_name, values, protection) => [among('in', values, protection)],
  notIn: (_name, values, protection) => [among('notIn', values, protection)],
  not: (name, value, protection) => {
    if (value === null) return [{ [name]: { not: null } }]
    return [{ NOT: { AND: searchConditions(name, value, protection) } }]
  },
  startsWith: (_name, prefix, { prefix: index }) => {
    if (!index) return []
    return [{ OR: index.texts(prefix).map(text => ({ [index.column]: { startsWith: text } })) }]
  },
}

function equality(name: string, value: unknown, { equality: index }: Protection): Node {
  if (value === null || !index) return { [name]: null }
  const texts = index.texts(value)
  return { [index.column]: texts.length === 1 ? texts[0] : { in: texts } }
}

function among(operator: 'in' | 'notIn', values: unknown, { equality: index }: Protection): Node {
  if (!index) return {}
  const texts = (Array.isArray(values) ? values : [values]).flatMap(value => index.texts(value))
  return { [index.column]: { [operator]: texts } }
}
