// Whether an event is as somebody with the keys wrote it. The sealer asks before it seals, the verifier whenever it reads.

import { KeyError } from '../errors.js'
import type { EventMac } from './event-mac.js'
import type { StoredRecord } from './stored-event.js'

/** What can be wrong with an event in itself; see finding.ts. */
export type EventFault = 'entry-count' | 'mac-wrong' | 'key-unknown'

/**
 * The first fault of an event and its entries; `text` is their canonical text. MACs are not checked without `mac`.
 */
export function eventFault(
  { event, entries }: StoredRecord,
  text: string,
  mac: EventMac | undefined,
): EventFault | undefined {
  const isWhole = event.entryCount === entries.length && entries.every(({ eventId }) => eventId === event.id)
  if (!isWhole) return 'entry-count'
  if (!mac) return undefined
  if (typeof event.mac !== 'string') return 'mac-wrong'
  try {
    return mac.verifyText(text, event.mac) ? undefined : 'mac-wrong'
  } catch (error) {
    if (error instanceof KeyError) return 'key-unknown'
    throw error
  }
}
