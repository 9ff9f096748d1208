// The entries of one operation, from its completed ledger.

import type { AuditEntry } from '../../audit/event.js'
import type { Ledger } from './ledger.js'
import type { NewEntry, RecordImages } from './record-images.js'
import type { StoredLink } from './row-reader.js'
import type { TouchedLinks } from './touched-links.js'

/** An entry for each record of an audited model that changed, and for each link of one that came or went. */
export function changeEntries(ledger: Ledger, images: RecordImages): readonly NewEntry[] {
  const records = ledger.records.filter(({ model }) => model.isAudited).map(record => images.entry(record))
  const links = new Map(ledger.links.flatMap(linkEntries).map(entry => [keyOf(entry), entry]))
  return [...records.filter(entry => entry !== undefined), ...links.values()]
}

/** Entries with their positions in one event, after those that it has. */
export function placed(entries: readonly NewEntry[]): readonly AuditEntry[] {
  return entries.map((entry, position) => ({ position, ...entry }))
}

/** Both sides of a relation may have been looked at: a link has one entry all the same. */
function keyOf({ model, recordId, action }: NewEntry): string {
  return JSON.stringify([model, recordId, action])
}

function linkEntries({ relation, before, after, isAudited }: TouchedLinks): readonly NewEntry[] {
  if (!isAudited) return []
  const entry = (action: 'link' | 'unlink', { A, B }: StoredLink): NewEntry => {
    const ends = JSON.stringify({ values: { A: textOf(A), B: textOf(B) } })
    return {
      model: relation.table,
      recordId: JSON.stringify({ A: textOf(A), B: textOf(B) }),
      action,
      fields: '["A","B"]',
      before: action === 'unlink' ? ends : null,
      after: action === 'link' ? ends : null,
    }
  }
  const gone = [...before].filter(([key]) => !after.has(key)).map(([, link]) => entry('unlink', link))
  const made = [...after].filter(([key]) => !before.has(key)).map(([, link]) => entry('link', link))
  return [...gone, ...made]
}

function textOf(id: unknown): string | number {
  return typeof id === 'number' ? id : String(id)
}
