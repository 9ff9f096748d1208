// Rules that ask the trail itself, since what they need to know lies further back than what is new.

import type { ReportedEvent } from '../report/reported-event.js'
import type { TrailDatabase } from '../trail-database.js'
import type { Sign } from './alert.js'

/** One look at the trail. */
export interface Look {
  /** From when on events are new, and the time of this look: milliseconds since 1970. */
  readonly from: number
  readonly now: number
}

/** One rule that asks the trail at each look. */
export interface TrailRule {
  readonly name: string
  /** Takes note of an event that was not seen before. */
  see(event: ReportedEvent): void
  /** The signs at a look, after all of its new events. */
  ask(db: TrailDatabase, look: Look): Promise<readonly Sign[]>
}
