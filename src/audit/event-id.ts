// The ids of events: UUID version 7 (RFC 9562 §5.7), so that the order of ids is nearly the order of events, and the
// sealer finds what is new at the end of an index.

/** How far the clock may be put back before ids follow it and are no longer in order. */
const patienceMs = 60_000
const counterLimit = 0x1000

/** Where the dash before the variant stands: from there on the versions 4 and 7 are alike. */
const variantAt = 18

let lastMs = 0
let counter = 0

/**
 * A new UUID version 7 for the time `nowMs`. Greater, as text, than every one before it in this process: the 12 bits
 * after the time count within a millisecond (RFC 9562 §6.2, method 1), and a full counter borrows the next one.
 */
export function newEventId(nowMs: number = Date.now()): string {
  // The platform keeps random bits in stock for these alone, and asks the system for them now and then.
  const random = globalThis.crypto.randomUUID()
  if (nowMs > lastMs || nowMs < lastMs - patienceMs) {
    lastMs = nowMs
    counter = seedOf(random)
  } else if (++counter === counterLimit) {
    lastMs++
    counter = seedOf(random)
  }
  return `${idPrefix(lastMs)}-7${counter.toString(16).padStart(3, '0')}${random.slice(variantAt)}`
}

/** The least id of that time or a later one: what to compare ids with. Times before 1970 count as 1970. */
export function leastEventId(timeMs: number): string {
  return `${idPrefix(Math.max(0, timeMs))}-7000-8000-000000000000`
}

/** 11 random bits, of a UUID version 4: the twelfth leaves room to count. */
function seedOf(random: string): number {
  return Number.parseInt(random.slice(0, 3), 16) & 0x7ff
}

/** The first 12 digits of an id with the dash between them. */
function idPrefix(timeMs: number): string {
  const digits = Math.floor(timeMs).toString(16).padStart(12, '0')
  return `${digits.slice(0, 8)}-${digits.slice(8)}`
}
