// The errors of opening a stored value. Tampering, other key bytes and a wrong context share one message: an
// attacker who can provoke them learns nothing from which one it was.

import { OpenError } from '../errors.js'
import type { ValueType } from './value-type.js'

/** The field that an error names. */
export interface FieldPlace {
  readonly model: string
  readonly field: string
}

/** OPEN_FAILED: the value looks sealed and does not open. */
export function openFailed({ model, field }: FieldPlace): OpenError {
  return new OpenError({
    code: 'OPEN_FAILED',
    message: 'The stored value does not open.',
    fix: 'Find out whether it was altered, moved from another column, row or tenant, or sealed with another key of the same id.',
    model,
    field,
  })
}

/** OPEN_NOT_SEALED: the column holds something that fieldseal did not write. */
export function openNotSealed({ model, field }: FieldPlace): OpenError {
  return new OpenError({
    code: 'OPEN_NOT_SEALED',
    message: 'The stored value is not sealed.',
    fix: 'Find out who wrote it past fieldseal, and seal it.',
    model,
    field,
  })
}

/** OPEN_TYPE_CHANGED: the value was sealed as another type than the field has now. */
export function openTypeChanged({ model, field }: FieldPlace, from: ValueType, to: ValueType): OpenError {
  return new OpenError({
    code: 'OPEN_TYPE_CHANGED',
    message: `The stored value was sealed as ${from} and is no ${to}.`,
    fix: `Annotate the field with type ${from} again, or write the row anew.`,
    model,
    field,
  })
}
