// Verifying: rows -> MACs -> leaves -> roots -> signatures -> anchors, in one pass over a trail of any length.

import type { Keyring } from '../../core/keyring.js'
import { eventFault } from '../check-event.js'
import { EventMac, eventText } from '../event-mac.js'
import type { NoteVerifier } from '../seal/note-key.js'
import { AnchorCheck } from './anchor-check.js'
import { checkLeaf } from './check-leaf.js'
import { type Finding, finding } from './finding.js'
import type { SealedItem, TrailItem, TrailSource, UnsealedItem } from './trail-item.js'
import { TreeCheck } from './tree-check.js'
import { uncheckedOf } from './unchecked.js'
import type { VerifyReport } from './verify-report.js'

/** What verifying takes; what is left out is not checked. */
export interface VerifyOptions {
  /** The data keys, to check MACs. */
  readonly keyring?: Keyring | undefined
  /** As given to fieldseal(), usually empty. */
  readonly application?: string | undefined
  /** The keys that checkpoints may be signed by. Without them whoever can write the tables could sign anew. */
  readonly verifiers?: readonly NoteVerifier[] | undefined
  /** Notes that were anchored outside. Without them an older state that was put back does not show. */
  readonly anchors?: readonly string[] | undefined
  /** Findings kept at most, 1,000 unless given; all are counted. */
  readonly maxFindings?: number | undefined
  /** Hears of each page. */
  readonly onProgress?: ((progress: VerifyProgress) => void) | undefined
}

/** How far verifying has come. */
export interface VerifyProgress {
  readonly events: number
  /** 0 to 1. */
  readonly fraction: number
}

/** Verifies a trail. Throws only what its source throws. */
export async function verifyTrail(source: TrailSource, options: VerifyOptions = {}): Promise<VerifyReport> {
  const run = new VerifyRun(options)
  for await (const { items, fraction } of source) {
    for (const item of items) run.take(item)
    options.onProgress?.({ events: run.events, fraction })
  }
  return run.end()
}

class VerifyRun {
  readonly #options: VerifyOptions
  readonly #mac: EventMac | undefined
  readonly #tree: TreeCheck
  readonly #anchors: AnchorCheck
  readonly #findings: Finding[] = []
  #findingCount = 0
  #entries = 0
  #checkpoints = 0
  #unsealed = 0
  #oldest: string | undefined
  events = 0

  constructor(options: VerifyOptions) {
    const { keyring, application = '', verifiers = [], anchors = [] } = options
    const report = (found: Finding) => this.#report(found)
    this.#options = options
    this.#mac = keyring && new EventMac(keyring, application)
    this.#tree = new TreeCheck(verifiers, report)
    this.#anchors = new AnchorCheck(anchors, verifiers, report)
  }

  take(item: TrailItem): void {
    if ('leaf' in item) this.#takeSealed(item)
    else if ('checkpoint' in item) this.#takeCheckpoint(item.checkpoint)
    else if ('event' in item) this.#takeUnsealed(item)
    else if ('finding' in item) this.#report(item.finding)
    else this.#report(finding('entry-stray', { eventId: item.entry.eventId }))
  }

  end(): VerifyReport {
    this.#tree.end()
    this.#showAnchors()
    this.#anchors.end()
    const counts = { events: this.events, checkpoints: this.#checkpoints, size: this.#tree.size }
    const checked = this.#checked()
    return {
      isIntact: this.#findingCount === 0,
      findings: this.#findings,
      findingCount: this.#findingCount,
      ...counts,
      entries: this.#entries,
      unsealed: { count: this.#unsealed, ...(this.#oldest === undefined ? {} : { oldest: this.#oldest }) },
      checked,
      unchecked: uncheckedOf({ ...counts, checked }),
    }
  }

  #checked(): VerifyReport['checked'] {
    const { verifiers = [] } = this.#options
    return {
      macs: this.#mac !== undefined,
      signatures: verifiers.length > 0,
      anchors: this.#anchors.held,
    }
  }

  #takeSealed(item: SealedItem): void {
    const { position, eventId } = item.leaf
    if (item.event) this.events++
    this.#entries += item.entries.length
    this.#showAnchors()
    const { fault, hash } = checkLeaf(item, this.#mac)
    this.#tree.addLeaf(item.leaf, hash)
    if (fault) this.#report(finding(fault, { eventId, position }))
  }

  #takeCheckpoint(checkpoint: Parameters<TreeCheck['addCheckpoint']>[0]): void {
    this.#checkpoints++
    this.#tree.addCheckpoint(checkpoint)
    this.#showAnchors()
  }

  #takeUnsealed(record: UnsealedItem): void {
    const { id: eventId, time } = record.event
    this.events++
    this.#entries += record.entries.length
    this.#unsealed++
    if (this.#oldest === undefined || time < this.#oldest) this.#oldest = time
    const fault = eventFault(record, eventText(record.event, record.entries), this.#mac)
    if (fault) this.#report(finding(fault, { eventId }))
  }

  /** Not before the checkpoint of the same size, which sets the tree right where a leaf was altered. */
  #showAnchors(): void {
    const { size } = this.#tree
    if (size >= this.#anchors.nextSize) this.#anchors.show(size, this.#tree.root)
  }

  #report(found: Finding): void {
    this.#findingCount++
    if (this.#findings.length < (this.#options.maxFindings ?? 1000)) this.#findings.push(found)
  }
}
