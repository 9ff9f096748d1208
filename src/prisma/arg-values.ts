// What a value inside Prisma's arguments is: a node to walk, nothing, or one of Prisma's own marker objects.
// Markers are told by their shape, so that no copy of Prisma's run time has to be imported.

/** A plain object of arguments. */
export type Node = Record<string, unknown>

/** A reference to another column of the same row, `db.patient.fields.name`. */
export interface FieldReference {
  readonly modelName: string
  readonly name: string
}

/** True for an object that holds further arguments: no array, Date, Bytes, Decimal or marker. */
export function isNode(value: unknown): value is Node {
  if (typeof value !== 'object' || value === null) return false
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}

/** True for `undefined` and `Prisma.skip`, which both mean "not given". */
export function isAbsent(value: unknown): boolean {
  return value === undefined || isSkip(value)
}

/** `Prisma.skip` is the one object of Prisma's with a method `ifUndefined`. */
function isSkip(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !isNode(value) && 'ifUndefined' in value
}

/** True for a reference to a column (Prisma 7.10: class FieldRefImpl). */
export function isFieldReference(value: unknown): value is FieldReference {
  return (
    typeof value === 'object' &&
    value !== null &&
    !isNode(value) &&
    'modelName' in value &&
    'typeName' in value
  )
}

/** True for a value that is, or holds at any depth, one of Prisma's markers: they are no data. */
export function holdsMarker(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(holdsMarker)
  if (isNode(value)) return Object.values(value).some(holdsMarker)
  return isSkip(value) || isFieldReference(value) || isNullMarker(value)
}

/** `Prisma.DbNull`, `JsonNull` and `AnyNull` (Prisma 7.10: class ObjectEnumValue). */
function isNullMarker(value: unknown): boolean {
  return typeof value === 'object' && value !== null && '_getNamespace' in value
}

/** The nodes of a tree of arguments, its root among them. */
export function nodesIn(tree: unknown): readonly Node[] {
  const parts = Array.isArray(tree) ? tree : isNode(tree) ? Object.values(tree) : []
  const inside = parts.flatMap(nodesIn)
  return isNode(tree) ? [tree, ...inside] : inside
}

/** The same tree with other nodes in the place of some of its own. */
export function withReplaced(tree: unknown, others: ReadonlyMap<unknown, Node>): unknown {
  const other = others.get(tree)
  if (other) return other
  if (Array.isArray(tree)) return tree.map(one => withReplaced(one, others))
  if (!isNode(tree)) return tree
  return Object.fromEntries(Object.entries(tree).map(([name, one]) => [name, withReplaced(one, others)]))
}
