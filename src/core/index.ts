// The public names of `fieldseal/core`: values and keys without an ORM.

export { BlindIndex, type BlindIndexOptions } from './blind-index.js'
export { type Codec, codecs } from './codec.js'
export { type CompoundField, CompoundIndex, type CompoundIndexOptions } from './compound-index.js'
export { looksSealed } from './envelope.js'
export { keyIdOfIndexText } from './index-text.js'
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
export {
  type CustomNormalizer,
  type NormalizeOptions,
  type Normalizer,
  normalize,
  resolveNormalizers,
} from './normalize.js'
export { PrefixIndex, type PrefixIndexOptions } from './prefix-index.js'
export { SealedColumn, type SealedColumnOptions } from './sealed-column.js'
export { newToken, TokenColumn, type TokenColumnOptions } from './token.js'
export { type ValueType, valueTypes } from './value-type.js'
