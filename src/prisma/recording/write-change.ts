// Writes the event of a change that was sent: what it touched, and which protected fields it handed back.

import { insertStatements } from '../../audit/write-events.js'
import type { Protections } from '../protections.js'
import { changeEntries, placed } from './change-entries.js'
import { type EventFacts, newEvent } from './new-event.js'
import type { OperationRun } from './operation-run.js'
import { readEntries, returnedFields } from './read-records.js'
import { RecordImages } from './record-images.js'

/**
 * Completes the ledger of a run and writes its event; none where nothing changed and nothing was handed back. Inside a
 * transaction of the caller's, which may be rolled back, what is handed back is an event of its own (audit.ts).
 */
export async function writeChange(
  run: OperationRun,
  protections: Protections,
  result: unknown,
): Promise<void> {
  await run.complete()
  const { plan, call, summary } = run
  const { transaction } = call.__internalParams
  const entries = changeEntries(run.ledger, new RecordImages(protections, run.echoes))
  const returned = transaction ? [] : returnedFields(plan, call.operation, result)
  const isRead = entries.length === 0 && !summary
  if (isRead && returned.length === 0) return
  const facts: EventFacts = {
    kind: isRead ? 'read' : 'change',
    operation: call.operation,
    model: plan.name,
    transactionId: transaction?.id,
    details: detailsOf(summary, returned),
  }
  const own = placed(isRead ? readEntries(run.ledger, plan, returned) : entries)
  const event = newEvent(facts, own, protections.trail.mac)
  for (const { sql, values } of insertStatements(run.provider, [event])) await run.execute(sql, values)
}

function detailsOf(summary: number | undefined, returned: readonly string[]): EventFacts['details'] {
  if (!summary && returned.length === 0) return undefined
  return {
    ...(summary ? { summary: true, count: summary } : {}),
    ...(returned.length > 0 ? { returned } : {}),
  }
}
