// Which protected values of models with `@@audit(reads)` a result holds, once it is opened.

import { relatedRows } from '../../masking/mask-rows.js'
import type { ModelPlan } from '../../schema/compile.js'
import type { RecordedPlan } from '../../schema/recorded-plan.js'
import { isNode, type Node } from '../arg-values.js'
import type { Ledger } from './ledger.js'
import { recordId } from './record-id.js'
import type { NewEntry } from './record-images.js'

/** What was read. */
export interface ReadRecords {
  /** How many records, of which the first have an entry. */
  count: number
  readonly entries: NewEntry[]
}

/** What is collected, and how much of it. */
export interface ReadSettings {
  readonly plans: ReadonlyMap<string, RecordedPlan>
  /** The most entries. */
  readonly mostIds: number
  /** True for the result of a change, whose event tells of the rows themselves. */
  readonly isBelow: boolean
}

/** Collects what is read in rows of `plan` and below. */
export function collectReads(
  plan: ModelPlan,
  rows: readonly Node[],
  { plans: recorded, mostIds, isBelow }: ReadSettings,
): ReadRecords {
  const found: ReadRecords = { count: 0, entries: [] }
  const visit = (model: ModelPlan, some: readonly Node[]): void => {
    const [first] = some
    if (first === undefined || !model.reachesProtected) return
    const own = recorded.get(model.name)
    if (own?.auditsReads && !(isBelow && some === rows)) collect(own, model, some, found, mostIds)
    for (const { name, target } of model.relations) if (name in first) visit(target, relatedRows(some, name))
  }
  visit(plan, rows)
  return found
}

function collect(
  own: RecordedPlan,
  model: ModelPlan,
  rows: readonly Node[],
  found: ReadRecords,
  mostIds: number,
): void {
  const names = readFields(model)
  for (const row of rows) {
    const fields = names.filter(name => row[name] !== null && row[name] !== undefined)
    if (fields.length === 0) continue
    found.count++
    // The groups of a groupBy are of no one record.
    if (found.entries.length >= mostIds || own.id.some(field => row[field] === undefined)) continue
    found.entries.push({
      model: own.name,
      recordId: recordId(own, row),
      action: 'read',
      fields: JSON.stringify(fields),
      before: null,
      after: null,
    })
  }
}

/** The fields whose values a read hands out: a masked one only shows its mask until it is revealed. */
export function readFields({ fields, masked }: ModelPlan): readonly string[] {
  const isMasked = (name: string) => masked.some(field => field.name === name)
  return fields.filter(({ entry, name }) => entry.encrypted && !isMasked(name)).map(({ name }) => name)
}

/** The protected fields that a change of others' records hands back; none for models whose reads are not recorded. */
export function returnedFields(own: RecordedPlan, operation: string, result: unknown): readonly string[] {
  if (!own.auditsReads || operation.startsWith('create')) return []
  const rows = (Array.isArray(result) ? result : [result]).filter(isNode)
  return readFields(own.plan).filter(name => rows.some(row => row[name] !== null && row[name] !== undefined))
}

/** Entries for the records that an operation left as they were, and handed back. */
export function readEntries(
  ledger: Ledger,
  own: RecordedPlan,
  fields: readonly string[],
): readonly NewEntry[] {
  const records = ledger.records.filter(({ model, before }) => model === own && before)
  const about = {
    model: own.name,
    action: 'read',
    fields: JSON.stringify(fields),
    before: null,
    after: null,
  } as const
  return records.map(({ id }) => ({ ...about, recordId: id }))
}
