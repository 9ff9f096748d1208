// What stands in the bank's tables, in the form in which the trail writes it: read by a client without the extension
// and encoded here on its own, so that the recorder's encoding is held against another.

import type { JsonValue } from '../../src/audit/event.js'
import type { Database } from '../support/databases.js'
import { auditedModels, auditedNames, indexColumns, linkTables, presenceFields } from './bank.js'

/** A record's fields: ciphertext of encrypted ones, presence of passwords and tokens, plain values of all others. */
export type Row = Readonly<Record<string, JsonValue>>

/** Every audited record and link by `recordKey`. */
export type Snapshot = ReadonlyMap<string, Row>

interface Reader {
  findMany(): Promise<Record<string, unknown>[]>
}

/** The name of one record: its model, or the table of a link, and its id as the trail writes it. */
export function recordKey(model: string, recordId: string): string {
  return `${model} ${recordId}`
}

/** The key of a row of a model or link table. */
export function keyOf(model: string, row: Readonly<Record<string, unknown>>): string {
  const id: readonly string[] = model in auditedModels ? auditedModels[model as 'Claim'] : ['A', 'B']
  return recordKey(model, JSON.stringify(Object.fromEntries(id.map(field => [field, encoded(row[field])]))))
}

/** Reads the tables. */
export async function takeSnapshot(db: Database): Promise<Snapshot> {
  const rows = new Map<string, Row>()
  for (const model of auditedNames) {
    const reader = db.plain[
      `${model.charAt(0).toLowerCase()}${model.slice(1)}` as 'claim'
    ] as unknown as Reader
    for (const row of await reader.findMany()) rows.set(keyOf(model, row), encodedRow(row))
  }
  for (const table of linkTables) {
    for (const row of await db.raw(`SELECT * FROM ${db.quote(table)}`))
      rows.set(keyOf(table, row), encodedRow(row))
  }
  return rows
}

function encodedRow(row: Readonly<Record<string, unknown>>): Row {
  const names = Object.keys(row).filter(name => !indexColumns.has(name))
  return Object.fromEntries(
    names.map(name => [name, presenceFields.has(name) ? row[name] !== null : encoded(row[name])]),
  )
}

function encoded(value: unknown): JsonValue {
  if (value === null || value === undefined) return null
  if (value instanceof Date) return value.toISOString()
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64url')
  if (typeof value === 'bigint') return String(value)
  if (typeof value === 'object' && 'toFixed' in value && typeof value.toFixed === 'function')
    return String(value.toFixed())
  return value as JsonValue
}
