// The trail out of a file that exportTrail wrote. A line that is not in its form is a finding, not an error.

import { open } from 'node:fs/promises'
import { AuditError } from '../../errors.js'
import { trailTables } from '../trail-tables.js'
import { countedAs, type ExportEnd, exportFormat } from './export-trail.js'
import { finding } from './finding.js'
import type { TrailItem, TrailPage } from './trail-item.js'

const pageSize = 1000

/** The parts of each kind of line. */
const forms = [
  ['leaf', 'event', 'entries'],
  ['leaf', 'entries'],
  ['checkpoint'],
  ['event', 'entries'],
  ['entry'],
  ['finding'],
]

/** The columns of a part, in order. */
const columns: Readonly<Record<string, string>> = {
  leaf: trailTables.AuditLeaf.columns.join(),
  event: trailTables.AuditEvent.columns.join(),
  entry: trailTables.AuditEntry.columns.join(),
  checkpoint: trailTables.AuditCheckpoint.columns.join(),
}

/** Reads an export. Throws AuditError AUDIT_EXPORT_INVALID for a file that does not begin as one. */
export async function* readExport(path: string): AsyncGenerator<TrailPage, void, undefined> {
  const file = await open(path)
  try {
    const { size } = await file.stat()
    const reader = new ExportReader()
    let bytes = 0
    for await (const line of file.readLines({ autoClose: false })) {
      bytes += Buffer.byteLength(line) + 1
      reader.add(line)
      if (reader.isFull) yield { items: reader.take(), fraction: Math.min(1, bytes / size) }
    }
    yield { items: reader.end(), fraction: 1 }
  } finally {
    await file.close()
  }
}

/** The lines of an export, one after another. */
class ExportReader {
  readonly #count = { leaves: 0, checkpoints: 0, unsealed: 0, others: 0 }
  #items: TrailItem[] = []
  #line = 0
  #end: ExportEnd | undefined

  get isFull(): boolean {
    return this.#items.length >= pageSize
  }

  take(): readonly TrailItem[] {
    const items = this.#items
    this.#items = []
    return items
  }

  add(text: string): void {
    const value = parseLine(text)
    if (this.#line++ === 0) return refuseForeign(value)
    if (this.#end === undefined && isEnd(value)) {
      this.#end = value.end
    } else if (isItem(value)) {
      this.#count[countedAs(value)]++
      this.#items.push(value)
    } else {
      this.#items.push({ finding: finding('line-unreadable', { line: this.#line }) })
    }
  }

  end(): readonly TrailItem[] {
    if (this.#line === 0) refuseForeign(undefined)
    const isWhole = JSON.stringify(this.#end) === JSON.stringify(this.#count)
    if (!isWhole) this.#items.push({ finding: finding('export-incomplete', { line: this.#line }) })
    return this.take()
  }
}

/** The value of a line; undefined for one that is written otherwise than JSON.stringify writes. */
function parseLine(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text)
    return JSON.stringify(value) === text ? value : undefined
  } catch {
    return undefined
  }
}

function refuseForeign(value: unknown): void {
  if (isObject(value) && value.format === exportFormat) return
  throw new AuditError({
    code: 'AUDIT_EXPORT_INVALID',
    message: `The file does not begin as an export of the trail does.`,
    fix: 'Give a file that `npx fieldseal audit export` wrote.',
  })
}

function isEnd(value: unknown): value is { readonly end: ExportEnd } {
  return isObject(value) && isObject(value.end)
}

/** True where a line has the parts of a piece and no other; what stands in them is verified, not believed. */
function isItem(value: unknown): value is TrailItem {
  if (!isObject(value)) return false
  const parts = Object.keys(value)
  const isForm = forms.some(form => form.length === parts.length && form.every(part => part in value))
  return isForm && parts.every(part => isPart(part, value[part]))
}

function isPart(part: string, value: unknown): boolean {
  if (part === 'entries') return Array.isArray(value) && value.every(entry => isPart('entry', entry))
  return isObject(value) && (part === 'finding' || Object.keys(value).join() === columns[part])
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
