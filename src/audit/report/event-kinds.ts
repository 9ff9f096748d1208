// The kinds and outcomes of events as lists, in the order in which reports name them.

import type { EventKind, EventOutcome } from '../event.js'

/** Every kind of event. */
export const eventKinds = [
  'change',
  'read',
  'reveal',
  'login',
  'open',
  'raw',
  'trail',
] as const satisfies readonly EventKind[]

/** Every outcome. */
export const eventOutcomes = ['done', 'denied', 'failed'] as const satisfies readonly EventOutcome[]
