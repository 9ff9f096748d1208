// Proofs that a leaf stands in a tree (RFC 6962 §2.1.1): the hashes beside its way up to the root.

import { equalBytes } from '#crypto'
import { climb } from './climb.js'
import { leftSize, nodeHash } from './tree-hash.js'

/** The root of the subtree over the leaves from `start` up to, not including, `end`. */
export type SubtreeRoot = (start: number, end: number) => Uint8Array

/** The hashes that lead from the leaf `index` to the root of a tree of `size` leaves, the lowest first. */
export function inclusionPath(index: number, size: number, rootOf: SubtreeRoot): readonly Uint8Array[] {
  const path: Uint8Array[] = []
  let [start, end] = [0, size]
  while (end - start > 1) {
    const middle = start + leftSize(end - start)
    const isLeft = index < middle
    path.unshift(isLeft ? rootOf(middle, end) : rootOf(start, middle))
    if (isLeft) end = middle
    else start = middle
  }
  return path
}

/** What a path proves: that `leaf` stands at `index` of the tree of `size` leaves with that `root`. */
export interface InclusionProof {
  readonly leaf: Uint8Array
  readonly index: number
  readonly size: number
  readonly path: readonly Uint8Array[]
  readonly root: Uint8Array
}

/** True where the path leads from the leaf to the root. */
export function verifyInclusion({ leaf, index, size, path, root }: InclusionProof): boolean {
  if (!Number.isSafeInteger(index) || index < 0 || index >= size) return false
  let hash = leaf
  const isAtRoot = climb(index, size - 1, path, (beside, isLeft) => {
    hash = isLeft ? nodeHash(beside, hash) : nodeHash(hash, beside)
  })
  return isAtRoot && equalBytes(hash, root)
}
