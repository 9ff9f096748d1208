// Alerts on their way: kept until each sink has taken them.

import { AuditError } from '../../errors.js'
import type { Alert } from './alert.js'
import type { AlertSink } from './alert-sink.js'
import type { PendingAlert } from './watch-state.js'

/** What is to be delivered, oldest first. */
export class AlertOutbox {
  readonly #sinks: ReadonlyMap<string, AlertSink>
  readonly #onError: (error: unknown) => void
  #pending: readonly PendingAlert[] = []

  constructor(sinks: readonly AlertSink[], onError: (error: unknown) => void) {
    this.#sinks = new Map(sinks.map(sink => [sink.name, sink]))
    this.#onError = onError
  }

  /** What is not delivered yet. */
  get pending(): readonly PendingAlert[] {
    return this.#pending
  }

  /** Puts back what an earlier process could not deliver. Sinks that are gone are not waited for. */
  restore(pending: readonly PendingAlert[]): void {
    this.#put(
      pending.map(({ alert, sinks }) => ({ alert, sinks: sinks.filter(name => this.#sinks.has(name)) })),
    )
  }

  /** Adds alerts for every sink. */
  add(alerts: readonly Alert[]): void {
    this.#put([...this.#pending, ...alerts.map(alert => ({ alert, sinks: [...this.#sinks.keys()] }))])
  }

  /** Offers each sink its alerts in order, until it fails; resolves with true where one was taken. */
  async deliver(): Promise<boolean> {
    const taken = await Promise.all([...this.#sinks.values()].map(sink => this.#deliverTo(sink)))
    this.#put(this.#pending)
    return taken.some(count => count > 0)
  }

  async #deliverTo(sink: AlertSink): Promise<number> {
    const own = this.#pending.filter(({ sinks }) => sinks.includes(sink.name))
    let taken = 0
    try {
      for (const { alert } of own) {
        await sink.send(alert)
        taken++
      }
    } catch (cause) {
      this.#onError(failed(sink, own.length - taken, cause))
    }
    const done = new Set(own.slice(0, taken).map(({ alert }) => alert))
    this.#pending = this.#pending.map(({ alert, sinks }) => ({
      alert,
      sinks: done.has(alert) ? sinks.filter(name => name !== sink.name) : sinks,
    }))
    return taken
  }

  #put(pending: readonly PendingAlert[]): void {
    this.#pending = pending.filter(({ sinks }) => sinks.length > 0)
  }
}

function failed({ name }: AlertSink, count: number, cause: unknown): AuditError {
  return new AuditError({
    code: 'AUDIT_ALERT_FAILED',
    message: `The sink ${name} did not take an alert; ${count} ${count === 1 ? 'waits' : 'wait'} for it.`,
    fix: 'See its cause; the next look offers them again.',
    cause,
  })
}
