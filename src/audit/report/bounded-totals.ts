// Totals by key in bounded memory: exact as long as there are not too many keys, then exact for the largest at least
// since they were last let go.

/** Totals of each key that `of` was asked for, up to twice `capacity` of them. */
export class BoundedTotals<Totals extends object> {
  readonly #make: () => Totals
  readonly #weight: (totals: Totals) => number
  readonly #capacity: number
  readonly #byKey = new Map<string, Totals>()
  #isExact = true

  /** @param make totals of nothing; @param weight which totals to keep, and to list first: the greater */
  constructor(make: () => Totals, weight: (totals: Totals) => number, capacity = 10_000) {
    this.#make = make
    this.#weight = weight
    this.#capacity = capacity
  }

  /** False once keys were let go: then there were more keys, and counts are what was counted at least. */
  get isExact(): boolean {
    return this.#isExact
  }

  /** How many keys there are. */
  get size(): number {
    return this.#byKey.size
  }

  /** The totals of a key, to count in. */
  of(key: string): Totals {
    const known = this.#byKey.get(key)
    if (known) return known
    if (this.#byKey.size >= 2 * this.#capacity) this.#letGo()
    const totals = this.#make()
    this.#byKey.set(key, totals)
    return totals
  }

  /** The keys with the greatest weight above 0, greatest first; of equal ones, in the order of their keys. */
  top(count: number): readonly (readonly [string, Totals])[] {
    return this.#sorted()
      .filter(([, totals]) => this.#weight(totals) > 0)
      .slice(0, count)
  }

  /** Lets go of the keys with the least weight, and of all with the same, until there is room again. */
  #letGo(): void {
    this.#isExact = false
    while (this.#byKey.size > this.#capacity) {
      const least = this.#leastWeight()
      for (const [key, totals] of this.#byKey) if (this.#weight(totals) === least) this.#byKey.delete(key)
    }
  }

  #leastWeight(): number {
    let least = Number.POSITIVE_INFINITY
    for (const totals of this.#byKey.values()) least = Math.min(least, this.#weight(totals))
    return least
  }

  #sorted(): readonly (readonly [string, Totals])[] {
    const weighed = [...this.#byKey].map(entry => ({ entry, weight: this.#weight(entry[1]) }))
    weighed.sort((a, b) => b.weight - a.weight || (a.entry[0] < b.entry[0] ? -1 : 1))
    return weighed.map(({ entry }) => entry)
  }
}
