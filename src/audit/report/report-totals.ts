// What a report counts by actor, model, record, account and address.

import type { AuditEvent } from '../event.js'
import { BoundedTotals } from './bounded-totals.js'
import { detailsOf, type EventDetails } from './event-details.js'
import { loginAccount } from './login-account.js'
import type { ActorTotals, LoginTotals, Ranking, TouchTotals } from './report.js'
import type { ReportedEvent } from './reported-event.js'

type Counting<Totals> = { -readonly [Name in keyof Totals]: Totals[Name] }

/** The key of the application, which is not the key of any actor. */
const application = 'application'
/** Between model and record id; in neither, since one is a name and the other JSON. */
const separator = '\n'

const touchCounts = { events: 0, changes: 0, reads: 0, reveals: 0, denied: 0, last: '' }
const actorCounts = { ...touchCounts, readRecords: 0, revealedRecords: 0, breakGlass: 0, failed: 0 }

/** Counts events by who and what. */
export class ReportTotals {
  readonly #actors = new BoundedTotals(newActor, one => one.events)
  readonly #models = new BoundedTotals(newTouch, one => one.events)
  readonly #records = new BoundedTotals(newTouch, one => one.events)
  readonly #accounts = new BoundedTotals(newLogin, one => one.failed)
  readonly #addresses = new BoundedTotals(newLogin, one => one.failed)

  /** Counts one event. */
  add(reported: ReportedEvent): void {
    const { event } = reported
    const details = detailsOf(event)
    // The application itself is null, which is no actor's name with a sign before it.
    countActor(this.#actors.of(event.actor === null ? application : `@${event.actor}`), reported, details)
    if (event.kind === 'login') {
      const account = loginAccount(reported)
      if (account !== undefined) countLogin(this.#accounts.of(account), event)
      if (event.ip !== null) countLogin(this.#addresses.of(event.ip), event)
    }
    for (const model of modelsOf(reported)) countTouch(this.#models.of(model), event)
    for (const key of recordsOf(reported)) countTouch(this.#records.of(key), event)
  }

  /** The `count` actors with the most events. */
  actors(count: number): Ranking<ActorTotals> {
    return ranking(this.#actors, count, (key, totals) => ({
      ...totals,
      actor: key === application ? null : key.slice(1),
    }))
  }

  /** The `count` models with the most events. */
  models(count: number): Ranking<TouchTotals> {
    return ranking(this.#models, count, (model, totals) => ({ ...totals, model, recordId: null }))
  }

  /** The `count` records with the most events. */
  records(count: number): Ranking<TouchTotals> {
    return ranking(this.#records, count, touchOf)
  }

  /** The `count` accounts with the most wrong passwords. */
  failedAccounts(count: number): Ranking<LoginTotals> {
    return ranking(this.#accounts, count, (name, totals) => ({ ...totals, name }))
  }

  /** The `count` addresses with the most wrong passwords. */
  failedAddresses(count: number): Ranking<LoginTotals> {
    return ranking(this.#addresses, count, (name, totals) => ({ ...totals, name }))
  }
}

function newActor(): Counting<Omit<ActorTotals, 'actor'>> {
  return { ...actorCounts }
}

function newTouch(): Counting<Omit<TouchTotals, 'model' | 'recordId'>> {
  return { ...touchCounts }
}

function newLogin(): Counting<Omit<LoginTotals, 'name'>> {
  return { failed: 0, verified: 0, last: '' }
}

function countActor(
  totals: ReturnType<typeof newActor>,
  reported: ReportedEvent,
  details: EventDetails,
): void {
  const { event, entries } = reported
  countTouch(totals, event)
  if (event.outcome === 'failed') totals.failed++
  if (event.outcome !== 'done') return
  if (event.kind === 'read') totals.readRecords += details.count ?? entries.length
  if (event.kind === 'reveal') totals.revealedRecords += entries.length
  if (event.kind === 'reveal' && details.breakGlass) totals.breakGlass++
}

function countTouch(totals: ReturnType<typeof newTouch>, { kind, outcome, time }: AuditEvent): void {
  totals.events++
  if (outcome === 'denied') totals.denied++
  else if (kind === 'change') totals.changes++
  else if (kind === 'read') totals.reads++
  else if (kind === 'reveal') totals.reveals++
  if (time > totals.last) totals.last = time
}

function countLogin(totals: ReturnType<typeof newLogin>, { outcome, time }: AuditEvent): void {
  if (outcome === 'done') totals.verified++
  else totals.failed++
  if (time > totals.last) totals.last = time
}

function modelsOf({ event, entries }: ReportedEvent): ReadonlySet<string> {
  const models = new Set(entries.map(({ model }) => model))
  return event.model === null ? models : models.add(event.model)
}

function recordsOf({ entries }: ReportedEvent): ReadonlySet<string> {
  return new Set(entries.map(({ model, recordId }) => model + separator + recordId))
}

function touchOf(key: string, totals: ReturnType<typeof newTouch>): TouchTotals {
  const end = key.indexOf(separator)
  const [model, recordId] = [key.slice(0, end), key.slice(end + 1)]
  return { ...totals, model, recordId }
}

function ranking<Totals extends object, Row>(
  all: BoundedTotals<Totals>,
  count: number,
  rowOf: (key: string, totals: Totals) => Row,
): Ranking<Row> {
  const top = all.top(Number.POSITIVE_INFINITY)
  const rows = top.slice(0, count).map(([key, totals]) => rowOf(key, totals))
  return { rows, leftOut: top.length - rows.length, isExact: all.isExact }
}
