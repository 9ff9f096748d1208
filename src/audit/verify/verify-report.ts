// What comes of verifying.

import type { Finding } from './finding.js'
import type { UncheckedKind } from './unchecked.js'

/** What verifying found. */
export interface VerifyReport {
  /** True where there is no finding. What `unchecked` names may be altered nonetheless. */
  readonly isIntact: boolean
  /** In the order of the trail, the first bad record first. */
  readonly findings: readonly Finding[]
  readonly findingCount: number
  /** Events read, and entries of theirs. */
  readonly events: number
  readonly entries: number
  readonly checkpoints: number
  /** Leaves of the tree. */
  readonly size: number
  /** Events that have no leaf yet, and the time of the oldest of them: more than some seconds ago, the sealer stands still. */
  readonly unsealed: { readonly count: number; readonly oldest?: string }
  /** What was checked: MACs, signatures, and how many anchored checkpoints. */
  readonly checked: { readonly macs: boolean; readonly signatures: boolean; readonly anchors: number }
  /** What nothing bears out: the sentences are in `uncheckedKinds`. Empty where all of it was checked. */
  readonly unchecked: readonly UncheckedKind[]
}
