// Compiles the field map, once per extended client, into one plan per model: what each name of the model
// means, and whether anything protected can be reached from it. Stages look names up here and nowhere else.

import type { BindingEntry, CompoundEntry, FieldEntry, FieldMap, ModelEntry } from './field-map.js'

/** A scalar that fieldseal leaves alone. */
export interface ScalarPlan {
  readonly kind: 'scalar'
  readonly name: string
}

/** A protected field. */
export interface FieldPlan {
  readonly kind: 'field'
  readonly name: string
  readonly model: string
  readonly entry: FieldEntry
  /** The columns that the field's values are bound to; usually none. */
  readonly bind: readonly BindingEntry[]
}

/** A blind index column: written by fieldseal alone, and left out of results unless selected by name. */
export interface IndexPlan {
  readonly kind: 'index'
  readonly name: string
  readonly model: string
}

/** A relation to another model. */
export interface RelationPlan {
  readonly kind: 'relation'
  readonly name: string
  readonly isList: boolean
  readonly target: ModelPlan
}

/** A compound unique or id, by the name it has in `where`. */
export interface CompoundUniquePlan {
  readonly kind: 'compoundUnique'
  readonly name: string
  readonly fields: readonly string[]
}

/** What a name of a model can mean. */
export type Member = ScalarPlan | FieldPlan | IndexPlan | RelationPlan | CompoundUniquePlan

/** One model, compiled. */
export interface ModelPlan {
  readonly name: string
  readonly entry: ModelEntry
  readonly members: ReadonlyMap<string, Member>
  readonly fields: readonly FieldPlan[]
  readonly indexes: readonly IndexPlan[]
  readonly relations: readonly RelationPlan[]
  readonly compounds: readonly CompoundEntry[]
  /** Columns that some field of the model is bound to. */
  readonly boundColumns: readonly string[]
  /** True where the model, or any model reachable through relations, has a protected field. */
  readonly reachesProtected: boolean
}

interface OpenPlan {
  name: string
  entry: ModelEntry
  members: Map<string, Member>
  fields: FieldPlan[]
  indexes: IndexPlan[]
  relations: RelationPlan[]
  compounds: readonly CompoundEntry[]
  boundColumns: string[]
  reachesProtected: boolean
}

/** The plan of every model of the field map, by model name. */
export function compile(map: FieldMap): ReadonlyMap<string, ModelPlan> {
  const plans = new Map<string, OpenPlan>()
  for (const [name, entry] of Object.entries(map.models)) plans.set(name, planScalars(name, entry))
  for (const plan of plans.values()) planRelations(plan, plans)
  spreadReach([...plans.values()])
  return plans
}

function planScalars(name: string, entry: ModelEntry): OpenPlan {
  const indexNames = new Set(indexColumns(entry))
  const members = new Map<string, Member>()
  for (const unique of entry.uniques) {
    if (unique.fields.length > 1) members.set(unique.name, { kind: 'compoundUnique', ...unique })
  }
  for (const scalar of Object.keys(entry.scalars)) {
    const field = entry.fields[scalar]
    if (field) {
      const bind = field.encrypted?.bind ?? []
      members.set(scalar, { kind: 'field', name: scalar, model: name, entry: field, bind })
    } else {
      members.set(scalar, { kind: indexNames.has(scalar) ? 'index' : 'scalar', name: scalar, model: name })
    }
  }
  const all = [...members.values()]
  const fields = all.filter(member => member.kind === 'field')
  const boundColumns = [...new Set(fields.flatMap(field => field.bind.map(entry => entry.field)))]
  const indexes = all.filter(member => member.kind === 'index')
  const reachesProtected = fields.length > 0
  const { compounds } = entry
  return { name, entry, members, fields, indexes, relations: [], compounds, boundColumns, reachesProtected }
}

function indexColumns(entry: ModelEntry): string[] {
  const ofFields = Object.values(entry.fields).flatMap(field => [
    field.searchable?.index,
    field.prefix?.index,
  ])
  return [...ofFields, ...entry.compounds.map(compound => compound.index)].filter(name => name !== undefined)
}

function planRelations(plan: OpenPlan, plans: ReadonlyMap<string, ModelPlan>): void {
  for (const [name, { model, isList }] of Object.entries(plan.entry.relations)) {
    const target = plans.get(model)
    if (!target) throw new TypeError(`The field map names the model ${model}, which it does not contain`)
    const relation: RelationPlan = { kind: 'relation', name, isList, target }
    plan.members.set(name, relation)
    plan.relations.push(relation)
  }
}

/** Spreads `reachesProtected` backwards along relations until nothing changes. */
function spreadReach(plans: readonly OpenPlan[]): void {
  let hasChanged = true
  while (hasChanged) {
    hasChanged = false
    for (const plan of plans) {
      if (plan.reachesProtected || !plan.relations.some(relation => relation.target.reachesProtected))
        continue
      plan.reachesProtected = true
      hasChanged = true
    }
  }
}
