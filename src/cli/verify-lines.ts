// A report of verifying as lines for people: what was found, what there is, what was not checked.

import type { Finding } from '../audit/verify/finding.js'
import type { VerifyReport } from '../audit/verify/verify-report.js'
import { verifierKeysVariable } from './audit-keys.js'
import { grouped } from './progress-line.js'

/** The lines, findings first. */
export function verifyLines(report: VerifyReport): readonly string[] {
  const { findings, findingCount, isIntact } = report
  const more = findingCount - findings.length
  return [
    ...findings.map(findingLine),
    ...(more > 0 ? [`and ${grouped(more)} more`] : []),
    `${isIntact ? 'Intact' : 'Altered'}: ${countLine(report)}.`,
    ...unsealedLine(report),
    ...uncheckedLines(report),
  ]
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
  const counts = { events, entries, leaves: size, checkpoints }
  return Object.entries(counts)
    .map(([name, count]) => `${grouped(count)} ${name}`)
    .join(', ')
}

function unsealedLine({ unsealed: { count, oldest } }: VerifyReport): readonly string[] {
  return count === 0 ? [] : [`Not sealed yet: ${grouped(count)} events, the oldest of ${oldest}.`]
}

function uncheckedLines({ checked }: VerifyReport): readonly string[] {
  return [
    ...(checked.macs ? [] : ['Not checked: MACs. Set FIELDSEAL_KEYS.']),
    ...(checked.signatures
      ? []
      : [`Not checked: signatures. Set ${verifierKeysVariable}, or give --verifier.`]),
    ...(checked.anchors > 0 ? [] : ['Not checked: whether an older state was put back. Give --anchors.']),
  ]
}
