// Which row each record has become. A record whose id may have changed is looked for under both, and under either may by
// now stand another one: one that was there before, or one that has moved there.

import { addToList } from '../../core/add-to-list.js'
import { isSame } from './is-changed.js'
import type { TouchedRecord } from './ledger.js'
import type { StoredRow } from './row-reader.js'

/** The ids under which a record may be found, the likelier first. */
export interface Places {
  readonly record: TouchedRecord
  readonly ids: readonly string[]
}

/** The row of each record; undefined where none is left for it. No row is that of two records. */
export function foundAgain(
  places: readonly Places[],
  rows: ReadonlyMap<string, StoredRow>,
): ReadonlyMap<TouchedRecord, StoredRow | undefined> {
  const matching = new Matching(places, rows)
  for (const place of inOrder(places, rows)) matching.take(place)
  return matching.found
}

class Matching {
  readonly found = new Map<TouchedRecord, StoredRow | undefined>()
  readonly #rows: ReadonlyMap<string, StoredRow>
  readonly #free: Set<string>
  readonly #waiting: ReadonlyMap<string, readonly Places[]>

  constructor(places: readonly Places[], rows: ReadonlyMap<string, StoredRow>) {
    this.#rows = rows
    this.#free = new Set(rows.keys())
    this.#waiting = waitingFor(places)
  }

  /** Settles one record, and then those to whom that leaves no choice. */
  take(first: Places): void {
    const queue = [first]
    for (const place of queue) if (!this.found.has(place.record)) queue.push(...this.#settle(place))
  }

  #settle(place: Places): readonly Places[] {
    const id = this.#choose(place)
    this.found.set(place.record, id === undefined ? undefined : this.#rows.get(id))
    if (id === undefined) return []
    this.#free.delete(id)
    return (this.#waiting.get(id) ?? []).filter(other => this.#choices(other).length < 2)
  }

  #choose(place: Places): string | undefined {
    const [likely, old] = this.#choices(place)
    const isStill = old !== undefined && isUnchanged(place.record, this.#rows.get(old) as StoredRow)
    return isStill ? old : likely
  }

  #choices({ ids }: Places): readonly string[] {
    return ids.filter(id => this.#free.has(id))
  }
}

/** Those who have surely moved come first, those whom it cannot be told of at sight last. */
function inOrder(places: readonly Places[], rows: ReadonlyMap<string, StoredRow>): readonly Places[] {
  const rank = ({ ids: [likely = '', old] }: Places) => {
    if (old === undefined) return 1
    if (rows.has(likely) && rows.has(old)) return 2
    return rows.has(likely) ? 0 : 1
  }
  const ranked = places.map(place => ({ place, rank: rank(place) }))
  return ranked.sort((one, other) => one.rank - other.rank).map(({ place }) => place)
}

function waitingFor(places: readonly Places[]): ReadonlyMap<string, readonly Places[]> {
  const waiting = new Map<string, Places[]>()
  for (const place of places) {
    for (const id of place.ids) addToList(waiting, id, place)
  }
  return waiting
}

function isUnchanged({ model, before }: TouchedRecord, row: StoredRow): boolean {
  return [...model.columns.keys()].every(name =>
    isSame(model.types[name] ?? 'String', before?.[name], row[name]),
  )
}
