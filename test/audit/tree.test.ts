// The tree against the vectors of Certificate Transparency and of Go's sumdb/tlog, and against the definitions of the
// RFC themselves.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { sha256 } from '#crypto'
import { consistencyPath, verifyConsistency } from '../../src/audit/tree/consistency-proof.js'
import { Frontier, formatFrontier, parseFrontier } from '../../src/audit/tree/frontier.js'
import { inclusionPath, verifyInclusion } from '../../src/audit/tree/inclusion-proof.js'
import { emptyRoot, leafHash } from '../../src/audit/tree/tree-hash.js'
import vectors from '../vectors/audit-trail.json' with { type: 'json' }
import { naivePath, naiveProof, naiveRoot } from './naive-tree.js'

const ct = vectors.certificateTransparency
const bytes = (text: string) => new TextEncoder().encode(text)
const hex = (text: string) => Uint8Array.from(Buffer.from(text, 'hex'))
const base64 = (text: string) => Uint8Array.from(Buffer.from(text, 'base64'))
const plain = (list: readonly Uint8Array[]) => list.map(one => Buffer.from(one).toString('hex'))

function grown(hashes: readonly Uint8Array[]): Frontier {
  const tree = new Frontier()
  for (const hash of hashes) tree.append(hash)
  return tree
}

const ctHashes = ct.leaves.map(leaf => sha256(Buffer.concat([Uint8Array.of(0), hex(leaf)])))
const goHashes = vectors.texts.map(leafHash)

/** Two sets of vectors in one form. */
const sets = [
  { name: 'Certificate Transparency', set: ct, hashes: ctHashes, decode: hex },
  { name: 'sumdb/tlog', set: vectors, hashes: goHashes, decode: base64 },
]

describe.each(sets)('the vectors of $name', ({ set, hashes, decode }) => {
  const rootOf = (start: number, end: number) => grown(hashes.slice(start, end)).root()

  test('have these roots', () => {
    const tree = new Frontier()
    const roots = hashes.map(hash => {
      tree.append(hash)
      return tree.root()
    })
    expect(plain(roots)).toEqual(plain(set.roots.map(decode)))
  })

  test('have these inclusion proofs, which hold', () => {
    for (const { index, size, path } of set.inclusion) {
      const made = inclusionPath(index, size, rootOf)
      expect(plain(made)).toEqual(plain(path.map(decode)))
      const leaf = hashes[index] as Uint8Array
      expect(verifyInclusion({ leaf, index, size, path: made, root: rootOf(0, size) })).toBe(true)
    }
  })

  test('have these consistency proofs, which hold', () => {
    for (const { oldSize, size, path } of set.consistency) {
      const made = consistencyPath(oldSize, size, rootOf)
      expect(plain(made)).toEqual(plain(path.map(decode)))
      const proof = { oldSize, oldRoot: rootOf(0, oldSize), size, root: rootOf(0, size), path: made }
      expect(verifyConsistency(proof)).toBe(true)
    }
  })
})

test('the tree without leaves has the hash of nothing as its root', () => {
  expect(plain([new Frontier().root(), emptyRoot()])).toEqual([ct.emptyRoot, ct.emptyRoot])
})

