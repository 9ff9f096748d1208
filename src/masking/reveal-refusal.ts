// Why a reveal is refused.

import { AccessError, type CodeOf } from '../errors.js'
import type { FoundRow } from './rows-within.js'

type AccessCode = Exclude<CodeOf<'AccessError'>, 'ACCESS_LIMIT_REACHED' | 'ACCESS_TRAIL_DENIED'>

const texts: Readonly<Record<AccessCode, { readonly message: string; readonly fix: string }>> = {
  ACCESS_VIEWER_MISSING: {
    message: 'A reveal needs a viewer, and there is none.',
    fix: 'Run it inside `db.$as({ id, roles }, () => ...)`.',
  },
  ACCESS_REASON_MISSING: {
    message: 'A reveal of this needs a reason.',
    fix: "Pass one: `$reveal(row, { reason: '...' })`.",
  },
  ACCESS_FIELD_DENIED: {
    message: 'This viewer may see none of the masked values.',
    fix: 'Give the viewer a role that the fields are revealed to, or show the masks.',
  },
  ACCESS_NOT_RECORDED: {
    message: 'The reveal could not be recorded, so nothing was revealed.',
    fix: 'Mend what `onReveal` writes to; the cause says what it threw.',
  },
}

/** The error for a code, about the first of the rows. */
export function revealRefusal(code: AccessCode, { shape }: FoundRow, cause?: unknown): AccessError {
  return new AccessError({ code, model: shape.plan.name, operator: '$reveal', ...texts[code], cause })
}
