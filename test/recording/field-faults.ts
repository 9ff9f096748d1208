// `fields` of an entry lists what changed in plain: not an encrypted value that was only sealed anew.

import { isDeepStrictEqual } from 'node:util'
import type { AuditEntry, RecordedEvent, RecordImage } from '../../src/audit/event.js'
import type { SealedClient } from '../support/keys.js'
import { sealedFields } from './bank.js'

type Open = (model: string, field: string, stored: string | null) => Promise<unknown>

/** Entries of updates whose `fields` are not those that changed. */
export async function fieldFaults(
  client: SealedClient,
  events: readonly RecordedEvent[],
): Promise<readonly string[]> {
  const updates = events.flatMap(({ entries }) => entries.filter(({ action }) => action === 'update'))
  const open: Open = (model, field, stored) => client.$fieldseal.open(model as never, field as never, stored)
  const faults: string[] = []
  for (const entry of updates) {
    const changed = await changedFields(entry, open)
    if (isDeepStrictEqual(JSON.parse(entry.fields).sort(), [...changed].sort())) continue
    faults.push(
      `update of ${entry.model} ${entry.recordId}: fields are ${entry.fields}, changed were ${changed}`,
    )
  }
  return faults
}

async function changedFields({ model, before, after }: AuditEntry, open: Open): Promise<readonly string[]> {
  const [old, now]: RecordImage[] = [JSON.parse(before ?? '{}'), JSON.parse(after ?? '{}')]
  const names = Object.keys({ ...old?.values, ...old?.sealed, ...old?.present })
  const changed: string[] = []
  for (const name of names) {
    const [was, is] = [old?.sealed?.[name]?.stored ?? null, now?.sealed?.[name]?.stored ?? null]
    const isSealed = sealedFields[model]?.includes(name)
    if (!isSealed || (await open(model, name, was)) !== (await open(model, name, is))) changed.push(name)
  }
  return changed
}
