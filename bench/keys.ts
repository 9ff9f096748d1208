// The keys of every fieldseal client that is measured.

import { createHash } from 'node:crypto'
import { keysFrom } from 'fieldseal'

/** One data key and one index key. */
export const benchKeys = keysFrom(() => ({ data: [keyOf('k1')], index: [keyOf('i1')] }))

function keyOf(id: string): { id: string; key: Uint8Array } {
  return { id, key: createHash('sha256').update(`bench key ${id}`).digest() }
}
