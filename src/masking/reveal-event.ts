// What an application learns of each reveal, before a value leaves: who saw what, and why.

import type { Viewer } from '../context.js'

/** One record of a reveal. */
export interface RevealedRecord {
  readonly model: string
  /** The id of the record, or another unique of it; undefined where none was read. */
  readonly id: Readonly<Record<string, unknown>> | undefined
  /** The fields whose values leave. */
  readonly fields: readonly string[]
}

/** One reveal. Never holds a value of a masked field. */
export interface RevealEvent {
  readonly viewer: Viewer
  readonly reason: string | undefined
  /** True where the glass was broken: the viewer's own rights did not open all of it. */
  readonly breakGlass: boolean
  readonly records: readonly RevealedRecord[]
  readonly time: Date
}

/** Takes in a reveal. Awaited; where it throws, nothing is revealed. */
export type RevealSink = (event: RevealEvent) => void | PromiseLike<void>
