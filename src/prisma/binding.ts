// The values of the columns that a sealed value is bound to (`bind:`), taken from the arguments of a write
// or from a row that was read. Both give the same text for the same stored value, or the write is refused.

import { QueryError } from '../errors.js'
import type { BindingPlan, FieldPlan } from '../schema/compile.js'
import { isAbsent, isNode, type Node } from './arg-values.js'

/** Text that equals its stored form under every collation: MySQL compares `A`, `a` and `a ` as equal. */
const collationSafe = /^[a-z0-9_.:/-]*$/

/**
 * The binding of a value about to be written.
 * @param row the data of a create, or the `where` of an update
 * @throws QueryError QUERY_BINDING_MISSING where a bound column is not known before the write
 */
export function bindingOfArgs(field: FieldPlan, row: Node | undefined, provider: string): string[] {
  return field.bind.map(entry => {
    const text = row ? bindingText(entry, equalityOf(row, entry)) : undefined
    if (text === undefined) throw missing(field, entry.field)
    if (provider === 'mysql' && !collationSafe.test(text)) throw ambiguous(field, entry.field)
    return text
  })
}

/** The binding of a row that was read; the columns are always part of the query (see select-columns.ts). */
export function bindingOfRow(field: FieldPlan, row: Node): string[] {
  return field.bind.map(entry => bindingText(entry, row[entry.field]) ?? '')
}

/** The value of a column in `row`: `id: 1`, `id: { equals: 1 }`, in a compound unique, or by connecting its relation. */
function equalityOf(row: Node, entry: BindingPlan): unknown {
  const value = row[entry.field]
  if (isNode(value)) return Object.keys(value).length === 1 ? value.equals : undefined
  if (!isAbsent(value)) return value
  const connected = connectedValue(row, entry)
  if (connected !== undefined) return connected
  const compounds = entry.compoundUniques.map(name => row[name])
  return compounds.find(isNode)?.[entry.field]
}

/** `tenant: { connect: { id: 't1' } }` gives `tenantId`. */
function connectedValue(row: Node, { relation }: BindingPlan): unknown {
  const write = relation && row[relation.name]
  const connect = isNode(write) ? write.connect : undefined
  return relation && isNode(connect) ? connect[relation.reference] : undefined
}

function bindingText({ type }: BindingPlan, value: unknown): string | undefined {
  switch (typeof value) {
    case 'string':
      return type === 'Uuid' ? value.toLowerCase() : type === 'String' ? value : undefined
    case 'number':
    case 'bigint':
      return type === 'Int' || type === 'BigInt' ? String(value) : undefined
    default:
      return undefined
  }
}

/** Gives a row about to be created the `uuid()` defaults that its sealed values are bound to. */
export function fillGeneratedBindings(field: FieldPlan, data: Node): void {
  for (const entry of field.bind) {
    if (entry.isGenerated && isAbsent(data[entry.field])) data[entry.field] = globalThis.crypto.randomUUID()
  }
}

function missing(field: FieldPlan, column: string): QueryError {
  const message = `The value is bound to ${column}, which these arguments do not fix to one value.`
  const fix = `Give ${column} in the data of a create, or as an equality in the where of an update.`
  return unbound(field, message, fix)
}

function ambiguous(field: FieldPlan, column: string): QueryError {
  const message = `The value is bound to ${column}, whose text MySQL may match in another spelling.`
  return unbound(field, message, `Use lower-case ASCII letters, digits and _ . : / - in ${column}.`)
}

function unbound({ model, name }: FieldPlan, message: string, fix: string): QueryError {
  return new QueryError({ code: 'QUERY_BINDING_MISSING', model, field: name, operator: 'bind', message, fix })
}
