// What the columns of encrypted fields hold, opened with the core alone: no extension, no Prisma query.

import { inspect } from 'node:util'
import { SealedColumn } from '../../src/core/sealed-column.js'
import type { FieldMap } from '../../src/schema/field-map.js'
import type { Database } from '../support/databases.js'
import { testKeySet } from '../support/keys.js'

/** What is stored for a field, row by row, as it stands; null where the column is null. `where` is SQL. */
export function rawValues(db: Database, model: string, field: string, where?: string): Promise<unknown[]> {
  const { table, column } = placeOf(db, model, field)
  return db.rawColumn(table, column, where)
}

/**
 * The plain values of what is stored for a field, sorted by their text, nulls left out. Throws OpenError where
 * anything but a sealed value stands in the column.
 */
export async function storedValues(
  db: Database,
  model: string,
  field: string,
  where?: string,
): Promise<unknown[]> {
  const { type, storage, column } = placeOf(db, model, field).encrypted
  const sealed = new SealedColumn({
    keyring: testKeySet().data,
    application: '',
    column,
    type,
    storage,
    model,
    field,
  })
  const stored = (await rawValues(db, model, field, where)).filter(value => value !== null)
  return stored.map(value => sealed.open(value)).sort(byText)
}

function placeOf(db: Database, model: string, field: string) {
  const map: FieldMap = db.fields
  const entry = map.models[model]
  const encrypted = entry?.fields[field]?.encrypted
  if (!entry || !encrypted) throw new TypeError(`${model}.${field} is not encrypted`)
  return { table: entry.table ?? model, column: entry.scalars[field] ?? field, encrypted }
}

function byText(one: unknown, other: unknown): number {
  return inspect(one) < inspect(other) ? -1 : 1
}
