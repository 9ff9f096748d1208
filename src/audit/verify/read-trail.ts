// The trail out of its tables. It may grow meanwhile: what was there at the start is what is read, since nothing that
// is there ever changes.

import { unsealedPages } from '../read-unsealed.js'
import { selectEntries } from '../stored-event.js'
import type { TrailDatabase } from '../trail-database.js'
import { CheckpointReader } from './checkpoint-reader.js'
import { type FindingKind, finding } from './finding.js'
import { readSealed } from './read-sealed.js'
import { readTrailBounds, type TableBounds } from './trail-bounds.js'
import type { TrailItem, TrailPage } from './trail-item.js'

const unsealedPage = 1000
const maxStrays = 1000

/** Reads the whole trail: see trail-item.ts for the order. Keeps a page of some thousand events in memory. */
export async function* readTrail(db: TrailDatabase): AsyncGenerator<TrailPage, void, undefined> {
  const { leaves, checkpoints } = await readTrailBounds(db)
  const checkpointReader = new CheckpointReader(db)
  const others: TrailItem[] = []
  let leafCount = 0
  for await (const { items, others: found } of readSealed(db, leaves)) {
    leafCount += items.length
    const position = items.at(-1)?.leaf.position ?? 0
    others.push(...found)
    const between = await checkpointReader.upTo(position)
    yield { items: interleave(items, between), fraction: Math.min(1, (position + 1) / leaves.end) }
  }
  const rest = await checkpointReader.upTo(checkpoints.end - 1)
  const hidden = [
    ...hiddenRows(leaves, leafCount, 'leaf-hidden'),
    ...hiddenRows(checkpoints, checkpointReader.count, 'checkpoint-hidden'),
  ]
  yield { items: [...rest, ...hidden, ...others, ...(await readStrays(db))], fraction: 1 }
  yield* readRest(db)
}

/** Puts each checkpoint behind the last leaf that it covers. */
function interleave<Leaf extends { readonly leaf: { readonly position: number } } & TrailItem>(
  leaves: readonly Leaf[],
  checkpoints: readonly (TrailItem & { readonly checkpoint: { readonly size: number } })[],
): readonly TrailItem[] {
  if (checkpoints.length === 0) return leaves
  const items: TrailItem[] = []
  let next = 0
  for (const leaf of leaves) {
    while (
      next < checkpoints.length &&
      (checkpoints[next]?.checkpoint.size as number) <= leaf.leaf.position
    ) {
      items.push(checkpoints[next++] as TrailItem)
    }
    items.push(leaf)
  }
  return [...items, ...checkpoints.slice(next)]
}

/** Rows that are counted and that no range of numbers gives. */
function hiddenRows({ count }: TableBounds, read: number, kind: FindingKind): readonly TrailItem[] {
  return read === count ? [] : [{ finding: finding(kind, {}) }]
}

async function readStrays(db: TrailDatabase): Promise<readonly TrailItem[]> {
  const event = 'SELECT 1 FROM "audit_event" e WHERE e."id" = n."eventId"'
  const from = `FROM "audit_entry" n WHERE NOT EXISTS (${event}) LIMIT ${maxStrays}`
  const byEvent = await selectEntries(db, { from })
  return [...byEvent.values()].flat().map(entry => ({ entry }))
}

async function* readRest(db: TrailDatabase): AsyncGenerator<TrailPage> {
  for await (const items of unsealedPages(db, undefined, unsealedPage)) yield { items, fraction: 1 }
}
