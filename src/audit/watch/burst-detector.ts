// Finds bursts in events as they come: one detector for each rule, with a window for each actor, account or the like.

import { loginAccount } from '../report/login-account.js'
import type { ReportedEvent } from '../report/reported-event.js'
import { visibleText } from '../report/visible-text.js'
import { type CountedBy, mostEvidence, type Sign } from './alert.js'
import type { BurstRule } from './burst-rules.js'
import { BurstWindow } from './burst-window.js'

/** Marks kept of one actor, as a multiple of the threshold: late events find the others there. */
const keptMarks = 4

/** The application itself, which has no id. */
const application = '(application)'

const names: Readonly<Record<CountedBy, (event: ReportedEvent) => string | null | undefined>> = {
  actor: ({ event }) => event.actor ?? application,
  account: loginAccount,
  address: ({ event }) => event.ip,
  model: ({ event, entries }) => event.model ?? entries[0]?.model,
  event: ({ event }) => event.id,
  trail: () => 'trail',
}

/** Watches for the bursts of one rule. */
export class BurstDetector {
  readonly rule: BurstRule
  readonly #windows = new Map<string, BurstWindow>()

  constructor(rule: BurstRule) {
    this.rule = rule
  }

  /** The sign that an event completes, or goes on with; undefined where it is part of none. */
  see(reported: ReportedEvent): Sign | undefined {
    const { kinds, counts, by, count, withinMs, subjects } = this.rule
    const { event } = reported
    if (!kinds.includes(event.kind) || !counts(reported)) return undefined
    const [name, time] = [names[by](reported), Date.parse(event.time)]
    if (name === null || name === undefined || Number.isNaN(time)) return undefined
    const window = this.#window(name)
    for (const subject of subjects?.(reported) ?? [event.id]) window.add({ time, subject, eventId: event.id })
    const marks = window.fullest(time)
    if (marks.length < count) return undefined
    const eventIds = [...new Set(marks.map(({ eventId }) => eventId))].slice(0, mostEvidence)
    const until = (marks.at(-1)?.time ?? time) + withinMs
    return { ...this.#about(reported, name, marks.length), time, until, threshold: count, eventIds }
  }

  /** Forgets what came before a time, in milliseconds since 1970. */
  forget(before: number): void {
    for (const [name, window] of this.#windows) if (window.forget(before)) this.#windows.delete(name)
  }

  #window(name: string): BurstWindow {
    const known = this.#windows.get(name)
    if (known) return known
    const window = new BurstWindow(this.rule.withinMs, keptMarks * this.rule.count)
    this.#windows.set(name, window)
    return window
  }

  #about({ event }: ReportedEvent, name: string, count: number) {
    const { name: rule, severity, by, withinMs, tell } = this.rule
    const who = by === 'event' ? (event.actor ?? application) : `${by} ${name}`
    const within = withinMs > 0 ? ` within ${withinMs / 60_000} minutes` : ''
    return {
      rule,
      severity,
      by,
      name,
      actor: event.actor,
      count,
      message: `${visibleText(who)}: ${tell(count)}${within}.`,
    }
  }
}
