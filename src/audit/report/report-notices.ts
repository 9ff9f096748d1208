// What somebody who reads a report should look at first, in sentences.

import { eventKinds } from './event-kinds.js'
import type { ActorTotals, Report } from './report.js'
import { shownActor, shownCount, shownNumber, shownShare } from './shown-names.js'

/** One sentence; an `alarm` should not occur, a `note` is good to know. */
export interface Notice {
  readonly severity: 'alarm' | 'note'
  readonly text: string
}

type Source = (report: Report) => string | false | undefined

/** In the order of what weighs most. */
const sources: readonly (readonly [Notice['severity'], Source])[] = [
  [
    'alarm',
    ({ unreadable }) =>
      unreadable > 0 &&
      `${shownCount(unreadable, 'event')} cannot be read: somebody altered the table. Run \`fieldseal audit verify\`.`,
  ],
  [
    'alarm',
    ({ totals }) =>
      totals.open.failed > 0 &&
      `${shownCount(totals.open.failed, 'stored value')} did not open: damaged, moved from another record, or put there by somebody.`,
  ],
  ['alarm', breakGlassNotice],
  [
    'alarm',
    ({ about: { tree } }) =>
      tree.events > 0 &&
      !tree.checkpoint &&
      'No part of the trail is sealed: nothing shows whether events were removed.',
  ],
  [
    'note',
    ({ about: { tree } }) =>
      tree.checkpoint &&
      tree.unsealed > 0 &&
      `${shownCount(tree.unsealed, 'event')} of the trail ${tree.unsealed === 1 ? 'is' : 'are'} not sealed yet.`,
  ],
  ['note', deniedNotice],
  ['note', loginNotice],
  ['note', revealNotice],
  [
    'note',
    ({ weekHours, totals }) =>
      weekHours.offHours.reveals > 0 &&
      `${shownNumber(weekHours.offHours.reveals)} of ${shownCount(sum(totals.reveal), 'reveal')} (${shownShare(weekHours.offHours.reveals, sum(totals.reveal))}) took place outside working hours.`,
  ],
  [
    'note',
    ({ actors, models, records }) =>
      !(actors.isExact && models.isExact && records.isExact) &&
      'There were too many actors or records to count each: their counts are the least that they can be.',
  ],
]

/** The notices of a report; empty where nothing stands out. */
export function noticesOf(report: Report): readonly Notice[] {
  return sources.flatMap(([severity, source]) => {
    const text = source(report)
    return text ? [{ severity, text }] : []
  })
}

function breakGlassNotice({ breakGlass, actors }: Report): string | false {
  const who = actors.rows.filter(one => one.breakGlass > 0)
  return (
    breakGlass > 0 &&
    `${shownCount(breakGlass, 'reveal')} went past the policy in an emergency (break-glass), by ${namesOf(who)}.`
  )
}

function deniedNotice({ totals, actors }: Report): string | false {
  const denied = eventKinds.reduce((count, kind) => count + totals[kind].denied, 0)
  const [most] = largest(actors.rows, 'denied')
  return (
    denied > 0 &&
    `${shownCount(denied, 'attempt')} ${denied === 1 ? 'was' : 'were'} denied${most ? `, most of them (${shownNumber(most.denied)}) by ${shownActor(most.actor)}` : ''}.`
  )
}

function loginNotice({ totals, failedAccounts: { rows } }: Report): string | false {
  const { failed } = totals.login
  const most = rows[0] && `, ${shownNumber(rows[0].failed)} of them for ${rows[0].name}`
  return failed > 0 && `${shownCount(failed, 'login')} failed${most ?? ''}.`
}

function revealNotice({ revealedRecords, actors }: Report): string | false {
  const [most] = largest(actors.rows, 'revealedRecords')
  return (
    most !== undefined &&
    `${shownActor(most.actor)} revealed the most: ${shownCount(most.revealedRecords, 'record')}, ${shownShare(most.revealedRecords, revealedRecords)} of all.`
  )
}

/** Those with any, most first. */
function largest(rows: readonly ActorTotals[], column: 'denied' | 'revealedRecords'): readonly ActorTotals[] {
  return rows.filter(one => one[column] > 0).sort((a, b) => b[column] - a[column])
}

function namesOf(rows: readonly ActorTotals[]): string {
  const names = rows.slice(0, 3).map(({ actor }) => shownActor(actor))
  return rows.length > 3 ? `${names.join(', ')} and ${rows.length - 3} more` : names.join(', ')
}

function sum(outcomes: Readonly<Record<string, number>>): number {
  return Object.values(outcomes).reduce((total, one) => total + one, 0)
}
