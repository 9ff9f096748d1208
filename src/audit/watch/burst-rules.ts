// The rules about bursts: many of something within some minutes, by one actor, for one account or the like.

import type { EventKind } from '../event.js'
import { detailsOf } from '../report/event-details.js'
import type { ReportedEvent } from '../report/reported-event.js'
import { shownCount } from '../report/shown-names.js'
import type { CountedBy, Severity } from './alert.js'
import type { BurstSetting, WatchSettings } from './watch-settings.js'

/** One rule about bursts. */
export interface BurstRule {
  readonly name: string
  readonly severity: Severity
  readonly by: CountedBy
  /** The kinds of event that may count. */
  readonly kinds: readonly EventKind[]
  readonly count: number
  readonly withinMs: number
  /** Whether an event counts. */
  readonly counts: (event: ReportedEvent) => boolean
  /** What is counted of it, each once in a burst; absent: the event itself. */
  readonly subjects?: (event: ReportedEvent) => readonly string[]
  /** What happened, after who it was: `u7: 30 records revealed`. */
  readonly tell: (count: number) => string
}

type BurstName = Exclude<keyof WatchSettings, 'revealVolume' | 'unsealed'>

/** Every kind of which an attempt can be denied. */
const allKinds: readonly EventKind[] = ['change', 'read', 'reveal', 'login', 'open', 'raw', 'trail']

/** For rules that tell of each event. */
const each: BurstSetting = { count: 1, minutes: 0 }

const isDone = ({ event }: ReportedEvent) => event.outcome === 'done'
const isFailed = ({ event }: ReportedEvent) => event.outcome === 'failed'

const rules: Readonly<Record<BurstName, Omit<BurstRule, 'name' | 'count' | 'withinMs'>>> = {
  revealedRecords: {
    severity: 'high',
    by: 'actor',
    kinds: ['reveal'],
    counts: isDone,
    subjects: recordsOf,
    tell: count => `${shownCount(count, 'different record')} revealed`,
  },
  readRecords: {
    severity: 'medium',
    by: 'actor',
    kinds: ['read'],
    counts: isDone,
    subjects: recordsOf,
    tell: count => `protected fields of ${shownCount(count, 'different record')} read`,
  },
  denied: {
    severity: 'medium',
    by: 'actor',
    kinds: allKinds,
    counts: ({ event }) => event.outcome === 'denied',
    tell: count => `${shownCount(count, 'attempt')} denied`,
  },
  unopened: {
    severity: 'high',
    by: 'model',
    kinds: ['open'],
    counts: isFailed,
    tell: count => `${shownCount(count, 'event')} with stored values that do not open`,
  },
  failedLoginsOfAccount: {
    severity: 'medium',
    by: 'account',
    kinds: ['login'],
    counts: isFailed,
    tell: count => `${shownCount(count, 'login')} failed`,
  },
  failedLoginsFromAddress: {
    severity: 'medium',
    by: 'address',
    kinds: ['login'],
    counts: isFailed,
    tell: count => `${shownCount(count, 'login')} failed`,
  },
  breakGlass: {
    severity: 'high',
    by: 'event',
    kinds: ['reveal'],
    counts: one => isDone(one) && detailsOf(one.event).breakGlass === true,
    tell: () => 'a reveal past the policy (break-glass)',
  },
  trailExport: {
    severity: 'low',
    by: 'event',
    kinds: ['trail'],
    counts: one => isDone(one) && one.event.operation === 'export',
    tell: () => 'the audit trail was exported',
  },
}

/** The rules that are on. */
export function burstRules(settings: WatchSettings): readonly BurstRule[] {
  return Object.entries(rules).flatMap(([name, rule]) => {
    const setting = settings[name as BurstName]
    if (setting === false) return []
    const { count, minutes } = { ...each, ...setting }
    return [{ ...rule, name, count, withinMs: minutes * 60_000 }]
  })
}

function recordsOf({ entries }: ReportedEvent): readonly string[] {
  return entries.map(({ model, recordId }) => `${model} ${recordId}`)
}