describe('any tree', () => {
  const tree = fc
    .array(fc.string({ unit: 'grapheme', maxLength: 6 }), { minLength: 1, maxLength: 70 })
    .map(texts => {
      const hashes = texts.map(leafHash)
      const rootOf = (start: number, end: number) => grown(hashes.slice(start, end)).root()
      return { texts: texts.map(bytes), hashes, rootOf, root: rootOf(0, texts.length), size: texts.length }
    })
  const index = fc.nat(1000)

  test('has the root of the definition', () => {
    fc.assert(
      fc.property(tree, ({ texts, root }) => {
        expect(plain([root])).toEqual(plain([naiveRoot(texts)]))
      }),
    )
  })

  test('has the inclusion proofs of the definition', () => {
    fc.assert(
      fc.property(tree, index, ({ texts, rootOf, size }, any) => {
        expect(plain(inclusionPath(any % size, size, rootOf))).toEqual(plain(naivePath(any % size, texts)))
      }),
    )
  })

  test('has the consistency proofs of the definition', () => {
    fc.assert(
      fc.property(tree, index, ({ texts, rootOf, size }, any) => {
        const oldSize = (any % size) + 1
        expect(plain(consistencyPath(oldSize, size, rootOf))).toEqual(plain(naiveProof(oldSize, texts)))
      }),
    )
  })

  test('proves no leaf at another place, of another tree, or by another path', () => {
    fc.assert(
      fc.property(tree, index, index, ({ hashes, rootOf, root, size }, any, other) => {
        const at = any % size
        const leaf = hashes[at] as Uint8Array
        const path = inclusionPath(at, size, rootOf)
        const proof = { leaf, index: at, size, path, root }
        expect(verifyInclusion(proof)).toBe(true)
        const stranger = leafHash('not in the tree')
        const wrong = [
          { leaf: stranger },
          { root: stranger },
          { path: [...path, stranger] },
          { path: [stranger, ...path] },
          { index: -1 },
          { index: size },
          { index: at + 0.5 },
          { index: Number.NaN },
          ...path.map((_, i) => ({ path: path.with(i, stranger) })),
          ...path.map((_, i) => ({ path: path.toSpliced(i, 1) })),
        ]
        for (const change of wrong) expect(verifyInclusion({ ...proof, ...change })).toBe(false)
        const elsewhere = other % size
        const isTwin = plain([hashes[elsewhere] as Uint8Array])[0] === plain([leaf])[0]
        if (!isTwin) expect(verifyInclusion({ ...proof, leaf: hashes[elsewhere] as Uint8Array })).toBe(false)
      }),
    )
  })

  test('proves no other past', () => {
    fc.assert(
      fc.property(tree, index, ({ rootOf, root, size }, any) => {
        const oldSize = (any % size) + 1
        const path = consistencyPath(oldSize, size, rootOf)
        const proof = { oldSize, oldRoot: rootOf(0, oldSize), size, root, path }
        expect(verifyConsistency(proof)).toBe(true)
        const stranger = leafHash('not in the tree')
        const wrong = [
          { oldRoot: stranger },
          { root: stranger },
          { path: [...path, stranger] },
          { path: [stranger, ...path] },
          { oldSize: size + 1 },
          { oldSize: -1 },
          { oldSize: 0 },
          ...path.map((_, i) => ({ path: path.with(i, stranger) })),
          ...path.map((_, i) => ({ path: path.toSpliced(i, 1) })),
        ]
        for (const change of wrong) expect(verifyConsistency({ ...proof, ...change })).toBe(false)
      }),
    )
  })

  test('grows on from its stored frontier as if it had never stopped', () => {
    fc.assert(
      fc.property(tree, index, ({ hashes, root, size }, any) => {
        const half = grown(hashes.slice(0, any % size))
        const restored = parseFrontier(half.size, formatFrontier(half))
        for (const hash of hashes.slice(any % size)) restored?.append(hash)
        expect(plain([restored?.root() as Uint8Array])).toEqual(plain([root]))
      }),
    )
  })
})

describe('a frontier', () => {
  test('holds 16 hashes at most for 65,535 leaves', () => {
    const tree = new Frontier()
    const leaf = leafHash('')
    for (let n = 0; n < 2 ** 16 - 1; n++) tree.append(leaf)
    expect(tree.peaks).toHaveLength(16)
  })

  test('is not read where it does not fit its size', () => {
    const text = formatFrontier(grown(goHashes.slice(0, 7)))
    expect(parseFrontier(7, text)?.size).toBe(7)
    const [first, ...rest] = text.split(' ')
    const wrong = [
      '',
      ` ${text}`,
      `${text} `,
      rest.join(' '),
      `${text} ${first}`,
      text.replace('=', ''),
      text.replace(' ', '  '),
    ]
    for (const one of wrong) expect(parseFrontier(7, one)).toBeUndefined()
    for (const size of [0, 6, 8, -7, 7.5]) expect(parseFrontier(size, text)).toBeUndefined()
  })

  test('copied, grows by itself', () => {
    const tree = grown(goHashes.slice(0, 5))
    const before = plain([tree.root()])
    tree.copy().append(goHashes[5] as Uint8Array)
    expect(plain([tree.root()])).toEqual(before)
  })
})

test('the empty tree is the past of every tree', () => {
  const root = leafHash('a')
  expect(verifyConsistency({ oldSize: 0, oldRoot: emptyRoot(), size: 1, root, path: [] })).toBe(true)
  expect(verifyConsistency({ oldSize: 0, oldRoot: root, size: 1, root, path: [] })).toBe(false)
})
