// What is needed of a tree to go on growing it: the roots of its complete subtrees, at most one for each power of 2.
// A million leaves are 20 hashes at most.

import { encodeBase64 } from '#crypto'
import { decodeBase64 } from './base64.js'
import { emptyRoot, nodeHash, treeHashBytes } from './tree-hash.js'

/** A growing tree; see the functions of tree-hash.ts for its hashes. */
export class Frontier {
  #size: number
  /** From the greatest subtree, which holds the first leaves, to the least. */
  readonly #peaks: Uint8Array[]

  /** The tree without leaves, or the one that `peaks` stand for; `formatFrontier` and `parseFrontier` keep them. */
  constructor(size = 0, peaks: readonly Uint8Array[] = []) {
    this.#size = size
    this.#peaks = [...peaks]
  }

  /** How many leaves the tree has. */
  get size(): number {
    return this.#size
  }

  /** The roots of the complete subtrees, the greatest first. */
  get peaks(): readonly Uint8Array[] {
    return this.#peaks
  }

  /** Adds a leaf by its hash. */
  append(leaf: Uint8Array): void {
    let hash = leaf
    for (let rest = this.#size; rest % 2 === 1; rest = (rest - 1) / 2) {
      hash = nodeHash(this.#peaks.pop() as Uint8Array, hash)
    }
    this.#peaks.push(hash)
    this.#size++
  }

  /** The root of the tree as it is now. */
  root(): Uint8Array {
    return this.#peaks.length === 0
      ? emptyRoot()
      : this.#peaks.reduceRight((right, left) => nodeHash(left, right))
  }

  /** Another tree of the same leaves, which grows by itself. */
  copy(): Frontier {
    return new Frontier(this.#size, this.#peaks)
  }
}

/** The peaks in base64, the greatest first, with a space between them; empty for the tree without leaves. */
export function formatFrontier({ peaks }: Frontier): string {
  return peaks.map(encodeBase64).join(' ')
}

/** The tree of `size` leaves that a text of `formatFrontier` stands for, or undefined where it is none of that size. */
export function parseFrontier(size: number, text: string): Frontier | undefined {
  const peaks = text === '' ? [] : text.split(' ').map(decodeBase64)
  const isWhole = peaks.every(peak => peak?.length === treeHashBytes)
  return isWhole && peaks.length === countOnes(size) ? new Frontier(size, peaks as Uint8Array[]) : undefined
}

function countOnes(size: number): number {
  return size.toString(2).replaceAll('0', '').length
}
