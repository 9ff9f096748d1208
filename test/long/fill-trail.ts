// A sealed trail by the hundred thousand: events with one entry each, written in bulk with their leaves and checkpoints
// as the recorder and the sealer make them.

import { encodeBase64 } from '#crypto'
import { newEventId } from '../../src/audit/event-id.js'
import { leafText } from '../../src/audit/event-mac.js'
import { signCheckpoint } from '../../src/audit/seal/checkpoint.js'
import type { SqlValue, TrailDatabase } from '../../src/audit/trail-database.js'
import { Frontier, formatFrontier } from '../../src/audit/tree/frontier.js'
import { leafHash } from '../../src/audit/tree/tree-hash.js'
import { insertRows, writeEvents } from '../../src/audit/write-events.js'
import { recorded, signer } from '../audit/trails.js'

/** Events in one transaction and under one checkpoint. */
const batch = 5000

/** Fills empty tables with that many events, to the nearest 5,000, one for each millisecond from `startMs` on. */
export async function fillTrail(db: TrailDatabase, count: number, startMs: number): Promise<void> {
  const tree = new Frontier()
  for (let first = 0; first < count; first += batch) {
    const events = Array.from({ length: batch }, (_, i) => {
      const timeMs = startMs + first + i
      return recorded({ id: newEventId(timeMs), time: new Date(timeMs).toISOString(), actor: `u${i % 100}` })
    })
    const leaves = events.map((one, i): readonly SqlValue[] => {
      const hash = leafHash(leafText(one))
      tree.append(hash)
      return [BigInt(first + i), one.event.id, encodeBase64(hash)]
    })
    const note = signCheckpoint({ size: tree.size, root: tree.root(), previous: first }, signer)
    await db.transaction(async inside => {
      await writeEvents(inside, events)
      const checkpoint = [[BigInt(tree.size), note, formatFrontier(tree)]]
      for (const { sql, values } of [
        ...insertRows(db.provider, 'AuditLeaf', leaves),
        ...insertRows(db.provider, 'AuditCheckpoint', checkpoint),
      ]) {
        await inside.execute(sql, values)
      }
    })
  }
}
