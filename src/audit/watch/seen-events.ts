// Which events a watcher saw: looks overlap, so that events which are committed late are seen, and each once.

import type { ReportedEvent } from '../report/reported-event.js'

/** The ids of events that the next look may find again. */
export class SeenEvents {
  readonly #times = new Map<string, number>()

  /** True the first time that it is asked about an event; those before `oldest`, which no look reads again, are not kept. */
  isNew({ event }: ReportedEvent, oldest: number): boolean {
    if (this.#times.has(event.id)) return false
    const time = Date.parse(event.time)
    if (time >= oldest) this.#times.set(event.id, time)
    return true
  }

  /** Forgets events before a time, in milliseconds since 1970. */
  forget(oldest: number): void {
    for (const [id, time] of this.#times) if (time < oldest) this.#times.delete(id)
  }
}
