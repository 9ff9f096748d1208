// Proofs that a tree grew from an earlier one by adding leaves at its end (RFC 6962 §2.1.2).

import { equalBytes } from '#crypto'
import { above, climb } from './climb.js'
import type { SubtreeRoot } from './inclusion-proof.js'
import { emptyRoot, leftSize, nodeHash } from './tree-hash.js'

/** The hashes that show how the tree of `oldSize` leaves became that of `size`; none for the same or the empty tree. */
export function consistencyPath(oldSize: number, size: number, rootOf: SubtreeRoot): readonly Uint8Array[] {
  if (oldSize === 0) return []
  const path: Uint8Array[] = []
  let [start, end, isWhole] = [0, size, true]
  while (oldSize !== end) {
    const middle = start + leftSize(end - start)
    if (oldSize <= middle) {
      path.unshift(rootOf(middle, end))
      end = middle
    } else {
      path.unshift(rootOf(start, middle))
      start = middle
      isWhole = false
    }
  }
  return isWhole ? path : [rootOf(start, end), ...path]
}

/** What a path proves: that the tree of `oldRoot` is the beginning of the tree of `root`. */
export interface ConsistencyProof {
  readonly oldSize: number
  readonly oldRoot: Uint8Array
  readonly size: number
  readonly root: Uint8Array
  readonly path: readonly Uint8Array[]
}

/** True where the path leads to both roots. */
export function verifyConsistency({ oldSize, oldRoot, size, root, path }: ConsistencyProof): boolean {
  if (!Number.isSafeInteger(oldSize) || oldSize < 0 || oldSize > size) return false
  if (oldSize === 0) return path.length === 0 && equalBytes(oldRoot, emptyRoot())
  if (oldSize === size) return path.length === 0 && equalBytes(oldRoot, root)
  let [at, last] = [oldSize - 1, size - 1]
  while (at % 2 === 1) [at, last] = above(at, last)
  // The old tree is one complete subtree: its root is where both ways begin.
  const [first, ...rest] = at === 0 ? [oldRoot, ...path] : path
  if (!first) return false
  let [oldHash, hash] = [first, first]
  const isAtRoot = climb(at, last, rest, (beside, isLeft) => {
    if (isLeft) oldHash = nodeHash(beside, oldHash)
    hash = isLeft ? nodeHash(beside, hash) : nodeHash(hash, beside)
  })
  return isAtRoot && equalBytes(oldHash, oldRoot) && equalBytes(hash, root)
}
