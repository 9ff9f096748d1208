// The public names of `fieldseal`.

export { generateKeyText } from './core/key.js'
export { type KeySet, type KeySource, type KeyText, keysFrom, keysFromEnv } from './core/key-source.js'
export {
  ConfigError,
  type ErrorCode,
  FieldsealError,
  KeyError,
  OpenError,
  QueryError,
  SchemaError,
  type SchemaProblem,
} from './errors.js'
export { fieldseal } from './prisma/extension.js'
export type { FieldsealExtension } from './prisma/extension-types.js'
export type { FieldsealOptions } from './prisma/options.js'
export type { RawValues } from './prisma/raw-values.js'
export type { FieldMap } from './schema/field-map.js'
