// What verifying can find: each kind, and the sentence that says it.

import type { EventFault } from '../check-event.js'

/** Every kind of finding and what it means. */
export const findingKinds = {
  'event-changed': 'The event, one of its entries or its leaf was changed after it was sealed.',
  'event-missing': 'The event of this leaf is gone.',
  'event-doubled': 'There are two events of this id.',
  'entry-count': 'The event has more or fewer entries than it was written with.',
  'entry-stray': 'An entry belongs to no event that is there.',
  'mac-wrong': 'The MAC is wrong: nobody with the keys wrote this.',
  'key-unknown': 'The MAC cannot be checked: its key is not loaded.',
  'leaf-changed': 'The leaf is not that of its event, whose MAC is right.',
  'leaf-missing': 'Leaves are gone from this position on.',
  'leaf-order': 'A leaf stands where another one belongs, or twice.',
  'leaf-uncovered': 'No checkpoint covers the leaves from here on: they were added, or a checkpoint is gone.',
  'leaf-hidden': 'The table of leaves has rows whose position is no position.',
  'checkpoint-unreadable': 'The checkpoint is not in the form in which it is signed.',
  'checkpoint-size': 'The checkpoint stands under another size than it was signed for.',
  'checkpoint-signature': 'The checkpoint is not signed by a known key, or was changed.',
  'checkpoint-missing': 'The checkpoint before this one is gone.',
  'checkpoint-order': 'The checkpoint stands behind leaves that it does not cover.',
  'checkpoint-root': 'The leaves up to this checkpoint are not those that it was signed for.',
  'checkpoint-frontier': 'The frontier beside the checkpoint is not that of the tree.',
  'checkpoint-hidden': 'The table of checkpoints has rows whose size is no size.',
  'anchor-unreadable': 'An anchored note is no checkpoint.',
  'anchor-signature': 'An anchored checkpoint is not signed by a known key.',
  'anchor-differs': 'The trail is not the one that was anchored: it was written anew.',
  'anchor-beyond':
    'The trail ends before an anchored checkpoint: it was cut, or an older state was put back.',
  'line-unreadable': 'A line of the export is not in its form.',
  'export-incomplete': 'The export does not end as it was written: lines are gone or were added.',
} as const satisfies Record<string, string> & Record<EventFault, string>

/** The kind of a finding. */
export type FindingKind = keyof typeof findingKinds

/** One thing that is not as it was written, and where. */
export interface Finding {
  readonly kind: FindingKind
  /** What it means. */
  readonly message: string
  readonly eventId?: string
  /** Of a leaf, from 0. */
  readonly position?: number
  /** Of a checkpoint. */
  readonly size?: number
  /** Of an export, from 1. */
  readonly line?: number
}

/** Where a finding is. */
export type FindingPlace = Omit<Finding, 'kind' | 'message'>

const decoder = new TextDecoder()

/** A finding of that kind at that place. An id that somebody replaced by bytes, which SQLite keeps, is shown as a text. */
export function finding(kind: FindingKind, place: FindingPlace): Finding {
  const id: unknown = place.eventId
  const shown = id instanceof Uint8Array ? { eventId: decoder.decode(id) } : {}
  return { kind, message: findingKinds[kind], ...place, ...shown }
}
