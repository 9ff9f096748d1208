// What a watcher remembers from one start to the next: how far it looked, what it told, and what it could not tell yet.

import { ConfigError } from '../../errors.js'
import type { Alert } from './alert.js'

/** An alert and the sinks that have not taken it. */
export interface PendingAlert {
  readonly alert: Alert
  readonly sinks: readonly string[]
}

/** The memory of a watcher, as plain data for JSON. */
export interface WatchState {
  readonly format: 1
  /** The time of the last look, in milliseconds since 1970. */
  readonly looked: number
  /** Until when a rule and its name is told of already, in milliseconds since 1970. */
  readonly told: Readonly<Record<string, number>>
  readonly pending: readonly PendingAlert[]
}

/** Where a watcher keeps its memory. */
export interface WatchStore {
  /** Undefined where nothing is kept yet. */
  load(): Promise<WatchState | undefined>
  save(state: WatchState): Promise<void>
}

/** The state out of its JSON. Throws ConfigError CONFIG_OPTION_INVALID for anything else. */
export function parseWatchState(text: string): WatchState {
  try {
    const state = JSON.parse(text) as WatchState
    const isState = state.format === 1 && Number.isFinite(state.looked) && Array.isArray(state.pending)
    if (isState && typeof state.told === 'object' && state.told !== null) return state
  } catch {}
  throw new ConfigError({
    code: 'CONFIG_OPTION_INVALID',
    message: 'The state of the watcher is not one that it wrote.',
    fix: 'Name the right file, or remove it: then the last 24 hours are looked through again.',
  })
}

/** Memory for as long as the process runs. */
export class ProcessStore implements WatchStore {
  #state: WatchState | undefined

  async load(): Promise<WatchState | undefined> {
    return this.#state
  }

  async save(state: WatchState): Promise<void> {
    this.#state = state
  }
}
