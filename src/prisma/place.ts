// A place: one spot in an operation's arguments that concerns a protected field. The walkers list places;
// the later stages refuse, seal or rewrite what is listed.

import type { CompoundUniquePlan, FieldPlan, IndexPlan, ModelPlan } from '../schema/compile.js'
import type { Node } from './arg-values.js'

/** What a place is about. */
export type PlaceKind =
  /** data for a protected field, or for an index column */
  | 'write'
  /** an update of a column that sealed values are bound to */
  | 'boundColumn'
  /** a filter on a protected field */
  | 'filter'
  /** the same where it fixes a row by a unique field */
  | 'unique'
  /** a compound unique with a protected field in it */
  | 'compoundUnique'
  /** a protected field under `having` */
  | 'having'
  /** a plain filter that compares with a protected column through a field reference */
  | 'reference'
  /** a protected field under `orderBy`, `_min` and the like; `operator` says which */
  | 'values'
  /** a protected field in a list of `distinct` */
  | 'distinct'
  /** a protected field in a list of `by` */
  | 'grouping'
  /** a field that is never read, selected by name */
  | 'unreadable'
  /** arguments that say which columns come back, for a model with index or bound columns */
  | 'selection'
  /** a name that tells of masked fields: a filter on one, an order by it, its index; `key` is the name */
  | 'masked'
  /** data for a masked field */
  | 'maskedWrite'
  /** something that is no object where Prisma takes objects only */
  | 'shape'
  /** a keyword that the grammar does not know */
  | 'unknown'

/** Where a walk stands. */
export interface Scope {
  readonly plan: ModelPlan
  /** The keyword above: `where`, `data`, `orderBy`, `_min` ... */
  readonly operator: string
  /** The object whose plain values identify the row: the data of a create, the `where` of an update. */
  readonly row?: Node | undefined
  /** True inside NOT, `isNot` and `every`, where a condition that is null counts otherwise than one that is false. */
  readonly isNegated?: boolean | undefined
  /** The relation names that lead from the result to this model's rows. */
  readonly path: readonly string[]
}

/** What a place is about: absent for `boundColumn`, `selection`, `masked`, `maskedWrite` and `unknown`. */
export type PlaceMember = FieldPlan | IndexPlan | CompoundUniquePlan

/** One place in the arguments. */
export interface Place extends Scope {
  readonly kind: PlaceKind
  readonly member?: PlaceMember | undefined
  /** The object and key where the value stands. */
  readonly container: Node
  readonly key: string
}

/** The places found so far. */
export class Places {
  readonly found: Place[] = []

  /** Lists `container[key]`. */
  add(kind: PlaceKind, scope: Scope, container: Node, key: string, member?: PlaceMember): void {
    // Listed one by one: spreading the scope takes longer than the rest of a walk.
    const { plan, operator, row, isNegated, path } = scope
    this.found.push({ kind, plan, operator, row, isNegated, path, member, container, key })
  }

  /** Lists `name` where the answer would tell of masked fields by it. */
  addMasked(scope: Scope, container: Node, name: string): void {
    if (scope.plan.told.has(name)) this.add('masked', scope, container, name)
  }
}
