// How reports write who and what, for people: every text of the trail through `visibleText`.

import type { ReportLine } from './report.js'
import { cutText, visibleText } from './visible-text.js'

const digits = new Intl.NumberFormat('en-US')

/** 12,345. */
export function shownNumber(value: number): string {
  return digits.format(value)
}

/** `1 event`, `12,345 events`. */
export function shownCount(value: number, noun: string, plural = `${noun}s`): string {
  return `${shownNumber(value)} ${value === 1 ? noun : plural}`
}

/** 14 %; less than half a percent of something is not 0. */
export function shownShare(part: number, whole: number): string {
  if (whole === 0) return '0 %'
  const percent = (100 * part) / whole
  return part > 0 && percent < 0.5 ? '< 1 %' : `${Math.round(percent)} %`
}

/** The viewer's id; the application has none. */
export function shownActor(actor: string | null): string {
  return actor === null ? '(application)' : visibleText(actor)
}

/** The values of a record's key: `p1`, or `building=A number=7`. */
export function shownRecord(recordId: string): string {
  return visibleText(keyText(recordId) ?? recordId)
}

/** The most of a statement that is shown. */
const shownSql = 160

/** The records of a line: `Patient p1, p2 and 3 more`; the statement of raw SQL. */
export function shownRecords({ model, records, recordCount, sql }: ReportLine): string {
  if (sql !== undefined) return cutText(visibleText(sql), shownSql)
  const models = [...new Set(records.map(one => one.model))]
  if (models.length === 0) {
    const count = recordCount > 0 ? ` (${shownCount(recordCount, 'record')})` : ''
    return model === null ? '' : visibleText(model) + count
  }
  const groups = models.map(name => {
    const ids = records.filter(one => one.model === name).map(one => shownRecord(one.recordId))
    return `${visibleText(name)} ${ids.join(', ')}`
  })
  const more = recordCount - records.length
  return `${groups.join('; ')}${more > 0 ? ` and ${shownNumber(more)} more` : ''}`
}

/** What an event was: `reveal`, `reveal denied`, `login failed`. */
export function shownKind({ kind, outcome, breakGlass }: ReportLine): string {
  const words = [kind, outcome === 'done' ? '' : outcome, breakGlass ? '(break-glass)' : '']
  return visibleText(words.filter(word => word !== '').join(' '))
}

/** Why, in the viewer's words, and why not, as a code. */
export function shownWhy({ reason, purpose, code }: ReportLine): string {
  const parts = [reason, purpose === null ? null : `for ${purpose}`, code]
  return visibleText(parts.filter(part => part !== null && part !== undefined).join(' · '))
}

/** The address and the request that it came with. */
export function shownFrom({ ip, requestId }: ReportLine): string {
  return visibleText([ip, requestId].filter(part => part !== null).join(' · '))
}

function keyText(recordId: string): string | undefined {
  try {
    const entries = Object.entries(JSON.parse(recordId) as Record<string, unknown>)
    if (entries.length === 0) return undefined
    return entries.length === 1
      ? String(entries[0]?.[1])
      : entries.map(([key, value]) => `${key}=${value}`).join(' ')
  } catch {
    return undefined
  }
}
