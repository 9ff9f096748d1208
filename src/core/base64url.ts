// base64url in plain JavaScript (RFC 4648 §5, no padding), strict when decoding: for runtimes that have none, and for
// the one byte of a sealed value that is needed before the others.

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
const digits = new Map([...alphabet].map((character, value) => [character, value]))

/** base64url without padding. */
export function encodeBase64url(bytes: Uint8Array): string {
  let text = ''
  let bits = 0
  let bitCount = 0
  for (const byte of bytes) {
    bits = ((bits & 0x3f) << 8) | byte
    bitCount += 8
    for (; bitCount >= 6; bitCount -= 6) text += alphabet[(bits >> (bitCount - 6)) & 0x3f]
  }
  return bitCount === 0 ? text : text + alphabet[(bits << (6 - bitCount)) & 0x3f]
}

/**
 * The bytes of unpadded base64url text. Throws TypeError for anything that `encodeBase64url` does not write: foreign
 * characters, padding, a left-over character, non-zero trailing bits (§3.5).
 */
export function decodeBase64url(text: string): Uint8Array {
  const bytes = new Uint8Array((text.length * 3) >>> 2)
  let bits = 0
  let bitCount = 0
  let at = 0
  for (const character of text) {
    bits = ((bits & 0x3f) << 6) | digitOf(character)
    bitCount += 6
    if (bitCount < 8) continue
    bitCount -= 8
    bytes[at++] = bits >> bitCount
  }
  if (bitCount >= 6 || (bits & ((1 << bitCount) - 1)) !== 0) throw notCanonical()
  return bytes
}

/** The first byte of base64url text; undefined where its first two characters are no base64url. */
export function leadByteOf(text: string): number | undefined {
  const high = digits.get(text[0] ?? '')
  const low = digits.get(text[1] ?? '')
  return high === undefined || low === undefined ? undefined : (high << 2) | (low >> 4)
}

function digitOf(character: string): number {
  const digit = digits.get(character)
  if (digit === undefined) throw notCanonical()
  return digit
}

function notCanonical(): TypeError {
  return new TypeError('Expected canonical base64url text.')
}
