// The types of a record's history: which fields a model has, and what their values are, read from the field map.

import type { AuditEvent, EntryAction, JsonValue } from '../../audit/event.js'
import type { FieldMap } from '../../schema/field-map.js'

type RecordedOf<Fields extends FieldMap> = NonNullable<Fields['recorded']>

/** A model whose changes are recorded, or a hidden table of links, such as `_DoctorToPatient`. */
export type RecordedModelName<Fields extends FieldMap> = (keyof RecordedOf<Fields> & string) | `_${string}`

type PlainTypes = {
  readonly Int: number
  readonly Float: number
  readonly Boolean: boolean
  readonly BigInt: bigint
  readonly DateTime: Date
  readonly Bytes: Uint8Array
  readonly Json: JsonValue
}

/** The TypeScript type of a Prisma type's values in a history: Decimal is decimal text, an enum its name in the schema. */
export type PlainOf<Type> = Type extends `${infer Item}[]`
  ? readonly PlainOf<Item>[]
  : Type extends keyof PlainTypes
    ? PlainTypes[Type]
    : string

type EntryOf<Fields extends FieldMap, Model, Field> = Model extends keyof Fields['models']
  ? Field extends keyof Fields['models'][Model]['fields']
    ? Fields['models'][Model]['fields'][Field]
    : Record<never, never>
  : Record<never, never>

type ValueOf<Fields extends FieldMap, Model, Field, Type> =
  EntryOf<Fields, Model, Field> extends { readonly encrypted: { readonly type: infer Sealed } }
    ? PlainOf<Sealed>
    : EntryOf<Fields, Model, Field> extends { readonly password: object } | { readonly token: object }
      ? boolean
      : PlainOf<Type>

/** The values of a record before or after a change: of an update the changed fields alone. */
export type HistoryValues<Fields extends FieldMap, Model> = Model extends keyof RecordedOf<Fields>
  ? {
      readonly [Field in keyof RecordedOf<Fields>[Model]['types']]?: ValueOf<
        Fields,
        Model,
        Field,
        RecordedOf<Fields>[Model]['types'][Field]
      > | null
    }
  : Readonly<Record<string, unknown>>

/** What one event did to a record. */
export interface RecordHistory<Fields extends FieldMap, Model> {
  readonly event: Omit<AuditEvent, 'roles' | 'details' | 'time'> & {
    readonly time: Date
    readonly roles: readonly string[]
    readonly details: Readonly<Record<string, unknown>> | null
  }
  readonly action: EntryAction
  /** The fields that changed, or that were read. */
  readonly fields: readonly string[]
  /** Null for a record that was not there. Passwords and tokens are true where there is one. */
  readonly before: HistoryValues<Fields, Model> | null
  readonly after: HistoryValues<Fields, Model> | null
  /** The fields whose values did not open: sealed under a key that is gone, or altered. */
  readonly unopened: readonly string[]
}

/** Which record, and how much of its history. */
export interface HistoryQuery<Model> {
  readonly model: Model
  /** The primary key: `{ id: 'p1' }`. */
  readonly id: Readonly<Record<string, unknown>>
  /** Which end to begin at: `oldest` unless told. */
  readonly order?: 'newest' | 'oldest'
  /** The most entries: 1,000 unless told. */
  readonly limit?: number
}
