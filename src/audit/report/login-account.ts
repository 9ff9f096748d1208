// Whose password was checked, for reports and watchers.

import type { ReportedEvent } from './reported-event.js'
import { shownRecord } from './shown-names.js'
import { visibleText } from './visible-text.js'

/**
 * The record that a login was for: `User u1`; undefined where there is no such account. What was typed is in the event's
 * details and stays there: people type passwords into the wrong box.
 */
export function loginAccount({ entries: [entry] }: ReportedEvent): string | undefined {
  return entry && `${visibleText(entry.model)} ${shownRecord(entry.recordId)}`
}
