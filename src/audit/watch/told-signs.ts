// What a watcher told of already, so that one burst is told of once, however long it goes on.

import type { Sign } from './alert.js'

/** Until when each rule and its name is told of. */
export class ToldSigns {
  readonly #until: Map<string, number>

  /** @param told as `entries` gave it to an earlier process */
  constructor(told: Readonly<Record<string, number>> = {}) {
    this.#until = new Map(Object.entries(told))
  }

  /** True for a sign that is not part of what was told; from now on it is. */
  isNews({ rule, name, time, until }: Sign): boolean {
    const key = JSON.stringify([rule, name])
    const told = this.#until.get(key) ?? Number.NEGATIVE_INFINITY
    this.#until.set(key, Math.max(told, until))
    return time > told
  }

  /** Forgets what was over before a time, in milliseconds since 1970. */
  forget(before: number): void {
    for (const [key, until] of this.#until) if (until < before) this.#until.delete(key)
  }

  /** As it is kept. */
  get entries(): Readonly<Record<string, number>> {
    return Object.fromEntries(this.#until)
  }
}
