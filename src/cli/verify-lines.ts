// A report of verifying as lines for people: what was found, what there is, what was not checked.

import { shownCount, shownNumber } from '../audit/report/shown-names.js'
import { visibleText } from '../audit/report/visible-text.js'
import type { Finding } from '../audit/verify/finding.js'
import { type UncheckedKind, uncheckedKinds } from '../audit/verify/unchecked.js'
import type { VerifyReport } from '../audit/verify/verify-report.js'
import { verifierKeysVariable } from './audit-keys.js'

/** The lines, findings first; what an id or a place holds that would steer a terminal is shown. */
export function verifyLines(report: VerifyReport): readonly string[] {
  const { findings, findingCount } = report
  const more = findingCount - findings.length
  const lines = [
    ...findings.map(findingLine),
    ...(more > 0 ? [`and ${shownNumber(more)} more`] : []),
    `${verdict(report)}: ${countLine(report)}.`,
    ...unsealedLine(report),
    ...uncheckedLines(report),
  ]
  return lines.map(visibleText)
}

/** Never `Intact` alone where something was left open. */
function verdict({ isIntact, unchecked }: VerifyReport): string {
  if (!isIntact) return 'Altered'
  return unchecked.length === 0 ? 'Intact' : 'Intact as far as it was checked'
}

function findingLine({ kind, message, position, size, line, eventId }: Finding): string {
  const places = [
    position === undefined ? [] : [`leaf ${position}`],
    size === undefined ? [] : [`checkpoint ${size}`],
    line === undefined ? [] : [`line ${line}`],
    eventId === undefined ? [] : [`event ${eventId}`],
  ]
  return `${places.flat().join(', ')}: ${message} [${kind}]`.replace(/^: /, '')
}

function countLine({ events, entries, size, checkpoints }: VerifyReport): string {
  return [
    shownCount(events, 'event'),
    shownCount(entries, 'entry', 'entries'),
    shownCount(size, 'leaf', 'leaves'),
    shownCount(checkpoints, 'checkpoint'),
  ].join(', ')
}

function unsealedLine({ unsealed: { count, oldest } }: VerifyReport): readonly string[] {
  return count === 0 ? [] : [`Not sealed yet: ${shownCount(count, 'event')}, the oldest of ${oldest}.`]
}

/** What a command can do about it; nothing where it is for the reader to know. */
const remedies: Readonly<Record<UncheckedKind, string>> = {
  macs: ' Set FIELDSEAL_KEYS.',
  signatures: ` Set ${verifierKeysVariable}, or give --verifier.`,
  events: '',
  seals: '',
  anchors: ' Give --anchors.',
}

function uncheckedLines({ unchecked }: VerifyReport): readonly string[] {
  return unchecked.map(kind => `${uncheckedKinds[kind]}${remedies[kind]}`)
}
