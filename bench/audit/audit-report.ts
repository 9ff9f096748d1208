// Shows what the suite of the audit trail measured.

import { formatRatio, formatUs, printLines } from '../report.js'
import type { Spread } from '../statistics.js'
import type { Latency, PairedResult } from './paired.js'
import type { SealingResult } from './sealing.js'
import type { WritersResult } from './writers.js'

/** What a case of the suite gives. */
export type AuditResult = PairedResult | WritersResult | SealingResult

/** Prints a table of the pairs and one of the rates. */
export function printAudit(database: string, results: readonly AuditResult[]): void {
  const pairs = results.flatMap(result => ('ratio' in result ? [pairLine(result)] : []))
  const rates = results.flatMap(result => ('perSecond' in result ? rateLines(result) : []))
  const pairHead = ['case', 'without: p50', 'p95', 'audited: p50', 'p95', 'audited / without']
  if (pairs.length > 0) printLines(database, [pairHead, ...pairs])
  if (rates.length > 0) printLines(database, [['case', 'a second', 'share that is kept'], ...rates])
}

function pairLine({ case: name, without, audited, ratio }: PairedResult): string[] {
  const cells = ({ p50, p95 }: Latency) => [formatUs(p50), formatUs(p95)]
  return [name, ...cells(without), ...cells(audited), formatRatio(ratio)]
}

function rateLines(result: WritersResult | SealingResult): string[][] {
  if (result.case !== 'audit-writers') return [[result.case, formatRate(result.perSecond), '']]
  const { perSecond, kept, behind } = result
  return [
    ['audit-writers: transactions without audit', formatRate(perSecond.without), ''],
    ['with events that nobody seals', formatRate(perSecond.unsealed), formatRatio(kept.recording)],
    [
      `with a sealer, ${behind.median.toFixed(0)} events behind`,
      formatRate(perSecond.sealed),
      formatRatio(kept.sealing),
    ],
  ]
}

function formatRate({ median, lower, upper }: Spread): string {
  return [median, lower, upper].map(rate => rate.toFixed(0)).join(' / ')
}
