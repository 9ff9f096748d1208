// A value and its bytes, in format 1: a table with one row for each value type. The same bytes are sealed and indexed.

import type { Plaintext } from './aead.js'
import { decodeDateTime, encodeDateTime } from './date-time-codec.js'
import { decodeDecimal, encodeDecimal } from './decimal-codec.js'
import { isBytes } from './is-bytes.js'
import { decodeJson, encodeJson } from './json-codec.js'
import { decodeBigInt, decodeFloat, decodeInt, encodeBigInt, encodeFloat, encodeInt } from './number-codec.js'
import { checkText, decodeText } from './text-codec.js'
import { type ValueType, valueTypes } from './value-type.js'

/** How values of one type become bytes and come back. */
export interface Codec {
  /** Throws TypeError or RangeError, without the value, for what the type does not hold. */
  encode(value: unknown): Plaintext
  /** Throws TypeError or RangeError for bytes that `encode` does not write. */
  decode(bytes: Uint8Array): unknown
}

/** The codec of each value type. */
export const codecs: Readonly<Record<ValueType, Codec>> = {
  String: { encode: checkText, decode: decodeText },
  Int: { encode: encodeInt, decode: decodeInt },
  BigInt: { encode: encodeBigInt, decode: decodeBigInt },
  Float: { encode: encodeFloat, decode: decodeFloat },
  Decimal: { encode: encodeDecimal, decode: decodeDecimal },
  Boolean: { encode: encodeBoolean, decode: decodeBoolean },
  DateTime: { encode: encodeDateTime, decode: decodeDateTime },
  Json: { encode: encodeJson, decode: decodeJson },
  Bytes: { encode: encodeBytes, decode: decodeBytes },
}

/** The type byte of a value type: 1 for String to 9 for Bytes. */
export function typeByteOf(type: ValueType): number {
  return valueTypes.indexOf(type) + 1
}

/** The value type of a type byte; undefined where there is none. */
export function typeOfByte(typeByte: number): ValueType | undefined {
  return valueTypes[typeByte - 1]
}

function encodeBoolean(value: unknown): Uint8Array {
  if (typeof value !== 'boolean') throw new TypeError('Expected true or false.')
  return Uint8Array.of(value ? 1 : 0)
}

function decodeBoolean(bytes: Uint8Array): boolean {
  if (bytes.length !== 1 || (bytes[0] !== 0 && bytes[0] !== 1))
    throw new RangeError('Expected one byte, 0 or 1.')
  return bytes[0] === 1
}

function encodeBytes(value: unknown): Uint8Array {
  if (!isBytes(value)) throw new TypeError('Expected a Uint8Array.')
  return value
}

/** A copy, so that the value shares its memory with nothing. */
function decodeBytes(bytes: Uint8Array): Uint8Array {
  return new Uint8Array(bytes)
}
