// DateTime values and their bytes in format 1.

const isoText =
  /^(\d{4}|[+-]\d{6})-(\d\d)-(\d\d)T(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,3}0*)?)?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/
const maxTime = 8.64e15

/**
 * int64 big-endian, milliseconds since 1970. Accepts a valid Date, or full ISO 8601 text with its zone and at most
 * milliseconds. Throws TypeError for anything else, RangeError for a date that does not exist.
 */
export function encodeDateTime(value: unknown): Uint8Array {
  const time = timeOf(value)
  if (!Number.isFinite(time)) throw new RangeError('Expected a valid date.')
  const bytes = new Uint8Array(8)
  new DataView(bytes.buffer).setBigInt64(0, BigInt(time))
  return bytes
}

/** The Date that `encodeDateTime` wrote. Throws RangeError for another length than 8 and for an impossible time. */
export function decodeDateTime(bytes: Uint8Array): Date {
  if (bytes.length !== 8) throw new RangeError('Expected 8 bytes.')
  const time = Number(new DataView(bytes.buffer, bytes.byteOffset, 8).getBigInt64(0))
  if (Math.abs(time) > maxTime) throw new RangeError('Expected a valid date.')
  return new Date(time)
}

function timeOf(value: unknown): number {
  if (typeof value === 'string') return parseIso(value)
  // Date of another realm too (Jest): getTime checks the brand itself.
  if (Object.prototype.toString.call(value) === '[object Date]') return Date.prototype.getTime.call(value)
  throw new TypeError('Expected a Date, or ISO 8601 text with date, time and zone.')
}

function parseIso(text: string): number {
  const match = isoText.exec(text)
  if (!match) throw new TypeError('Expected ISO 8601 text with date, time (at most milliseconds) and zone.')
  const [, year, month, day] = match
  const date = `${year}-${month}-${day}`
  const midnight = new Date(`${date}T00:00:00Z`)
  // Date.parse turns the 30th of February into the 1st or 2nd of March.
  const exists = Number.isFinite(midnight.getTime()) && midnight.getUTCDate() === Number(day)
  return exists ? Date.parse(text) : Number.NaN
}
