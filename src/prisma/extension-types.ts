// How the extended client's types differ from the plain one's: a field annotated with a `type:` that its column
// does not have reads as that type. Types only; at run time rows stay plain objects.

import type { FieldMap } from '../schema/field-map.js'
import type { PasswordMethods } from './password-methods.js'
import type { RawValues } from './raw-values.js'
import type { Trail } from './trail/trail.js'
import type { ViewerMethods } from './viewer-methods.js'

/** The plain types of typed fields, by model property and field name, as the generator writes them. */
export type FieldTypes = Readonly<Record<string, Readonly<Record<string, unknown>>>>

/** The field types that a generated field map carries; none for one written by hand. */
export type TypesOf<Fields extends FieldMap> = Fields extends { readonly $types?: infer Types }
  ? NonNullable<Types> extends FieldTypes
    ? NonNullable<Types>
    : Record<never, never>
  : Record<never, never>

/** Prisma's `result` extension arguments, which replace the types of fields by name (Prisma 7.10). */
type TypedResults<Types extends FieldTypes> = {
  readonly [Model in keyof Types]: {
    readonly [Field in keyof Types[Model]]: () => {
      readonly needs: Record<never, never>
      readonly compute: () => Types[Model][Field]
    }
  }
}

/** What fieldseal() returns: an argument for `$extends`. */
export type FieldsealExtension<Fields extends FieldMap> = (client: unknown) => {
  $extends: {
    extArgs: {
      result: TypedResults<TypesOf<Fields>>
      model: PasswordMethods<Fields>
      query: Record<never, never>
      client: {
        $fieldseal: () => RawValues<Fields>
        $audit: () => Trail<Fields>
        $as: () => ViewerMethods['$as']
        $reveal: () => ViewerMethods['$reveal']
      }
    }
  }
}
