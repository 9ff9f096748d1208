// Makes the entry of a record from its rows before and after: which fields changed, and what they were and are, without
// a plain protected value.

import { encodeBase64url } from '#crypto'
import type { AuditEntry, EntryAction, JsonValue, RecordImage, SealedImage } from '../../audit/event.js'
import { looksSealed } from '../../core/envelope.js'
import type { FieldPlan } from '../../schema/compile.js'
import type { RecordedPlan } from '../../schema/recorded-plan.js'
import type { Node } from '../arg-values.js'
import type { Echoes } from '../protection.js'
import type { Protections } from '../protections.js'
import { encodeImageValue } from './image-value.js'
import { isChanged, isSame } from './is-changed.js'
import type { TouchedRecord } from './ledger.js'
import type { StoredRow } from './row-reader.js'

/** An entry before it has a place in an event. */
export type NewEntry = Omit<AuditEntry, 'position'>

/** How a field is recorded. */
interface RecordedField {
  readonly name: string
  readonly type: string
  /** Encrypted, or a password or token. */
  readonly field: FieldPlan | undefined
  readonly isMasked: boolean
}

/** Makes entries under one set of keys. */
export class RecordImages {
  readonly #protections: Protections
  readonly #echoes: Echoes | undefined

  constructor(protections: Protections, echoes: Echoes | undefined) {
    this.#protections = protections
    this.#echoes = echoes
  }

  /** The entry of a record; undefined where nothing happened to it. */
  entry({ model, id, before, after }: TouchedRecord): NewEntry | undefined {
    const action = actionOf(before, after)
    if (!action) return undefined
    const all = fieldsOf(model)
    const isUpdate = before !== undefined && after !== undefined
    const written = isUpdate
      ? all.filter(field => !isSame(field.type, before[field.name], after[field.name]))
      : all
    if (written.length === 0) return undefined
    const [old, now] = [before, after].map(row => row && this.#image(model, row, id, written))
    const changed = isUpdate ? written.filter(({ name }) => isChanged(name, old, now)) : written
    return {
      model: model.name,
      recordId: id,
      action,
      fields: JSON.stringify(changed.map(({ name }) => name)),
      before: old ? JSON.stringify(old) : null,
      after: now ? JSON.stringify(now) : null,
    }
  }

  #image(model: RecordedPlan, row: StoredRow, id: string, fields: readonly RecordedField[]): RecordImage {
    const values: Record<string, JsonValue> = {}
    const sealed: Record<string, SealedImage> = {}
    const present: Record<string, boolean> = {}
    const bound: Record<string, JsonValue> = {}
    for (const { name, type, field, isMasked } of fields) {
      if (field && !field.entry.encrypted) present[name] = !isNull(row[name])
      else if (field) {
        sealed[name] = this.#sealedImage(model, field, row, id)
        for (const { field: column } of field.bind) bound[column] = plainValue(model, column, row)
      } else if (isMasked) sealed[name] = this.#ownSeal(model, name, row, id)
      else values[name] = encodeImageValue(type, row[name])
    }
    const others = Object.entries({ sealed, present, bound }).filter(([, part]) => !isEmpty(part))
    return others.length === 0 ? { values } : { values, ...Object.fromEntries(others) }
  }

  /** What stands in an encrypted column; something plain there, from before it was encrypted, is sealed first. */
  #sealedImage(model: RecordedPlan, field: FieldPlan, row: StoredRow, id: string): SealedImage {
    const stored = row[field.name]
    if (isNull(stored)) return { stored: null }
    if (!looksSealed(stored)) return this.#ownSeal(model, field.name, row, id)
    const text = typeof stored === 'string' ? stored : encodeBase64url(stored as Uint8Array)
    const copy: Node = { ...row }
    try {
      this.#protections.field(field).readAll([copy], this.#echoes)
    } catch {
      // It does not open, which reading it tells; here it is replaced or deleted, which must remain possible.
      return { stored: text }
    }
    const value = encodeImageValue(field.entry.encrypted?.type ?? 'String', copy[field.name])
    return { stored: text, print: this.#protections.trail.print(fieldOf(model, field.name), id, value) }
  }

  #ownSeal(model: RecordedPlan, name: string, row: StoredRow, id: string): SealedImage {
    const value = encodeImageValue(model.types[name] ?? 'String', row[name])
    if (value === null) return { stored: null }
    const { trail } = this.#protections
    const field = fieldOf(model, name)
    return { stored: trail.seal(field, id, value), print: trail.print(field, id, value) }
  }
}

const fieldsByModel = new WeakMap<RecordedPlan, readonly RecordedField[]>()

/** The fields of a model that are recorded: all but blind indexes, which only repeat others. */
function fieldsOf(model: RecordedPlan): readonly RecordedField[] {
  const known = fieldsByModel.get(model)
  if (known) return known
  const { plan, columns, types } = model
  const names = [...columns.keys()].filter(name => plan.members.get(name)?.kind !== 'index')
  const fields = names.map(name => {
    const member = plan.members.get(name)
    const isMasked = plan.masked.some(field => field.name === name)
    const field = member?.kind === 'field' ? member : undefined
    return { name, type: types[name] ?? 'String', field, isMasked }
  })
  fieldsByModel.set(model, fields)
  return fields
}

function actionOf(before: StoredRow | undefined, after: StoredRow | undefined): EntryAction | undefined {
  if (before && after) return 'update'
  return before ? 'delete' : after && 'create'
}

function plainValue({ types }: RecordedPlan, name: string, row: StoredRow): JsonValue {
  return encodeImageValue(types[name] ?? 'String', row[name])
}

function fieldOf(model: RecordedPlan, name: string) {
  return { model: model.name, name }
}

function isNull(value: unknown): value is null | undefined {
  return value === null || value === undefined
}

function isEmpty(object: object): boolean {
  return Object.keys(object).length === 0
}
