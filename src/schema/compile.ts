// Compiles the field map, once per extended client, into one plan per model: what each name of the model
// means, and whether anything protected can be reached from it. Stages look names up here and nowhere else.

import type {
  BindingEntry,
  CompoundEntry,
  FieldEntry,
  FieldMap,
  ModelEntry,
  UniqueEntry,
} from './field-map.js'
import { type MaskedPlan, planMasked, toldBy } from './masked-plan.js'

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
  readonly bind: readonly BindingPlan[]
  /** True where the column that the field is found by is part of a unique. */
  readonly isUnique: boolean
}

/** A column that a field's values are bound to. */
export interface BindingPlan extends BindingEntry {
  /** The relation whose foreign key the column is, and the column that it refers to. */
  readonly relation?: { readonly name: string; readonly reference: string } | undefined
  /** The compound uniques that hold the column, by their names in `where`. */
  readonly compoundUniques: readonly string[]
}

/** A blind index column: written by fieldseal alone, and left out of results unless selected by name. */
export interface IndexPlan {
  readonly kind: 'index'
  readonly name: string
  /** The fields that the index is computed from. */
  readonly of: readonly string[]
}

/** A relation to another model. */
export interface RelationPlan {
  readonly kind: 'relation'
  readonly name: string
  readonly isList: boolean
  readonly target: ModelPlan
  /** The columns of this model, or of the target, that hold the foreign key. */
  readonly ownColumns: readonly string[]
  readonly targetColumns: readonly string[]
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
  /** Columns left out of results: blind indexes unless selected by name, tokens and passwords always. */
  readonly hidden: readonly string[]
  readonly relations: readonly RelationPlan[]
  readonly compounds: readonly CompoundEntry[]
  /** Columns that some field of the model is bound to. */
  readonly boundColumns: readonly string[]
  /** The id fields of a model whose reads are recorded: they come along with its protected values. */
  readonly readId: readonly string[]
  /** The masked fields, protected and plain ones. */
  readonly masked: readonly MaskedPlan[]
  /** The masked fields that a name tells of in a query: a field itself, an index of it, a compound unique with it. */
  readonly told: ReadonlyMap<string, readonly MaskedPlan[]>
  /** True where the model, or any model reachable through relations, has a protected or masked field. */
  readonly reachesProtected: boolean
  /** The same for masked fields. */
  readonly reachesMasked: boolean
}

interface OpenPlan {
  name: string
  entry: ModelEntry
  members: Map<string, Member>
  fields: FieldPlan[]
  hidden: string[]
  relations: RelationPlan[]
  compounds: readonly CompoundEntry[]
  boundColumns: string[]
  readId: readonly string[]
  masked: readonly MaskedPlan[]
  told: ReadonlyMap<string, readonly MaskedPlan[]>
  reachesProtected: boolean
  reachesMasked: boolean
}

/** The plan of every model of the field map, by model name. */
export function compile(map: FieldMap): ReadonlyMap<string, ModelPlan> {
  const plans = new Map<string, OpenPlan>()
  for (const [name, entry] of Object.entries(map.models)) {
    const recorded = map.recorded?.[name]
    plans.set(name, { ...planScalars(name, entry), readId: recorded?.audit === 'reads' ? recorded.id : [] })
  }
  for (const plan of plans.values()) planRelations(plan, plans)
  for (const reach of ['reachesProtected', 'reachesMasked'] as const) spread(reach, [...plans.values()])
  return plans
}

function planScalars(name: string, entry: ModelEntry): Omit<OpenPlan, 'readId'> {
  const indexed = indexColumns(entry)
  const members = new Map<string, Member>()
  for (const unique of entry.uniques) {
    if (unique.fields.length > 1) members.set(unique.name, { kind: 'compoundUnique', ...unique })
  }
  for (const scalar of Object.keys(entry.scalars))
    members.set(scalar, planScalar(name, scalar, entry, indexed))
  const fields = [...members.values()].filter(member => member.kind === 'field')
  const masked = planMasked(name, entry)
  const unread = fields.filter(field => field.entry.token ?? field.entry.password)
  return {
    name,
    entry,
    members,
    fields,
    hidden: [...indexed.keys(), ...unread.map(field => field.name)],
    relations: [],
    compounds: entry.compounds,
    boundColumns: [...new Set(fields.flatMap(field => field.bind.map(binding => binding.field)))],
    masked,
    told: toldBy(masked, entry, indexed),
    reachesProtected: fields.length > 0 || masked.length > 0,
    reachesMasked: masked.length > 0,
  }
}

function planScalar(
  model: string,
  name: string,
  modelEntry: ModelEntry,
  indexed: ReadonlyMap<string, readonly string[]>,
): Member {
  const entry = modelEntry.fields[name]
  if (entry) {
    const isUnique = isPartOfUnique(modelEntry.uniques, entry.searchable?.index ?? name)
    const bind = bindingPlans((entry.encrypted ?? entry.password)?.bind ?? [], modelEntry)
    return { kind: 'field', name, model, entry, bind, isUnique }
  }
  const of = indexed.get(name)
  return of ? { kind: 'index', name, of } : { kind: 'scalar', name }
}

/** True where a unique holds the column, alone or with others. */
export function isPartOfUnique(uniques: readonly UniqueEntry[], column: string): boolean {
  return uniques.some(unique => unique.fields.includes(column))
}

function bindingPlans(bind: readonly BindingEntry[], { relations, uniques }: ModelEntry): BindingPlan[] {
  return bind.map(binding => {
    const [name, relation] =
      Object.entries(relations).find(([, { columns }]) => columns?.[binding.field] !== undefined) ?? []
    const reference = relation?.columns?.[binding.field]
    const compounds = uniques.filter(({ fields }) => fields.length > 1 && fields.includes(binding.field))
    return {
      ...binding,
      relation: name !== undefined && reference !== undefined ? { name, reference } : undefined,
      compoundUniques: compounds.map(unique => unique.name),
    }
  })
}

/** The fields behind each index column. */
function indexColumns(entry: ModelEntry): ReadonlyMap<string, readonly string[]> {
  const columns = new Map<string, readonly string[]>()
  for (const [name, { searchable, prefix }] of Object.entries(entry.fields)) {
    for (const index of [searchable, prefix]) if (index) columns.set(index.index, [name])
  }
  for (const { fields, index } of entry.compounds) columns.set(index, fields)
  return columns
}

function planRelations(plan: OpenPlan, plans: ReadonlyMap<string, ModelPlan>): void {
  for (const [name, entry] of Object.entries(plan.entry.relations)) {
    const target = plans.get(entry.model)
    if (!target)
      throw new TypeError(`The field map names the model ${entry.model}, which it does not contain`)
    const opposite = Object.values(target.entry.relations).find(
      candidate => candidate !== entry && candidate.relation === entry.relation,
    )
    const relation: RelationPlan = {
      kind: 'relation',
      name,
      isList: entry.isList,
      target,
      ownColumns: Object.keys(entry.columns ?? {}),
      targetColumns: Object.keys(opposite?.columns ?? {}),
    }
    plan.members.set(name, relation)
    plan.relations.push(relation)
  }
}

/** Spreads what models reach backwards along relations until nothing changes. */
function spread(reach: 'reachesProtected' | 'reachesMasked', plans: readonly OpenPlan[]): void {
  let hasChanged = true
  while (hasChanged) {
    hasChanged = false
    for (const plan of plans) {
      if (plan[reach] || !plan.relations.some(relation => relation.target[reach])) continue
      plan[reach] = true
      hasChanged = true
    }
  }
}
