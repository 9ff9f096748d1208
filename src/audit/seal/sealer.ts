// The sealer of an application or of `fieldseal audit seal`: rounds of sealing, every second and on demand.

import type { TrailDatabase } from '../trail-database.js'
import { AnchorFeed } from './anchor.js'
import { LookBack } from './look-back.js'
import { type RefusedEvent, type SealOptions, type SealResult, sealRound } from './seal-trail.js'
import type { TrailHead } from './trail-head.js'

/** What a sealer takes beside what sealing does. */
export interface SealerOptions extends SealOptions {
  /** Milliseconds from the end of a round to the next, 1,000 unless given. */
  readonly everyMs?: number | undefined
  /** Hears of rounds that failed, and of anchors that did. The next round tries again. */
  readonly onError?: ((error: unknown) => void) | undefined
  /** Hears once of each event that is not sealed, since it is not as somebody with the keys wrote it. */
  readonly onRefused?: ((events: readonly RefusedEvent[]) => void) | undefined
}

/** Ids that are remembered so as to be told of once. */
const maxTold = 10_000

/** Seals a trail for as long as the process runs. Several on one trail are no danger, only waste. */
export class Sealer {
  readonly #db: TrailDatabase
  readonly #options: SealerOptions
  readonly #feeds: readonly AnchorFeed[]
  readonly #lookBack = new LookBack()
  readonly #told = new Set<string>()
  #seen: TrailHead | undefined
  #round: Promise<unknown> = Promise.resolve()
  #timer: NodeJS.Timeout | undefined
  #isRunning = false

  constructor(db: TrailDatabase, options: SealerOptions) {
    this.#db = db
    this.#options = options
    this.#feeds = (options.anchors ?? []).map(anchor => new AnchorFeed(anchor, error => this.#report(error)))
  }

  /** Begins at once, then goes on; does not keep the process alive. */
  start(): void {
    if (this.#isRunning) return
    this.#isRunning = true
    this.#schedule(0)
  }

  /** Stops after the round at hand. What is not sealed then is sealed by the next sealer. */
  async stop(): Promise<void> {
    this.#isRunning = false
    clearTimeout(this.#timer)
    await this.#round
  }

  /**
   * Seals every event that is committed when it is called; resolves when the anchors took the checkpoint or failed.
   * Throws as `sealTrail` does, but for anchors, whose errors go to `onError`.
   */
  async sealNow(): Promise<SealResult> {
    const { result, anchored } = await this.#inTurn(() => this.#seal(undefined))
    await anchored
    return result
  }

  #schedule(delayMs: number): void {
    this.#timer = setTimeout(() => void this.#tick(), delayMs).unref()
  }

  async #tick(): Promise<void> {
    const nowMs = Date.now()
    try {
      const { result } = await this.#inTurn(() => this.#seal(this.#lookBack.since(nowMs)))
      if (result.isDone) this.#lookBack.looked(nowMs)
    } catch (error) {
      this.#report(error)
    }
    if (this.#isRunning) this.#schedule(this.#options.everyMs ?? 1000)
  }

  /** One round after the other. */
  #inTurn<Result>(round: () => Promise<Result>): Promise<Result> {
    const turn = this.#round.then(round)
    this.#round = turn.catch(() => undefined)
    return turn
  }

  async #seal(since: string | undefined) {
    const { head, ...result } = await sealRound(this.#db, this.#options, since, this.#seen)
    this.#seen = head
    this.#tell(result.refused)
    return { result, anchored: Promise.all(this.#feeds.map(feed => feed.offer(head))) }
  }

  #tell(refused: readonly RefusedEvent[]): void {
    const news = refused.filter(({ eventId }) => !this.#told.has(eventId))
    if (this.#told.size + news.length > maxTold) this.#told.clear()
    for (const { eventId } of news) this.#told.add(eventId)
    if (news.length > 0) this.#options.onRefused?.(news)
  }

  #report(error: unknown): void {
    this.#options.onError?.(error)
  }
}
