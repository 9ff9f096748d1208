// After an operation: the records that were found are held against those that it made or left there. One that is missing
// was lost in a way that no rule foresaw; one too many is somebody else's.

import { QueryError } from '../../errors.js'
import type { RecordedPlan } from '../../schema/recorded-plan.js'
import type { Node } from '../arg-values.js'
import type { MadeRow } from './aftermath.js'
import { byModel } from './by-model.js'
import type { Foreseen } from './foreseen.js'
import type { Ledger } from './ledger.js'
import { LostRace } from './lost-race.js'
import type { RowFinder } from './row-finder.js'

/** Rows that are looked for with one query. */
const uniquesPerQuery = 100

/** What is held against what. */
export interface Completed {
  readonly ledger: Ledger
  readonly foreseen: Foreseen
  readonly find: RowFinder
  /** Rows that the result told. */
  readonly made: readonly MadeRow[]
}

const lost =
  'The operation moves a record, or gives its place to another, so that the audit trail could not find it again.'
const extra =
  'Among the new records that the operation relates are others than its own, such as those of a database trigger, or of another transaction where there is no foreign key.'

/**
 * Refuses an operation that was sent, of whose records one is not found, or cannot be told from another's.
 * @throws QueryError QUERY_AUDIT_UNSUPPORTED, to be followed by undoing the operation; LostRace with that as its cause
 * where another transaction's record may be gone from the way at the next attempt
 */
export async function refuseUnbalanced(completed: Completed, operator: string): Promise<void> {
  const { ledger, foreseen } = completed
  const less = vanished(ledger) ?? notMade(ledger, foreseen.isSure) ?? (await madeElsewhere(completed))
  if (less) throw unbalanced(less, operator, lost)
  const more = madeByOthers(completed)
  if (more) throw new LostRace('', { cause: unbalanced(more, operator, extra) })
}

function unbalanced({ name }: RecordedPlan, operator: string, message: string): QueryError {
  const fix = 'Send two operations in a transaction.'
  return new QueryError({ code: 'QUERY_AUDIT_UNSUPPORTED', model: name, operator, message, fix })
}

/** The model of a record that was there before, and that nothing deletes. */
function vanished({ records }: Ledger): RecordedPlan | undefined {
  const one = records.find(
    ({ model, before, after, isGone, mayGo }) => model.isAudited && before && !after && !isGone && !mayGo,
  )
  return one?.model
}

/** A model of which fewer records were made than the operation must have made. */
function notMade(ledger: Ledger, isSure: (data: Node) => boolean): RecordedPlan | undefined {
  const made = ledger.records.filter(({ before, after, mayGo }) => after && (!before || mayGo))
  const expected = ledger.expected.filter(({ data }) => isSure(data))
  return modelWithMore(expected, countsOf(made))
}

/** A model of which more records were made than the operation has data for. */
function madeByOthers({ ledger, foreseen, made }: Completed): RecordedPlan | undefined {
  const found = ledger.records.filter(({ model, before, after }) => model.isAudited && after && !before)
  const told = countsOf(made)
  return modelWithMore(found, model => Math.max(foreseen.newRowsOf(model), told(model)))
}

interface OfModel {
  readonly model: RecordedPlan
}

type Count = (model: RecordedPlan) => number

/** How many there are of a model. */
function countsOf(some: readonly OfModel[]): Count {
  const lists = byModel(some)
  return model => lists.get(model)?.length ?? 0
}

/** A model of which there are more than that. */
function modelWithMore(some: readonly OfModel[], than: Count): RecordedPlan | undefined {
  const [model] = [...byModel(some)].find(([of, list]) => list.length > than(of)) ?? []
  return model
}

/** The model of a row that was not there before the operation, is there now, and was not found among what it made. */
async function madeElsewhere({ ledger, foreseen, find }: Completed): Promise<RecordedPlan | undefined> {
  const creating = foreseen.open.filter(({ model, create }) => create && model.isAudited)
  for (const [model, missing] of byModel(creating)) {
    const uniques = missing.map(({ values }) => values)
    for (let at = 0; at < uniques.length; at += uniquesPerQuery) {
      const keys = await find.keys(model, { OR: uniques.slice(at, at + uniquesPerQuery) })
      if (keys.some(key => !ledger.isKnown(model, key))) return model
    }
  }
  return undefined
}
