// The part of Prisma's metamodel (DMMF) that the schema rules read, described here so that this folder does
// not import Prisma. `options.dmmf.datamodel` of a generator fits it as it stands.

/** Everything a schema declares, except what is marked `@ignore` or has no Prisma type: that is left out. */
export interface Datamodel {
  readonly models: readonly DatamodelModel[]
  readonly enums: readonly DatamodelEnum[]
  /** Composite types; MongoDB only. */
  readonly types: readonly DatamodelModel[]
  readonly indexes: readonly DatamodelIndex[]
}

/** A model or a view; the metamodel does not tell them apart. */
export interface DatamodelModel {
  readonly name: string
  readonly dbName?: string | null | undefined
  readonly documentation?: string | undefined
  readonly fields: readonly DatamodelField[]
  readonly primaryKey: { readonly name: string | null; readonly fields: readonly string[] } | null
  readonly uniqueFields: readonly (readonly string[])[]
  readonly uniqueIndexes: readonly { readonly name: string | null; readonly fields: readonly string[] }[]
}

/** A field of a model. */
export interface DatamodelField {
  readonly name: string
  readonly kind: string
  readonly type: string
  readonly isList: boolean
  readonly isRequired: boolean
  readonly isId: boolean
  /** True also where a `@@unique` names this field alone. */
  readonly isUnique: boolean
  readonly isUpdatedAt?: boolean | undefined
  readonly dbName?: string | null | undefined
  readonly documentation?: string | undefined
  readonly hasDefaultValue: boolean
  readonly default?: unknown
  /** The `@db.` attribute: its name and arguments, such as `['VarChar', ['300']]`. */
  readonly nativeType?: readonly [string, readonly string[]] | null | undefined
  readonly relationName?: string | null | undefined
  readonly relationFromFields?: readonly string[] | undefined
  readonly relationToFields?: readonly string[] | undefined
  /** The referential actions, where the schema says them. */
  readonly relationOnDelete?: string | undefined
  readonly relationOnUpdate?: string | undefined
}

/** An enum of the schema. */
export interface DatamodelEnum {
  readonly name: string
  readonly documentation?: string | undefined
  readonly values: readonly {
    readonly name: string
    /** The name of the value in the database, where `@map` gives it another one. */
    readonly dbName?: string | null | undefined
    readonly documentation?: string | undefined
  }[]
}

/** An id, unique constraint or index of a model. */
export interface DatamodelIndex {
  readonly model: string
  /** `id`, `unique`, `normal` or `fulltext`. */
  readonly type: string
  readonly name?: string | null | undefined
  /** The name given with `map:`. */
  readonly dbName?: string | null | undefined
  readonly fields: readonly { readonly name: string }[]
}
