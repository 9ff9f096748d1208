// The error for an operation that touches more records than have an entry each.

import { QueryError } from '../../errors.js'
import type { RecordedPlan } from '../../schema/recorded-plan.js'
import type { Operation } from '../operation.js'
import type { AuditSettings } from './audit-options.js'

/** What the error tells of. */
export interface LimitedRun {
  readonly plan: RecordedPlan
  readonly call: Operation
  readonly settings: AuditSettings
}

/** QUERY_AUDIT_LIMIT; `otherwise` ends the advice, where there is another way than those that always serve. */
export function tooManyRecords({ plan, call, settings }: LimitedRun, otherwise = ''): QueryError {
  return new QueryError({
    code: 'QUERY_AUDIT_LIMIT',
    model: plan.name,
    operator: call.operation,
    message: `The operation touches more than ${settings.bulkLimit} records, and each would need an entry in the audit trail.`,
    fix: `Do it in parts, or raise \`audit.bulk.limit\`${otherwise}.`,
  })
}
