// The field map: what the generator writes and the extension reads. Plain data, no Prisma import,
// so that it survives any bundler. Changing its shape means a new `format` number.

import type { PasswordCost } from '../core/password/password-cost.js'
import type { ValueType } from '../core/value-type.js'

/** The Prisma scalar type of the column that holds sealed values. */
export type StorageType = 'String' | 'Bytes'

/** How the value of a bound column is read into the associated data. */
export type BindingType = 'String' | 'Int' | 'BigInt' | 'Uuid'

/** `@encrypted`: what the sealer needs to know about a field. */
export interface EncryptedEntry {
  readonly type: ValueType
  readonly storage: StorageType
  /** The column name in the associated data: `Model.field`, or the stable name given with `as:`. */
  readonly column: string
  /** The immutable columns the value is bound to, in the order of the annotation; usually none. */
  readonly bind: readonly BindingEntry[]
}

/** One column that a sealed value or a password's hash is bound to. */
export interface BindingEntry {
  readonly field: string
  readonly type: BindingType
  /** True where the column's default is `uuid()`, so that a missing value can be made before the write. */
  readonly isGenerated?: boolean
}

/** `@searchable(column, ...)`: the blind index of an encrypted field. */
export interface SearchableEntry {
  /** The index column, a field of the same model. */
  readonly index: string
  /** Normaliser ids, in order. */
  readonly normalize: readonly string[]
}

/** `@searchable(column, prefix: min..max)`: answers `startsWith` for that many leading characters. */
export interface PrefixEntry extends SearchableEntry {
  readonly min: number
  readonly max: number
}

/** `@@searchable([a, b], column)`: one blind index over several encrypted fields of a model. */
export interface CompoundEntry {
  readonly fields: readonly string[]
  readonly index: string
  /** Normaliser ids for each of `fields`, in the same order. */
  readonly normalize: readonly (readonly string[])[]
}

/** `@token`: the column holds a keyed hash of the value. */
export interface TokenEntry {
  /** The column name in the key derivation: `Model.field`, or the stable name given with `as:`. */
  readonly column: string
  readonly normalize: readonly string[]
}

/** `@password`: the column holds a password's hash, which is checked against and never read. */
export interface PasswordEntry {
  /** The column name in the key derivation: `Model.field`, or the stable name given with `as:`. */
  readonly column: string
  readonly cost: PasswordCost
  /** The immutable columns the hash is bound to, in the order of the annotation; usually none. */
  readonly bind: readonly BindingEntry[]
}

/** `@masked(style, reveal: [...])`: how the field's value is masked. */
export interface MaskedEntry {
  /** A built-in style, or the name of one in the option `maskers`. */
  readonly style: string
  /** The roles that may see the value; everyone may where there is no list, and nobody where it is empty. */
  readonly reveal?: readonly string[]
}

/** What the annotations say about one field; a field has one of `encrypted`, `token` and `password`. */
export interface FieldEntry {
  readonly isRequired: boolean
  readonly encrypted?: EncryptedEntry
  readonly searchable?: SearchableEntry
  readonly prefix?: PrefixEntry
  readonly token?: TokenEntry
  readonly password?: PasswordEntry
}

/** A relation field: where it leads and whether it is a list. */
export interface RelationEntry {
  readonly model: string
  readonly isList: boolean
  /** The relation's name, the same on both of its sides. */
  readonly relation: string
  /** On the side that holds the foreign key: its columns, each with the column of `model` that it refers to. */
  readonly columns?: Readonly<Record<string, string>>
}

/** A unique constraint or id of a model. */
export interface UniqueEntry {
  /** The key in `where`: a field's name, or the name of a compound. */
  readonly name: string
  readonly fields: readonly string[]
  /** The constraint's name in the database, where one is known. */
  readonly constraint?: string
}

/** One model of the schema; models without annotations are listed too, since relations lead through them. */
export interface ModelEntry {
  /** Table name, where `@@map` sets one. */
  readonly table?: string
  /** Every scalar and enum field by name, with its column name where `@map` sets one (else the same name). */
  readonly scalars: Readonly<Record<string, string>>
  readonly relations: Readonly<Record<string, RelationEntry>>
  readonly uniques: readonly UniqueEntry[]
  /** The annotated fields. */
  readonly fields: Readonly<Record<string, FieldEntry>>
  /** The compound blind indexes. */
  readonly compounds: readonly CompoundEntry[]
  /** The masked fields, protected and plain ones; absent where there are none. */
  readonly masked?: Readonly<Record<string, MaskedEntry>>
}

/** What a database does to rows that refer to a row which is deleted, or whose referenced columns change. */
export type ReferentialAction = 'Cascade' | 'Restrict' | 'NoAction' | 'SetNull' | 'SetDefault'

/** A relation whose foreign key stands in the model. */
export interface ReferenceEntry {
  readonly onDelete: ReferentialAction
  readonly onUpdate: ReferentialAction
}

/** One side of an implicit many-to-many relation. */
export interface LinkEntry {
  /** The hidden table, `_RelationName`. */
  readonly table: string
  /** The column of that table that holds this model's id; the other one holds the other side's. */
  readonly column: 'A' | 'B'
}

/** What the audit trail needs to know of a model. */
export interface RecordedModelEntry {
  /** `@@audit`: changes are recorded; `@@audit(reads)`: reads of protected fields, too. Absent for other models. */
  readonly audit?: 'changes' | 'reads'
  /** The fields of the primary key; where there is none, those of the first unique of required fields. */
  readonly id: readonly string[]
  /** Id fields whose values Prisma makes as `uuid()` version 4 where none is given. */
  readonly uuids: readonly string[]
  /** The Prisma type of each scalar by field name; the names of enums; a list with `[]` at its end. */
  readonly types: Readonly<Record<string, string>>
  /** By field, of enums with `@map` on their values: Prisma's name of each value by its name in the database. */
  readonly enums?: Readonly<Record<string, Readonly<Record<string, string>>>>
  /** By relation field. */
  readonly references: Readonly<Record<string, ReferenceEntry>>
  /** By relation field. */
  readonly links: Readonly<Record<string, LinkEntry>>
}

/** The whole map, as `fields` in the generated module. */
export interface FieldMap {
  readonly format: 1
  /** SHA-256, in hex, of the schema text that the map was made from. */
  readonly schemaHash: string
  /** The datasource's provider: sqlite, postgresql, mysql ... */
  readonly provider: string
  readonly models: Readonly<Record<string, ModelEntry>>
  /** Every model, where one has `@@audit`; absent otherwise. */
  readonly recorded?: Readonly<Record<string, RecordedModelEntry>>
}
