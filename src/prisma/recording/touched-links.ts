// Links of a many-to-many relation that one operation touches.

import type { LinkedRelation, RecordedPlan } from '../../schema/recorded-plan.js'
import type { StoredLink } from './row-reader.js'

/** The links of some records of one side of a many-to-many relation. */
export interface TouchedLinks {
  readonly owner: RecordedPlan
  readonly relation: LinkedRelation
  /** True where one of its sides is an audited model. */
  readonly isAudited: boolean
  /** The ids of this side, as they stand in the hidden table. */
  readonly ids: unknown[]
  readonly before: Map<string, StoredLink>
  readonly after: Map<string, StoredLink>
}
