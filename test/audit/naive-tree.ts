// The tree straight from the definitions of RFC 6962 §2.1, recursion for recursion, on node:crypto alone.

import { createHash } from 'node:crypto'

type Bytes = Uint8Array

const sha256 = (...parts: Bytes[]): Bytes => {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return new Uint8Array(hash.digest())
}

/** MTH(D[n]) over the leaves' bytes. */
export function naiveRoot(leaves: readonly Bytes[]): Bytes {
  if (leaves.length === 0) return sha256()
  if (leaves.length === 1) return sha256(Uint8Array.of(0), leaves[0] as Bytes)
  const k = splitOf(leaves.length)
  return sha256(Uint8Array.of(1), naiveRoot(leaves.slice(0, k)), naiveRoot(leaves.slice(k)))
}

/** PATH(m, D[n]). */
export function naivePath(m: number, leaves: readonly Bytes[]): readonly Bytes[] {
  if (leaves.length === 1) return []
  const k = splitOf(leaves.length)
  const [left, right] = [leaves.slice(0, k), leaves.slice(k)]
  return m < k ? [...naivePath(m, left), naiveRoot(right)] : [...naivePath(m - k, right), naiveRoot(left)]
}

/** PROOF(m, D[n]). */
export function naiveProof(m: number, leaves: readonly Bytes[]): readonly Bytes[] {
  return subproof(m, leaves, true)
}

function subproof(m: number, leaves: readonly Bytes[], b: boolean): readonly Bytes[] {
  if (m === leaves.length) return b ? [] : [naiveRoot(leaves)]
  const k = splitOf(leaves.length)
  const [left, right] = [leaves.slice(0, k), leaves.slice(k)]
  return m <= k
    ? [...subproof(m, left, b), naiveRoot(right)]
    : [...subproof(m - k, right, false), naiveRoot(left)]
}

function splitOf(n: number): number {
  return 2 ** Math.ceil(Math.log2(n) - 1)
}
