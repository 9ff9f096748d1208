// One round of sealing: every event without a leaf goes into the tree, in the order of ids, in batches.

import type { Keyring } from '../../core/keyring.js'
import { ConfigError } from '../../errors.js'
import { type EventFault, eventFault } from '../check-event.js'
import { EventMac, eventText, leafTextOf } from '../event-mac.js'
import { unsealedPages } from '../read-unsealed.js'
import type { StoredRecord } from '../stored-event.js'
import type { TrailDatabase } from '../trail-database.js'
import { leafHash } from '../tree/tree-hash.js'
import { type Anchor, publish } from './anchor.js'
import type { NoteSigner, NoteVerifier } from './note-key.js'
import { type NewLeaf, refuseShorter, sealBatch } from './seal-batch.js'
import { readHead, type TrailHead } from './trail-head.js'

/** What sealing takes. */
export interface SealOptions {
  readonly signer: NoteSigner
  /** The keys that signed before this signer did, so that their checkpoints are accepted. */
  readonly verifiers?: readonly NoteVerifier[] | undefined
  /** The data keys. With them an event whose MAC is wrong is refused; without them every event is sealed. */
  readonly keyring?: Keyring | undefined
  /** As given to fieldseal(), usually empty. */
  readonly application?: string | undefined
  /** Where checkpoints go that must not be lost with the database. */
  readonly anchors?: readonly Anchor[] | undefined
  /** Events under one checkpoint at most: 5,000 unless given, from 1 to 10,000. */
  readonly batchSize?: number | undefined
}

/** An event that gets no leaf, since it is not as somebody with the keys wrote it. */
export interface RefusedEvent {
  readonly eventId: string
  readonly fault: EventFault
}

/** What a round did. */
export interface SealResult {
  /** Events in the tree now. */
  readonly size: number
  /** Events that this round put there. */
  readonly sealed: number
  readonly refused: readonly RefusedEvent[]
  /** False where another sealer was at work; what this one left will be done by the other, or next time. */
  readonly isDone: boolean
}

/** A round's result with what the next one goes on from. */
export interface SealedRound extends SealResult {
  readonly head: TrailHead
}

const defaultBatchSize = 5000

const maxBatchSize = 10_000

/**
 * Seals every event that is committed, and publishes the newest checkpoint to the anchors. Throws AuditError
 * AUDIT_TRAIL_ALTERED where the newest checkpoint is not as it was signed, and AUDIT_ANCHOR_FAILED where an anchor did
 * not take a checkpoint, which is sealed nonetheless; ConfigError CONFIG_OPTION_INVALID for another batch size.
 */
export async function sealTrail(db: TrailDatabase, options: SealOptions): Promise<SealResult> {
  const { head, ...result } = await sealRound(db, options, undefined)
  const { anchors = [] } = options
  const failures = await Promise.allSettled(anchors.map(anchor => publish(anchor, head)))
  for (const failure of failures) if (failure.status === 'rejected') throw failure.reason
  return result
}

/** Seals the events whose id is greater than `since`, all where it is undefined. `seen` is the end of the tree as it was known before. */
export async function sealRound(
  db: TrailDatabase,
  options: SealOptions,
  since: string | undefined,
  seen?: TrailHead,
): Promise<SealedRound> {
  const { signer, verifiers = [], keyring, application = '', batchSize = defaultBatchSize } = options
  checkBatchSize(batchSize)
  const keys = { signer, verifiers: [...verifiers, signer.verifier] }
  const mac = keyring && new EventMac(keyring, application)
  let head = await readHead(db, keys.verifiers)
  if (seen) refuseShorter(head, seen)
  const firstSize = head.tree.size
  const refused: RefusedEvent[] = []
  const result = (isDone: boolean) => {
    const size = head.tree.size
    return { size, sealed: size - firstSize, refused, isDone, head }
  }
  for await (const page of unsealedPages(db, since, batchSize)) {
    const { leaves, faulty } = leavesOf(page, mac)
    refused.push(...faulty)
    const next = leaves.length > 0 ? await sealBatch(db, leaves, keys, head) : head
    if (!next) return result(false)
    head = next
  }
  return result(true)
}

function checkBatchSize(size: number): void {
  if (Number.isSafeInteger(size) && size >= 1 && size <= maxBatchSize) return
  throw new ConfigError({
    code: 'CONFIG_OPTION_INVALID',
    message: 'The option `batchSize` of a sealer is no number of events from 1 to 10,000.',
    fix: 'Leave it out, for batches of 5,000.',
  })
}

function leavesOf(page: readonly StoredRecord[], mac: EventMac | undefined) {
  const leaves: NewLeaf[] = []
  const faulty: RefusedEvent[] = []
  for (const record of page) {
    const { id: eventId, mac: ownMac } = record.event
    const text = eventText(record.event, record.entries)
    const fault = eventFault(record, text, mac)
    if (fault === undefined) leaves.push({ eventId, hash: leafHash(leafTextOf(text, ownMac)) })
    else faulty.push({ eventId, fault })
  }
  return { leaves, faulty }
}
