// Prisma's log events (`log: [{ emit: 'event', level: 'query' }]`) without protected values. A query event carries the
// parameters, an error event the whole message. Ciphertext stays; what is masked and not encrypted would stand in plain.

import { bullets } from '../masking/mask-text.js'
import type { SecretTexts } from '../masking/secret-texts.js'
import type { LogEmitter } from './internals.js'
import { quietText } from './quiet-errors.js'

interface LogEvent {
  readonly params?: string
  readonly message?: string
}

/** The values of every query under way: Prisma sends several of one tick as one, so an event may be of any of them. */
export class QuietLog {
  readonly #underWay = new Set<SecretTexts>()
  readonly #emitters: LogEmitter[] = []

  /** Quiets the events of a client from now on. */
  attach(emitter: LogEmitter): void {
    const emit = emitter.emit.bind(emitter)
    this.#emitters.push(emitter)
    emitter.emit = (name, event) => emit(name, this.#quiet(event as LogEvent))
  }

  /** Sends a query; its values are kept out of events until it is done. */
  during<Result>(secrets: SecretTexts, send: () => Promise<Result>): Promise<Result> {
    return secrets.isEmpty || !this.#isHeard() ? send() : this.#duringHeard(secrets, send)
  }

  async #duringHeard<Result>(secrets: SecretTexts, send: () => Promise<Result>): Promise<Result> {
    this.#underWay.add(secrets)
    try {
      return await send()
    } finally {
      this.#underWay.delete(secrets)
    }
  }

  /** True where anyone listens; Prisma itself listens to `error` once, so that it never goes unheard (7.10). */
  #isHeard(): boolean {
    return this.#emitters.some(
      emitter =>
        emitter.listenerCount('query') > 0 ||
        emitter.listenerCount('error') > 1 ||
        emitter.listenerCount('warn') > 0 ||
        emitter.listenerCount('info') > 0,
    )
  }

  #quiet(event: LogEvent): LogEvent {
    if (this.#underWay.size === 0 || typeof event !== 'object' || event === null) return event
    const { params, message } = event
    return {
      ...event,
      ...(typeof params === 'string' ? { params: this.#quietParams(params) } : {}),
      ...(typeof message === 'string' ? { message: this.#quietMessage(message) } : {}),
    }
  }

  #quietMessage(message: string): string {
    return [...this.#underWay].reduce((text, secrets) => quietText(text, secrets), message)
  }

  #quietParams(params: string): string {
    try {
      const values: unknown[] = JSON.parse(params)
      return JSON.stringify(values.map(value => (this.#isSecret(value) ? bullets : value)))
    } catch {
      return this.#quietMessage(params)
    }
  }

  #isSecret(value: unknown): boolean {
    const isText = typeof value === 'string' || typeof value === 'number'
    return isText && [...this.#underWay].some(secrets => secrets.has(String(value)))
  }
}
