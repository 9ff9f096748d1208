// Looks at what is new in the trail, again and again, and tells of what the rules find. START HERE for watching.

import type { TrailDatabase } from '../trail-database.js'
import { type Alert, alertOf } from './alert.js'
import { AlertOutbox } from './alert-outbox.js'
import type { AlertSink } from './alert-sink.js'
import { SignFinder } from './sign-finder.js'
import { ToldSigns } from './told-signs.js'
import { defaultSettings, type WatchSettings } from './watch-settings.js'
import { ProcessStore, type WatchStore } from './watch-state.js'

/** What a watcher takes. */
export interface WatcherOptions {
  readonly sinks: readonly AlertSink[]
  /** The thresholds of its rules: the default ones unless given; `watchSettings` checks changes. */
  readonly settings?: WatchSettings | undefined
  /** Where it keeps its memory: in the process unless given. */
  readonly store?: WatchStore | undefined
  /** Milliseconds from the end of a look to the next, 10,000 unless given. */
  readonly everyMs?: number | undefined
  /**
   * How much later than its time an event may be committed and is still seen: 300,000 milliseconds unless given. Above
   * the longest transaction and what clocks differ by.
   */
  readonly lookBackMs?: number | undefined
  /** Hears of looks and of sinks that failed. The next look tries again. */
  readonly onError?: ((error: unknown) => void) | undefined
  /** The time in milliseconds since 1970, for tests. */
  readonly now?: (() => number) | undefined
}

/** How far the first look of all goes back. */
const firstLookMs = 24 * 3_600_000

/** Watches a trail. One for each store: two would tell twice. */
export class Watcher {
  readonly #options: WatcherOptions
  readonly #store: WatchStore
  readonly #outbox: AlertOutbox
  readonly #finder: SignFinder
  #told = new ToldSigns()
  /** The time of the last look; undefined before the first of this process. */
  #looked: number | undefined
  #turn: Promise<unknown> = Promise.resolve()
  #timer: ReturnType<typeof setTimeout> | undefined
  #isRunning = false

  constructor(db: TrailDatabase, options: WatcherOptions) {
    const { settings = defaultSettings, store = new ProcessStore(), sinks } = options
    this.#options = options
    this.#store = store
    this.#outbox = new AlertOutbox(sinks, error => this.#report(error))
    this.#finder = new SignFinder(db, settings, options.lookBackMs ?? 300_000)
  }

  /** Looks at once and then again and again; keeps the process alive. */
  start(): void {
    if (this.#isRunning) return
    this.#isRunning = true
    this.#schedule(0)
  }

  /** Stops after the look at hand. */
  async stop(): Promise<void> {
    this.#isRunning = false
    clearTimeout(this.#timer)
    await this.#turn
  }

  /**
   * Looks at what is new since the last look, and offers alerts to the sinks; resolves with the new ones when every sink
   * took them or failed, which goes to `onError`. Rejects where the trail cannot be read or the memory not kept.
   */
  look(): Promise<readonly Alert[]> {
    const turn = this.#turn.then(() => this.#look())
    this.#turn = turn.catch(() => undefined)
    return turn
  }

  #schedule(delayMs: number): void {
    this.#timer = setTimeout(() => void this.#tick(), delayMs)
  }

  async #tick(): Promise<void> {
    await this.look().catch(error => this.#report(error))
    if (this.#isRunning) this.#schedule(this.#options.everyMs ?? 10_000)
  }

  async #look(): Promise<readonly Alert[]> {
    const now = this.#options.now?.() ?? Date.now()
    const looked = this.#looked ?? (await this.#remember(now))
    // A copy: after a look that fails, the next one tells what this one found.
    const told = new ToldSigns(this.#told.entries)
    const alerts: Alert[] = []
    for await (const sign of this.#finder.find(looked, now)) if (told.isNews(sign)) alerts.push(alertOf(sign))
    told.forget(now - this.#finder.horizonMs)
    this.#told = told
    this.#outbox.add(alerts)
    this.#looked = now
    // Not being able to remember is no reason not to tell.
    await this.#save(now).catch(error => this.#report(error))
    if (await this.#outbox.deliver()) await this.#save(now)
    return alerts
  }

  /** Takes up the memory; resolves with the time of the last look. */
  async #remember(now: number): Promise<number> {
    const state = await this.#store.load()
    if (!state) return now - firstLookMs
    this.#told = new ToldSigns(state.told)
    this.#outbox.restore(state.pending)
    return state.looked
  }

  #save(looked: number): Promise<void> {
    return this.#store.save({ format: 1, looked, told: this.#told.entries, pending: this.#outbox.pending })
  }

  #report(error: unknown): void {
    this.#options.onError?.(error)
  }
}
