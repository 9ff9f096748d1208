// Reveals in the audit trail: those that were granted, before a value leaves, and those that were denied.

import { AccessError, OpenError } from '../../errors.js'
import type { RevealEvent, RevealedRecord } from '../../masking/reveal-event.js'
import type { Clients } from '../clients.js'
import { transactionIdOf } from '../internals.js'
import type { Protections } from '../protections.js'
import type { Ready } from '../ready.js'
import type { Audit } from './audit.js'
import { encodeImageValue } from './image-value.js'
import type { EventFacts } from './new-event.js'
import { openFailureEntries } from './open-failure.js'
import type { NewEntry } from './record-images.js'

/** Where the reveal was called. */
export interface RevealCall {
  readonly clients: Clients
  readonly protections: Ready<Protections>
  /** The client that `$reveal` was called on, which may be in a transaction. */
  readonly client: unknown
}

/** What `$reveal` tells the trail. */
export interface RevealRecorder {
  /** @throws AuditError AUDIT_NOT_RECORDED */
  done(event: RevealEvent): Promise<void>
  /** Throws the error, once it is recorded. */
  denied(error: unknown, reason: string | undefined): Promise<never>
}

/** The recorder of one call; one that does nothing where nothing is audited. */
export function revealRecorder(audit: Audit, { clients, protections, client }: RevealCall): RevealRecorder {
  const write = async (facts: Omit<EventFacts, 'operation'>, entries: readonly NewEntry[]) => {
    if (!audit.isOn) return
    const { trail } = await protections.use(ready => ready)
    const id = transactionIdOf(client)
    const transaction = id === undefined ? undefined : ({ kind: 'itx', id } as const)
    await audit.witness.write({ ...facts, operation: '$reveal' }, entries, { clients, trail, transaction })
  }
  return {
    done: ({ reason, breakGlass, records }) => {
      const details = breakGlass ? { breakGlass } : undefined
      const model = records[0]?.model
      return write({ kind: 'reveal', reason, model, details }, records.map(entryOf(audit)))
    },
    denied: async (error, reason) => {
      if (error instanceof AccessError) {
        const { model, code } = error
        await write({ kind: 'reveal', outcome: 'denied', reason, model, details: { code } }, [])
      } else if (error instanceof OpenError) {
        const { model, code } = error
        const entries = openFailureEntries(error, audit.plans)
        await write({ kind: 'open', outcome: 'failed', reason, model, details: { code } }, entries)
      }
      throw error
    },
  }
}

function entryOf({ plans }: Audit): (record: RevealedRecord) => NewEntry {
  return ({ model, id = {}, fields }) => {
    const types = plans.get(model)?.types ?? {}
    const values = Object.entries(id).map(([name, value]) => [
      name,
      encodeImageValue(types[name] ?? 'String', value),
    ])
    const recordId = JSON.stringify(Object.fromEntries(values))
    return { model, recordId, action: 'reveal', fields: JSON.stringify(fields), before: null, after: null }
  }
}
