// What recording a change needs to know of each model: its table, its key, and which rows of other models a change of
// one of its rows can reach. compile-recorded.ts makes it.

import type { ModelPlan } from './compile.js'
import type { ReferentialAction } from './field-map.js'

/** A relation over a foreign key: `own` where the model holds it, `theirs` where the target does. */
export interface JoinedRelation {
  readonly kind: 'own' | 'theirs'
  readonly name: string
  readonly target: RecordedPlan
  readonly isList: boolean
  /** The joined fields: that of this model, that of the target. */
  readonly pairs: readonly (readonly [here: string, there: string])[]
  /** What happens to the side with the foreign key. */
  readonly onDelete: ReferentialAction
  readonly onUpdate: ReferentialAction
  /** The relation on the other side. */
  readonly opposite: string
}

/** One side of an implicit many-to-many relation. */
export interface LinkedRelation {
  readonly kind: 'link'
  readonly name: string
  readonly target: RecordedPlan
  readonly isList: true
  /** The hidden table and its columns with the id of this model and of the target. */
  readonly table: string
  readonly here: 'A' | 'B'
  readonly there: 'A' | 'B'
  /** The id field of this model, which is a single one in an implicit relation. */
  readonly idField: string
}

/** A relation as the recorder follows it. */
export type RecordedRelation = JoinedRelation | LinkedRelation

/** One model, as the recorder sees it. */
export interface RecordedPlan {
  readonly name: string
  readonly plan: ModelPlan
  readonly table: string
  /** The column of each scalar field. */
  readonly columns: ReadonlyMap<string, string>
  /** The Prisma type of each scalar field. */
  readonly types: Readonly<Record<string, string>>
  /** By field: Prisma's name of each enum value by its name in the database, where the two differ. */
  readonly enums: Readonly<Record<string, Readonly<Record<string, string>>>>
  readonly id: readonly string[]
  readonly uuids: readonly string[]
  readonly isAudited: boolean
  readonly auditsReads: boolean
  readonly relations: ReadonlyMap<string, RecordedRelation>
  /** True where a change of the model, or a nested one, can touch a record of an audited model. */
  readonly reachesAudited: boolean
  /** True where a result can hold values of a model whose reads are recorded. */
  readonly reachesReads: boolean
}
