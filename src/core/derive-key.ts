// From a key of the keyring to the key that one column uses for one purpose (RFC 5869 §3.2).

import type { Key } from './key.js'
import { lengthPrefixed } from './length-prefixed.js'

/** What a derived key is for; no key serves two purposes. The texts are part of the stored formats. */
export type KeyPurpose =
  | 'seal'
  | 'index'
  | 'compound-index'
  | 'prefix-index'
  | 'token'
  | 'audit'
  | 'audit-print'

/** Where a derived key is used. */
export interface KeyScope {
  readonly purpose: KeyPurpose
  /** Name of the application, for those that share keys; usually empty. */
  readonly application: string
  /** `Model.field`, or the stable name given with `as:`; several for a compound index alone. */
  readonly columns: readonly string[]
}

/**
 * Derives the key of a scope: HKDF-SHA-256 with empty salt and
 * info = LP("fieldseal/1", purpose, application, columns...), 32 bytes.
 */
export function deriveKey(key: Key, { purpose, application, columns }: KeyScope): Uint8Array {
  return key.derive(lengthPrefixed(['fieldseal/1', purpose, application, ...columns]))
}
