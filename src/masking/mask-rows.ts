// After opening: puts a masked row in the place of each row that has masked fields, relations at any depth included.

import type { ModelPlan } from '../schema/compile.js'
import type { Clearance } from './clearance.js'
import { type ComputedNeeds, ownNames } from './computed-needs.js'
import type { MaskedField, MaskedFields } from './masked-fields.js'
import type { Row } from './masked-row.js'
import { type RowClass, rowClass } from './row-class.js'

/** What groups and aggregates hold values under; `_count` holds numbers of rows. */
const aggregates = ['_avg', '_sum', '_min', '_max']

type Wrap = (row: Row) => Row

// A selection is a class; an application has few of them, but one that takes selections from outside may see many.
const maxClasses = 1000

/** Makes the masked rows of one client. */
export class RowMasks {
  readonly #fields: MaskedFields
  readonly #classes = new Map<ModelPlan, Map<string, RowClass>>()
  #needs: ComputedNeeds = new Map()

  constructor(fields: MaskedFields) {
    this.#fields = fields
  }

  /** From now on rows own up to what other extensions' computed fields need of them. */
  answerNeeds(needs: ComputedNeeds): void {
    this.#needs = new Map([...this.#needs, ...needs])
  }

  /** The rows as the viewer gets them; changes the arrays and objects that hold them. */
  mask(plan: ModelPlan, rows: Row[], clearance: Clearance): Row[] {
    if (rows.length === 0 || !plan.reachesMasked) return rows
    const wrap = this.#level(plan, rows, clearance)
    for (let i = 0; i < rows.length; i++) rows[i] = wrap(rows[i] as Row)
    return rows
  }

  /** The groups of a groupBy, or an aggregate: what stands under `_min` and its kin is masked as the field is. */
  maskGroups(plan: ModelPlan, result: unknown, clearance: Clearance): unknown {
    if (plan.masked.length === 0 || typeof result !== 'object' || result === null) return result
    const groups = Array.isArray(result) ? (result as Row[]) : [result as Row]
    for (const name of aggregates) {
      for (const group of groups) {
        const inner = group[name]
        if (typeof inner === 'object' && inner !== null)
          group[name] = this.mask(plan, [inner as Row], clearance)[0]
      }
    }
    this.mask(plan, groups, clearance)
    return Array.isArray(result) ? result : groups[0]
  }

  /** Masks everything below `rows`, and gives what masks one of them. */
  #level(plan: ModelPlan, rows: readonly Row[], clearance: Clearance): Wrap {
    const [first] = rows
    if (first === undefined) return row => row
    for (const { name, target } of plan.relations) {
      if (!target.reachesMasked || !(name in first)) continue
      const wrap = this.#level(target, relatedRows(rows, name), clearance)
      for (const row of rows) replaceRelated(row, name, wrap)
    }
    return this.#wrapper(plan, first, clearance)
  }

  #wrapper(plan: ModelPlan, first: Row, clearance: Clearance): Wrap {
    const fields = (this.#fields.get(plan) ?? []).filter(field => field.name in first)
    if (fields.length === 0) return row => row
    const keys = Object.keys(first)
    const classOf = (isClosed: (field: MaskedField) => boolean) =>
      this.#class(plan, keys, fields, fields.filter(isClosed))
    const names = this.#needs.get(plan.name)
    const needed = names && fields.some(field => names.has(field.name)) ? names : undefined
    if (fields.some(field => clearance.dependsOnRow(field))) {
      return row =>
        made(
          classOf(field => !clearance.seesIn(field, row)),
          row,
          needed,
        )
    }
    const Class = classOf(field => !clearance.sees(field))
    return row => made(Class, row, needed)
  }

  #class(
    plan: ModelPlan,
    keys: readonly string[],
    fields: readonly MaskedField[],
    closed: readonly MaskedField[],
  ): RowClass {
    const classes = this.#classes.get(plan) ?? new Map<string, RowClass>()
    this.#classes.set(plan, classes)
    const id = `${keys.join()} ${closed.map(field => field.name).join()}`
    const known = classes.get(id)
    if (known) return known
    if (classes.size >= maxClasses) classes.clear()
    const open = fields.filter(field => !closed.includes(field))
    const Class = rowClass({ plan, keys, open, closed })
    classes.set(id, Class)
    return Class
  }
}

function made(Class: RowClass, source: Row, needed: ReadonlySet<string> | undefined): Row {
  const row = new Class(source) as unknown as Row
  return needed ? ownNames(row, needed) : row
}

/** The rows that a relation of `rows` leads to. */
export function relatedRows(rows: readonly Row[], relation: string): Row[] {
  const related: Row[] = []
  for (const row of rows) {
    const value = row[relation]
    if (Array.isArray(value)) for (const one of value) related.push(one)
    else if (value !== null && value !== undefined) related.push(value as Row)
  }
  return related
}

function replaceRelated(row: Row, relation: string, wrap: Wrap): void {
  const value = row[relation]
  if (Array.isArray(value)) for (let i = 0; i < value.length; i++) value[i] = wrap(value[i])
  else if (value !== null && value !== undefined) row[relation] = wrap(value as Row)
}
