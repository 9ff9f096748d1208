// Median and quartiles: what other people's work on the same machine disturbs least.

/** The middle of a series of figures. */
export interface Spread {
  readonly median: number
  /** A quarter of the figures is below. */
  readonly lower: number
  /** A quarter of the figures is above. */
  readonly upper: number
}

/** The spread of one figure or more. */
export function spreadOf(figures: readonly number[]): Spread {
  const sorted = figures.toSorted((a, b) => a - b)
  return { median: quantile(sorted, 0.5), lower: quantile(sorted, 0.25), upper: quantile(sorted, 0.75) }
}

/** The figure that a share of the figures, 0 to 1, does not exceed. */
export function percentile(figures: readonly number[], share: number): number {
  return quantile(
    figures.toSorted((a, b) => a - b),
    share,
  )
}

function quantile(sorted: readonly number[], share: number): number {
  const position = (sorted.length - 1) * share
  const below = sorted[Math.floor(position)] ?? Number.NaN
  const above = sorted[Math.ceil(position)] ?? Number.NaN
  return below + (above - below) * (position - Math.floor(position))
}
