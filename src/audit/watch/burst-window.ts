// What one burst is counted in: marks in the order of time, of which a window of some minutes is looked at. Events may
// come late, since a transaction commits after its events were made.

/** Something that is counted. */
export interface Mark {
  readonly time: number
  /** What it is: counted once however often it comes. */
  readonly subject: string
  readonly eventId: string
}

/** The marks of one actor, account or the like. */
export class BurstWindow {
  readonly #withinMs: number
  readonly #limit: number
  #marks: Mark[] = []

  /** @param withinMs the length of the window; @param limit the most marks kept, the newest of them */
  constructor(withinMs: number, limit: number) {
    this.#withinMs = withinMs
    this.#limit = limit
  }

  /** Adds a mark; of an older one with the same subject nothing is left. */
  add(mark: Mark): void {
    const known = this.#marks.findIndex(({ subject }) => subject === mark.subject)
    if (known >= 0) {
      if ((this.#marks[known] as Mark).time >= mark.time) return
      this.#marks.splice(known, 1)
    }
    const after = this.#marks.findLastIndex(({ time }) => time <= mark.time)
    this.#marks.splice(after + 1, 0, mark)
    if (this.#marks.length > this.#limit) this.#marks.shift()
  }

  /** The marks of the fullest window with something of that time in it. */
  fullest(time: number): readonly Mark[] {
    let fullest: readonly Mark[] = []
    for (const [end, { time: last }] of this.#marks.entries()) {
      if (last < time || last - time > this.#withinMs) continue
      const start = this.#marks.findIndex(mark => last - mark.time <= this.#withinMs)
      if (end + 1 - start > fullest.length) fullest = this.#marks.slice(start, end + 1)
    }
    return fullest
  }

  /** Forgets marks before a time; true where none are left. */
  forget(before: number): boolean {
    this.#marks = this.#marks.filter(({ time }) => time >= before)
    return this.#marks.length === 0
  }
}
