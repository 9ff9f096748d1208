// One leaf against the event that it stands for.

import { encodeBase64 } from '#crypto'
import { type EventFault, eventFault } from '../check-event.js'
import { type EventMac, eventText, leafTextOf } from '../event-mac.js'
import { leafHash } from '../tree/tree-hash.js'
import type { FindingKind } from './finding.js'
import type { SealedItem } from './trail-item.js'

/** What is wrong with a leaf or its event, and the leaf's hash where that is the event's. */
export interface LeafCheck {
  readonly fault: FindingKind | undefined
  readonly hash?: Uint8Array
}

/** Checks a leaf. MACs are not checked without `mac`. */
export function checkLeaf({ leaf, event, entries }: SealedItem, mac: EventMac | undefined): LeafCheck {
  // A database may take ids for the same that differ in case.
  if (event?.id !== leaf.eventId) return { fault: 'event-missing' }
  const text = eventText(event, entries)
  const fault = eventFault({ event, entries }, text, mac)
  if (fault === 'entry-count') return { fault }
  const hash = leafHash(leafTextOf(text, event.mac))
  return leaf.hash === encodeBase64(hash) ? { fault, hash } : { fault: changed(fault, mac) }
}

/** A right MAC says that it is the leaf that was changed. */
function changed(fault: EventFault | undefined, mac: EventMac | undefined): FindingKind {
  return mac && fault === undefined ? 'leaf-changed' : 'event-changed'
}
