// Int, BigInt and Float values and their bytes in format 1.

import { decodeText } from './text-codec.js'

const integerText = /^(?:0|-?[1-9][0-9]*)$/

/** int32 big-endian. Throws TypeError for anything but an integer number, RangeError beyond 32 bits. */
export function encodeInt(value: unknown): Uint8Array {
  if (typeof value !== 'number' || !Number.isInteger(value))
    throw new TypeError('Expected an integer number.')
  if (value !== (value | 0)) throw new RangeError('Expected an integer from -2147483648 to 2147483647.')
  const bytes = new Uint8Array(4)
  viewOf(bytes).setInt32(0, value)
  return bytes
}

/** The number that `encodeInt` wrote. Throws RangeError for another length than 4. */
export function decodeInt(bytes: Uint8Array): number {
  if (bytes.length !== 4) throw new RangeError('Expected 4 bytes.')
  return viewOf(bytes).getInt32(0)
}

/**
 * Decimal text, of any size. Throws TypeError for anything but a bigint or an integer number, RangeError for a
 * number beyond `Number.MAX_SAFE_INTEGER`, which may have been rounded already.
 */
export function encodeBigInt(value: unknown): string {
  if (typeof value === 'bigint') return value.toString()
  if (typeof value !== 'number' || !Number.isInteger(value)) {
    throw new TypeError('Expected a bigint or an integer number.')
  }
  if (!Number.isSafeInteger(value)) throw new RangeError('Expected a bigint, or a safe integer number.')
  return BigInt(value).toString()
}

/** The bigint that `encodeBigInt` wrote. Throws TypeError for any other text. */
export function decodeBigInt(bytes: Uint8Array): bigint {
  const text = decodeText(bytes)
  if (!integerText.test(text)) throw new TypeError('Expected canonical integer text.')
  return BigInt(text)
}

/** IEEE 754 double, big-endian; -0 stays -0. Throws TypeError for anything but a number, RangeError for NaN and infinities. */
export function encodeFloat(value: unknown): Uint8Array {
  if (typeof value !== 'number') throw new TypeError('Expected a number.')
  if (!Number.isFinite(value)) throw new RangeError('Expected a finite number.')
  const bytes = new Uint8Array(8)
  viewOf(bytes).setFloat64(0, value)
  return bytes
}

/** The number that `encodeFloat` wrote. Throws RangeError for another length than 8, and for NaN and infinities. */
export function decodeFloat(bytes: Uint8Array): number {
  if (bytes.length !== 8) throw new RangeError('Expected 8 bytes.')
  const value = viewOf(bytes).getFloat64(0)
  if (!Number.isFinite(value)) throw new RangeError('Expected a finite number.')
  return value
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
}
