// How long the stored forms can get (format 1), so that no column is accepted that would cut one off.

import { payloadOverheadBytes } from '../../core/aead.js'
import { sealedBytesPrefix, sealedTextPrefix } from '../../core/envelope.js'
import { prefixSegmentBytes } from '../../core/prefix-index.js'
import type { ValueType } from '../../core/value-type.js'
import type { StorageType } from '../field-map.js'

// A VARCHAR(255) is what people come from; Prisma cannot tell how long their values really are.
const usualPlainBytes = 255

/** Bytes of the longest encoded value; for types without a limit, those that a column must have room for. */
const plainBytes: Readonly<Record<ValueType, number>> = {
  String: usualPlainBytes,
  Int: 4,
  BigInt: '-9223372036854775808'.length,
  Float: 8,
  Decimal: usualPlainBytes,
  Boolean: 1,
  DateTime: 8,
  Json: usualPlainBytes,
  Bytes: usualPlainBytes,
}

const maxKeyIdLength = 16

/** Characters of a column for tokens or equality indexes: key id, dot, 32 bytes in base64url, rounded up. */
export const hashedLength = 64

/** Characters (String) or bytes (Bytes) that a column needs for sealed values of `type`. */
export function sealedLength(type: ValueType, storage: StorageType): number {
  const payload = payloadOverheadBytes + plainBytes[type]
  if (storage === 'Bytes') return sealedBytesPrefix.length + 1 + maxKeyIdLength + payload
  return sealedTextPrefix.length + maxKeyIdLength + 1 + Math.ceil((payload * 4) / 3)
}

/** Characters of a column for passwords: any hash that was imported from a VARCHAR(255), sealed with a pepper. */
export const passwordLength = sealedLength('String', 'String')

/** Characters that a column needs for prefix indexes of `min` to `max` characters: one MAC for each length. */
export function prefixIndexLength(min: number, max: number): number {
  return Math.max(hashedLength, maxKeyIdLength + 1 + prefixSegmentBytes * 2 * (max - min + 1))
}
