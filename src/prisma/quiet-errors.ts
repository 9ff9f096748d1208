// What Prisma and databases say when a query fails, without the protected values of the query: the message, the stack,
// `meta`, and causes. Errors change in place, since Prisma tells the members of a batch by the error object.

import { SecretTexts } from '../masking/secret-texts.js'
import { isNode } from './arg-values.js'
import type { Place, PlaceKind } from './place.js'

const withValues: ReadonlySet<PlaceKind> = new Set([
  'write',
  'filter',
  'unique',
  'compoundUnique',
  'having',
  'masked',
  'maskedWrite',
])

/** The plain values of protected and masked fields among the arguments, as they stand before anything is sealed. */
export function secretTexts(places: readonly Place[]): SecretTexts {
  const texts = new SecretTexts()
  for (const place of places) if (withValues.has(place.kind)) texts.add(protectedValue(place))
  return texts
}

/** Of a compound unique the protected fields only: the others are as plain as anywhere. */
function protectedValue({ plan, container, key, member }: Place): unknown {
  const value = container[key]
  if (member?.kind !== 'compoundUnique' || !isNode(value)) return value
  const isSecret = (name: string) =>
    plan.members.get(name)?.kind === 'field' || plan.masked.some(one => one.name === name)
  return member.fields.filter(isSecret).map(name => value[name])
}

/** Takes the values out of an error; gives it back. */
export function quietError(error: unknown, secrets: SecretTexts): unknown {
  scrubAll(error, secrets, new Set())
  return error
}

/** A value of another row, too: what PostgreSQL and MySQL quote of the row at fault. */
const quotedRows = [
  /Failing row contains \(.*\)/gs,
  /(?<=Key \([^)]*\)=)\(.*?\)(?= )/gs,
  /(?<=Duplicate entry )'(?:[^'\\]|\\.|'')*'(?= for key)/gs,
]

/** Lines of the caller's source, which Prisma prints above the call (7.10): they hold whatever the source does. */
const color = '(?:\\u001b\\[\\d+m)*'
const sourceLines = new RegExp(`^${color} *${color}\\d+${color} .*\\n`, 'gm')
const calledLine = new RegExp(`^(${color} *→ *${color}\\d+) .*?([\\w$.?[\\]]+${color}\\([^\\n]*)$`, 'm')

/** A text of an error without values and source lines. */
export function quietText(text: string, secrets: SecretTexts): string {
  const isCall = text.includes('invocation in\n')
  const outside = isCall ? text.replace(sourceLines, '').replace(calledLine, '$1 $2') : text
  const withoutRows = quotedRows.reduce((rest, pattern) => rest.replace(pattern, '(•••)'), outside)
  return secrets.scrub(withoutRows)
}

function scrubAll(holder: unknown, secrets: SecretTexts, seen: Set<object>): void {
  if (typeof holder !== 'object' || holder === null || seen.has(holder)) return
  seen.add(holder)
  const members = holder as Record<string, unknown>
  for (const name of Object.getOwnPropertyNames(holder)) {
    const property = Object.getOwnPropertyDescriptor(holder, name)
    const value = property?.value
    if (typeof value === 'string' && property?.writable) members[name] = quietText(value, secrets)
    else scrubAll(value, secrets, seen)
  }
}
