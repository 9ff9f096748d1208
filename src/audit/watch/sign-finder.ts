// One look at the trail: reads what is new, and asks every rule about it.

import { readEvents } from '../report/read-events.js'
import type { ReportedEvent } from '../report/reported-event.js'
import type { TrailFilter } from '../report/trail-filter.js'
import type { TrailDatabase } from '../trail-database.js'
import type { Sign } from './alert.js'
import { BurstDetector } from './burst-detector.js'
import { burstRules } from './burst-rules.js'
import { RevealVolume } from './reveal-volume.js'
import { SeenEvents } from './seen-events.js'
import type { TrailRule } from './trail-rule.js'
import { UnsealedLag } from './unsealed-lag.js'
import type { WatchSettings } from './watch-settings.js'

/** What is read: everything but done changes and raw SQL, which no rule counts. */
const wanted: readonly TrailFilter[] = [
  { kinds: ['read', 'reveal', 'login', 'open', 'trail'] },
  { kinds: ['change', 'raw'], outcome: 'denied' },
]

/** Finds signs; remembers for them what bursts are counted in, and which events it saw. */
export class SignFinder {
  readonly #db: TrailDatabase
  readonly #lookBackMs: number
  readonly #settings: WatchSettings
  readonly #longestMs: number
  /** Undefined before the first look, and after one that failed: then the next one begins anew. */
  #memory: ReturnType<typeof newMemory> | undefined

  /** @param lookBackMs how much later than its time an event may be committed */
  constructor(db: TrailDatabase, settings: WatchSettings, lookBackMs: number) {
    this.#db = db
    this.#settings = settings
    this.#lookBackMs = lookBackMs
    this.#longestMs = Math.max(0, ...burstRules(settings).map(({ withinMs }) => withinMs))
  }

  /** How far back from a look something can be found again, in milliseconds. */
  get horizonMs(): number {
    return this.#lookBackMs + this.#longestMs
  }

  /** The signs at the time `now` in what is new since the look at the time `looked`: milliseconds since 1970. */
  async *find(looked: number, now: number): AsyncGenerator<Sign, void, undefined> {
    const from = looked - this.#lookBackMs
    // Windows without a memory are filled with what was in them before.
    const first = this.#memory ? from : looked - this.horizonMs
    const memory = this.#memory ?? newMemory(this.#settings)
    this.#memory = undefined
    for await (const event of this.#readFresh(memory.seen, first, now)) {
      for (const rule of memory.trailRules) rule.see(event)
      for (const detector of memory.detectors) yield* listOf(detector.see(event))
    }
    for (const rule of memory.trailRules) yield* await rule.ask(this.#db, { from, now })
    for (const detector of memory.detectors) detector.forget(now - this.#lookBackMs - detector.rule.withinMs)
    this.#memory = memory
  }

  async *#readFresh(seen: SeenEvents, from: number, now: number): AsyncGenerator<ReportedEvent> {
    const oldest = now - this.#lookBackMs
    for (const filter of wanted) {
      const events = readEvents(this.#db, { ...filter, from: new Date(from), order: 'oldest' })
      for await (const event of events) if (seen.isNew(event, oldest)) yield event
    }
    seen.forget(oldest)
  }
}

function newMemory(settings: WatchSettings) {
  const detectors = burstRules(settings).map(rule => new BurstDetector(rule))
  return { seen: new SeenEvents(), detectors, trailRules: trailRules(settings) }
}

function listOf(sign: Sign | undefined): readonly Sign[] {
  return sign ? [sign] : []
}

function trailRules({ revealVolume, unsealed }: WatchSettings): readonly TrailRule[] {
  return [
    ...(revealVolume ? [new RevealVolume(revealVolume)] : []),
    ...(unsealed ? [new UnsealedLag(unsealed.minutes)] : []),
  ]
}
