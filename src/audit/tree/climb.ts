// The way from a node up to the root, as both kinds of proof go it (RFC 9162 §2.1.3.2 and §2.1.4.2).

/**
 * Goes up from the node `at` of a level that ends with the node `last`, and tells of each hash of `path` whether it
 * stands on the left. True where the path ends at the root, not before it and not beyond.
 */
export function climb(
  at: number,
  last: number,
  path: readonly Uint8Array[],
  join: (beside: Uint8Array, isLeft: boolean) => void,
): boolean {
  for (const beside of path) {
    if (last === 0) return false
    const isLeft = at % 2 === 1 || at === last
    join(beside, isLeft)
    // A last node without a neighbour goes up as it is, until it is a right child.
    while (isLeft && at % 2 === 0 && at !== 0) [at, last] = above(at, last)
    ;[at, last] = above(at, last)
  }
  return last === 0
}

/** The positions of two nodes' parents on the level above. */
export function above(at: number, last: number): [number, number] {
  return [Math.floor(at / 2), Math.floor(last / 2)]
}
