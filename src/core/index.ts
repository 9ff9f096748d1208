// The public names of `fieldseal/core`: values and keys without an ORM.

export { type Codec, codecs } from './codec.js'
export { looksSealed } from './envelope.js'
export { generateKeyText, Key } from './key.js'
export {
  type KeyEnvironment,
  type KeySet,
  type KeySource,
  type KeyText,
  type KeyTextSet,
  keysFrom,
  keysFromEnv,
} from './key-source.js'
export { Keyring } from './keyring.js'
export { SealedColumn, type SealedColumnOptions } from './sealed-column.js'
export { type ValueType, valueTypes } from './value-type.js'
