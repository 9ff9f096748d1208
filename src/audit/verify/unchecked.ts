// What verifying leaves open where nothing is wrong with what it read: each kind, and what could have happened unseen.

/** Every kind and what it means. */
export const uncheckedKinds = {
  macs: 'MACs were not checked: whoever can write to the database could have added events.',
  signatures: 'Signatures were not checked: whoever can write to the database could have sealed it anew.',
  events: 'The trail is empty: nothing was recorded in it yet, or all of it was removed.',
  seals: 'There is no checkpoint: nothing was sealed yet, or all that seals the events was removed.',
  anchors:
    'Not checked against an anchor: whoever can write to the database could have removed the newest events and all ' +
    'that seals them, or put back an older state.',
} as const satisfies Record<string, string>

/** The kind of what was left open. */
export type UncheckedKind = keyof typeof uncheckedKinds

/** What the kinds are told from. */
export interface CheckedTrail {
  readonly events: number
  readonly checkpoints: number
  readonly size: number
  readonly checked: { readonly macs: boolean; readonly signatures: boolean; readonly anchors: number }
}

/** What verifying left open. */
export function uncheckedOf({ events, checkpoints, size, checked }: CheckedTrail): readonly UncheckedKind[] {
  const isEmpty = events + checkpoints + size === 0
  const isOpen: Readonly<Record<UncheckedKind, boolean>> = {
    macs: !checked.macs,
    signatures: !checked.signatures,
    events: isEmpty,
    seals: !isEmpty && checkpoints === 0,
    anchors: checked.anchors === 0,
  }
  return (Object.keys(isOpen) as UncheckedKind[]).filter(kind => isOpen[kind])
}
