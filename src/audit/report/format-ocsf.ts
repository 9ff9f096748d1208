// Events as a JSON list in the names of OCSF, one event a line: as many as there are, in the memory of one.

import { ocsfEvent } from './ocsf-event.js'
import type { ReportedEvent } from './reported-event.js'

/** The text of the list in pieces, with a line break at its end. @param database the name of the database */
export async function* formatOcsf(
  events: AsyncIterable<ReportedEvent> | Iterable<ReportedEvent>,
  database: string,
): AsyncGenerator<string, void, undefined> {
  let before = '[\n'
  for await (const event of events) {
    yield before + JSON.stringify(ocsfEvent(event, database))
    before = ',\n'
  }
  yield before === '[\n' ? '[]\n' : '\n]\n'
}
