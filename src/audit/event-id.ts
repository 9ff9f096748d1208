// The ids of events: UUID version 7 (RFC 9562 §5.7), so that the order of ids is nearly the order of events, and the
// sealer finds what is new at the end of an index.

import { randomBytes } from '#crypto'

/** How far the clock may be put back before ids follow it and are no longer in order. */
const patienceMs = 60_000
const counterLimit = 0x1000
const hexDigits = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))

let lastMs = 0
let counter = 0

/**
 * A new UUID version 7 for the time `nowMs`. Greater, as text, than every one before it in this process: the 12 bits
 * after the time count within a millisecond (RFC 9562 §6.2, method 1), and a full counter borrows the next one.
 */
export function newEventId(nowMs: number = Date.now()): string {
  const random = randomBytes(10)
  if (nowMs > lastMs || nowMs < lastMs - patienceMs) {
    lastMs = nowMs
    counter = seedOf(random)
  } else if (++counter === counterLimit) {
    lastMs++
    counter = seedOf(random)
  }
  random[2] = ((random[2] as number) & 0x3f) | 0x80
  const tail = hex(random.subarray(2))
  return `${idPrefix(lastMs)}-7${counter.toString(16).padStart(3, '0')}-${tail.slice(0, 4)}-${tail.slice(4)}`
}

/** The least id of that time or a later one: what to compare ids with. Times before 1970 count as 1970. */
export function leastEventId(timeMs: number): string {
  return `${idPrefix(Math.max(0, timeMs))}-7000-8000-000000000000`
}

/** 11 random bits: the twelfth leaves room to count. */
function seedOf(random: Uint8Array): number {
  return (((random[0] as number) << 8) | (random[1] as number)) & 0x7ff
}

/** The first 12 digits of an id with the dash between them. */
function idPrefix(timeMs: number): string {
  const digits = Math.floor(timeMs).toString(16).padStart(12, '0')
  return `${digits.slice(0, 8)}-${digits.slice(8)}`
}

function hex(bytes: Uint8Array): string {
  let text = ''
  for (const byte of bytes) text += hexDigits[byte]
  return text
}
