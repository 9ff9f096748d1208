// One event as the lists of a report show it.

import { detailsOf, textsOf } from './event-details.js'
import type { Listing, ReportLine } from './report.js'
import type { ReportedEvent } from './reported-event.js'

/** Records named in one line; the others are counted. */
const shownRecords = 3

/** The line of an event. */
export function lineOf({ event, entries }: ReportedEvent): ReportLine {
  const { id, time, kind, outcome, operation, model, actor, reason, purpose, requestId, ip } = event
  const { code, breakGlass = false, count = 0, sql } = detailsOf(event)
  const records = new Map(entries.map(one => [`${one.model} ${one.recordId}`, one]))
  return {
    ...{
      id,
      time,
      kind,
      outcome,
      operation,
      model,
      actor,
      reason,
      purpose,
      requestId,
      ip,
      code,
      breakGlass,
    },
    roles: textsOf(event.roles),
    records: [...records.values()]
      .slice(0, shownRecords)
      .map(one => ({ model: one.model, recordId: one.recordId })),
    recordCount: kind === 'change' && records.size === 0 ? count : records.size,
    sql,
    fields: [...new Set(entries.flatMap(one => textsOf(one.fields)))],
  }
}

/** Takes the first events of a list and counts the others. */
export class LineList {
  readonly #limit: number
  readonly #rows: ReportLine[] = []
  #leftOut = 0

  /** @param limit the most lines to keep */
  constructor(limit: number) {
    this.#limit = limit
  }

  /** Adds an event at the end. */
  add(event: ReportedEvent): void {
    if (this.#rows.length < this.#limit) this.#rows.push(lineOf(event))
    else this.#leftOut++
  }

  /** What was kept. */
  get listing(): Listing<ReportLine> {
    return { rows: this.#rows, leftOut: this.#leftOut }
  }
}
