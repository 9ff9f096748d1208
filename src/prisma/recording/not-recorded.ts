// The error for what could not be recorded.

import { AuditError } from '../../errors.js'
import { SecretTexts } from '../../masking/secret-texts.js'
import { quietError } from '../quiet-errors.js'

/** The error; what caused it loses the rows that databases quote. */
export function notRecorded(model: string | undefined, operator: string, cause: unknown): AuditError {
  return new AuditError({
    code: 'AUDIT_NOT_RECORDED',
    model,
    operator,
    message: 'The operation could not be recorded in the audit trail, so nothing of it was kept or shown.',
    fix: 'Mend the audit tables, whose migration `npx fieldseal init` describes; the cause says what failed.',
    cause: quietError(cause, new SecretTexts()),
  })
}
