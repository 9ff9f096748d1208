// One entry of a history, with its JSON read and its images opened.

import type { AuditEntry, AuditEvent } from '../../audit/event.js'
import type { ImageOpener } from './opened-image.js'

/** @param opener of the record's model; none for links, which hold nothing protected */
export function openedEntry(event: AuditEvent, entry: AuditEntry, opener: ImageOpener | undefined) {
  const { recordId: id, action, fields } = entry
  const [before, after] = [entry.before, entry.after].map(image => {
    if (image === null) return undefined
    const parsed = JSON.parse(image)
    return opener ? opener.open(parsed, id) : { values: parsed.values, unopened: [] }
  })
  return {
    event: {
      ...event,
      time: new Date(event.time),
      roles: event.roles === null ? [] : JSON.parse(event.roles),
      details: event.details === null ? null : JSON.parse(event.details),
    },
    action,
    fields: JSON.parse(fields),
    before: before?.values ?? null,
    after: after?.values ?? null,
    unopened: [...new Set([...(before?.unopened ?? []), ...(after?.unopened ?? [])])],
  }
}
