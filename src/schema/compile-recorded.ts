// Compiles what the field map says of recorded models, once per extended client.

import type { ModelPlan } from './compile.js'
import type { FieldMap, LinkEntry, RelationEntry } from './field-map.js'
import type { JoinedRelation, LinkedRelation, RecordedPlan, RecordedRelation } from './recorded-plan.js'

interface OpenPlan extends RecordedPlan {
  relations: Map<string, RecordedRelation>
  reachesAudited: boolean
  reachesReads: boolean
}

/** The plans of every model, by name; none where no model is audited. */
export function compileRecorded(
  map: FieldMap,
  plans: ReadonlyMap<string, ModelPlan>,
): ReadonlyMap<string, RecordedPlan> {
  const open = new Map<string, OpenPlan>()
  for (const [name, entry] of Object.entries(map.recorded ?? {})) {
    const plan = plans.get(name) as ModelPlan
    const isAudited = entry.audit !== undefined
    open.set(name, {
      name,
      plan,
      table: plan.entry.table ?? name,
      columns: new Map(Object.entries(plan.entry.scalars)),
      types: entry.types,
      enums: entry.enums ?? {},
      id: entry.id,
      uuids: entry.uuids,
      isAudited,
      auditsReads: entry.audit === 'reads',
      relations: new Map(),
      reachesAudited: isAudited,
      reachesReads: entry.audit === 'reads',
    })
  }
  for (const one of open.values()) addRelations(one, map, open)
  for (const reach of ['reachesAudited', 'reachesReads'] as const) spread(reach, [...open.values()])
  return open
}

function addRelations(one: OpenPlan, map: FieldMap, open: ReadonlyMap<string, OpenPlan>): void {
  for (const [name, relation] of Object.entries(one.plan.entry.relations)) {
    const target = open.get(relation.model) as OpenPlan
    const link = map.recorded?.[one.name]?.links[name]
    const joined = link ? linkedRelation(one, name, target, link) : joinedRelation(one, name, target, map)
    one.relations.set(name, joined)
  }
}

function linkedRelation(one: OpenPlan, name: string, target: OpenPlan, link: LinkEntry): LinkedRelation {
  const { table, column: here } = link
  const there = here === 'A' ? 'B' : 'A'
  return { kind: 'link', name, target, isList: true, table, here, there, idField: one.id[0] as string }
}

function joinedRelation(one: OpenPlan, name: string, target: OpenPlan, map: FieldMap): JoinedRelation {
  const relation = one.plan.entry.relations[name] as RelationEntry
  const [opposite, back] = oppositeOf(one.name, name, map)
  const isOwn = relation.columns !== undefined
  const columns = Object.entries(relation.columns ?? back.columns ?? {})
  const [holder, field] = isOwn ? [one.name, name] : [target.name, opposite]
  const reference = map.recorded?.[holder]?.references[field]
  return {
    kind: isOwn ? 'own' : 'theirs',
    name,
    target,
    isList: relation.isList,
    pairs: isOwn ? columns : columns.map(([theirs, own]) => [own, theirs] as const),
    onDelete: reference?.onDelete ?? 'NoAction',
    onUpdate: reference?.onUpdate ?? 'Cascade',
    opposite,
  }
}

/** The other side of a relation: a field of the target, of the same relation and another than it. */
function oppositeOf(model: string, name: string, { models }: FieldMap) {
  const relation = models[model]?.relations[name]
  const target = relation?.model ?? ''
  const found = Object.entries(models[target]?.relations ?? {}).find(
    ([other, { relation: id }]) => id === relation?.relation && !(target === model && other === name),
  )
  if (!found) throw new TypeError(`The field map lacks the other side of ${model}.${name}`)
  return found
}

/** Spreads backwards along relations until nothing changes. */
function spread(reach: 'reachesAudited' | 'reachesReads', plans: readonly OpenPlan[]): void {
  let hasChanged = true
  while (hasChanged) {
    hasChanged = false
    for (const plan of plans) {
      const reaches = [...plan.relations.values()].some(({ target }) => target[reach])
      if (plan[reach] || !reaches) continue
      plan[reach] = true
      hasChanged = true
    }
  }
}
